using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>What each remedy changed in test, around zero: those that were run, the best first, and below them hollow and dashed what was only extrapolated.</summary>
public static class RemedyChart
{
    private const string Extrapolated = "extrapolated";

    /// <summary>Builds the forest of the remedies that have an effect in test; null when none has.</summary>
    public static RowChartModel? Build(StudyReport report)
    {
        var shown = Shown(report.Result.Diagnosis);
        if (shown.Count == 0)
        {
            return null;
        }

        var effect = report.Result.Diagnosis!.SmallestEffect;
        var balanced = shown.Any(remedy => remedy.Metric == "balancedAccuracy");
        return new RowChartModel
        {
            Id = "forest-remedies",
            Title = "What each remedy changes in test",
            Description = string.Join("; ", shown.Select(remedy => $"{DisplayName.Quote(remedy.What)}: {Figures.Points(remedy.Test!.Difference)}, {Verdict(remedy)}")) + ".",
            Axis = Axis.Points([.. shown.SelectMany(remedy => new[] { remedy.Test!.Interval.Lower, remedy.Test.Interval.Upper }), -effect, effect]),
            AxisTitle = balanced ? "points in test · more is better →" : "points of test accuracy · more is better →",
            Bands = [new ChartBand(-effect, effect, "effect-band")],
            Reference = 0,
            LabelLines = 4,
            Rows = [.. shown.Select(Row)],
            Numbers = Numbers(shown),
        };
    }

    /// <summary>The remedies of the chart, in its order.</summary>
    public static IReadOnlyList<RemedyResult> Shown(DiagnosisResult? diagnosis) =>
    [
        .. (diagnosis?.Remedies ?? []).Where(remedy => remedy.Test is not null)
            .OrderBy(IsExtrapolated).ThenByDescending(remedy => remedy.Test!.Difference),
    ];

    /// <summary>Whether a remedy's effect was computed and not measured by running it.</summary>
    public static bool IsExtrapolated(RemedyResult remedy) => remedy.Verdict == Extrapolated;

    /// <summary>A verdict in words.</summary>
    public static string Verdict(RemedyResult remedy) => remedy.Verdict switch
    {
        Extrapolated => "extrapolated, not run",
        "equivalent" => "no difference that matters",
        "inconclusive" => "not decided",
        "notRun" => "not run",
        { } verdict => verdict,
    };

    private static ChartRow Row(RemedyResult remedy)
    {
        var style = "verdict-" + (IsExtrapolated(remedy) ? Extrapolated : ForestChart.VerdictStyle(remedy.Verdict));
        var test = remedy.Test!;
        string[] detail = [Verdict(remedy), .. remedy.IsChosen ? ["chosen"] : Array.Empty<string>(), .. VerdictText.Metric(remedy.Metric) is "accuracy" ? Array.Empty<string>() : [VerdictText.Metric(remedy.Metric)]];
        return new ChartRow(
            remedy.What,
            string.Join(" · ", detail),
            Figures.Points(test.Difference, Figures.Decimals(test.Interval)),
            Figures.PointsInterval(test.Interval),
            [new WhiskerMark(test.Interval.Lower, test.Interval.Upper, style), new DiamondMark(test.Difference, style)]);
    }

    private static NumbersTable Numbers(IReadOnlyList<RemedyResult> remedies) => new(
        "Remedy minus baseline",
        ["Remedy", "For", "Metric", "Validation", "95% interval", "Test", "95% interval", "Pairs", "Adjusted p", "Seed p", "Verdict"],
        [.. remedies.Select(remedy => (IReadOnlyList<string>)
        [
            remedy.What,
            string.Join(", ", remedy.Causes.Select(cause => CauseWords.Title(cause).ToLowerInvariant())),
            VerdictText.Metric(remedy.Metric),
            Figures.Points(remedy.Validation?.Difference, 2),
            Figures.PointsInterval(remedy.Validation?.Interval),
            Figures.Points(remedy.Test!.Difference, 2),
            Figures.PointsInterval(remedy.Test.Interval),
            Figures.Plain(remedy.Repeats),
            Figures.Probability(remedy.AdjustedP),
            Figures.Probability(remedy.SeedP),
            Verdict(remedy),
        ])]);
}
