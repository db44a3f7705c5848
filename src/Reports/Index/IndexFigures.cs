using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The few figures by which a study stands in a list of studies.</summary>
/// <param name="Train">Clean training accuracy of the baseline.</param>
/// <param name="Test">Its test accuracy.</param>
/// <param name="Gap">Its gap.</param>
internal sealed record IndexFigures(string Train, string Test, string Gap)
{
    /// <summary>The figures of a result.</summary>
    public static IndexFigures Of(StudyResult? result)
    {
        var baseline = result is { Variants.Count: > 0 } ? result.Variants[0] : null;
        var total = baseline?.Gap?.Total;
        return new IndexFigures(
            Figures.Percent(StudyReport.Metric(baseline, MeasurementNames.TrainClean)?.Mean),
            Figures.Percent(StudyReport.Metric(baseline, MeasurementNames.Test)?.Mean),
            total is null ? Figures.Missing : $"{Figures.Points(total.Difference, Figures.Decimals(total.Interval))} ({Figures.PointsInterval(total.Interval)})");
    }

    /// <summary>The verdicts over several studies in a line: <c>2 hold, 1 fails, 1 cannot be decided, 1 has no claim, 1 failed</c>.</summary>
    public static string Tally(IReadOnlyList<StudyResult?> results)
    {
        var claims = results.OfType<StudyResult>().Select(result => result.Claim).OfType<ClaimResult>().Select(claim => ClaimText.Style(claim.Verdict)).ToList();
        var without = results.Count(result => result is { Claim: null });
        var failed = results.Count(result => result is null);
        (int Count, string One, string Many)[] parts =
        [
            (claims.Count(verdict => verdict == "holds"), "claim holds", "claims hold"),
            (claims.Count(verdict => verdict == "fails"), "claim fails", "claims fail"),
            (claims.Count(verdict => verdict == "undecided"), "claim cannot be decided", "claims cannot be decided"),
            (without, "scenario makes no claim", "scenarios make no claim"),
            (failed, "scenario has no result", "scenarios have no result"),
        ];
        var told = parts.Where(part => part.Count > 0).Select(part => Figures.Of(part.Count, part.One, part.Many)).ToList();
        return told.Count == 0 ? "No scenario." : string.Join(", ", told) + ".";
    }
}
