using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>What running each remedy changed in test, around zero.</summary>
public static class RemedyChart
{
    /// <summary>Builds the forest of the remedies that were run; null when none was.</summary>
    public static RowChartModel? Build(StudyReport report)
    {
        var run = (report.Result.Diagnosis?.Remedies ?? []).Where(remedy => remedy.Test is not null).ToList();
        if (run.Count == 0)
        {
            return null;
        }

        var floor = report.Baseline?.Gap?.Floor.Mean;
        return new RowChartModel
        {
            Id = "forest-remedies",
            Title = "What each remedy changes in test",
            Description = string.Join("; ", run.Select(remedy => $"{DisplayName.Quote(remedy.What)}: {Figures.Points(remedy.Test!.Difference)}, {remedy.Verdict}")) + ".",
            Axis = Axis.Points([.. run.SelectMany(remedy => new[] { remedy.Test!.Interval.Lower, remedy.Test.Interval.Upper }), .. floor is null ? [] : new[] { -floor.Value, floor.Value }]),
            AxisTitle = "points of test accuracy · more is better →",
            Bands = floor is null ? [] : [new ChartBand(-floor.Value, floor.Value, "floor-band")],
            Reference = 0,
            Rows = [.. run.Select(Row)],
            Numbers = Numbers(run),
        };
    }

    private static ChartRow Row(RemedyResult remedy)
    {
        var style = "verdict-" + ForestChart.VerdictStyle(remedy.Verdict);
        var test = remedy.Test!;
        return new ChartRow(
            remedy.What,
            remedy.IsChosen ? $"{remedy.Verdict}; chosen on validation" : remedy.Verdict,
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
            string.Join(", ", remedy.Causes),
            remedy.Metric == "balancedAccuracy" ? "balanced accuracy" : "accuracy",
            Figures.Points(remedy.Validation?.Difference, 2),
            Figures.PointsInterval(remedy.Validation?.Interval),
            Figures.Points(remedy.Test!.Difference, 2),
            Figures.PointsInterval(remedy.Test.Interval),
            Figures.Plain(remedy.Repeats),
            Figures.Probability(remedy.AdjustedP),
            Figures.Probability(remedy.SeedP),
            remedy.Verdict,
        ])]);
}
