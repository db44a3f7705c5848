using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>A claim's verdict in words, the same in the report, the summary, the index and the guide.</summary>
public static class ClaimText
{
    /// <summary>The verdict in three or four words.</summary>
    public static string Verdict(string verdict) => verdict switch
    {
        "holds" => "holds here",
        "fails" => "fails here",
        _ => "cannot be decided here",
    };

    /// <summary>The style sheet's word for a verdict; one of an unknown name looks undecided.</summary>
    public static string Style(string verdict) => verdict is "holds" or "fails" ? verdict : "undecided";

    /// <summary>What was compared: <c>Test accuracy of “a” against “b”</c>.</summary>
    public static string Subject(ClaimResult claim)
    {
        var against = claim.Against is { } other
            ? $"against {DisplayName.Quote(other)}"
            : claim.Value is { } value ? $"against {(PlainWords.IsPoints(claim.Metric) ? Figures.Percent(value) : Figures.Loss(value))}" : "";
        return $"{PlainWords.Metric(claim.Metric)} of {DisplayName.Quote(claim.Variant)} {against}".TrimEnd();
    }

    /// <summary>The difference with its interval: <c>+1.3 points (+0.4 to +2.2)</c>.</summary>
    public static string Difference(ClaimResult claim) => PlainWords.IsPoints(claim.Metric)
        ? WithInterval(Figures.Points(claim.Difference, Figures.Decimals(claim.Interval)), claim.Interval, Figures.PointsInterval)
        : WithInterval(claim.Difference is { } difference ? Figures.WithSign(difference, 3) : Figures.Missing, claim.Interval, Figures.LossInterval);

    private static string WithInterval(string value, Interval? interval, Func<Interval?, string> format) =>
        interval is null ? value : $"{value} ({format(interval)})";
}
