using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The runs against the reference by one metric, each a difference with its interval around zero.</summary>
public static class ComparisonChart
{
    /// <summary>Builds the chart; null when no run can be compared by it.</summary>
    public static RowChartModel? Build(RunComparison comparison, string metric)
    {
        var rows = comparison.Differences.Select(difference => (Difference: difference, Metric: difference.Metric(metric))).Where(row => row.Metric is not null).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var title = $"{PlainWords.Metric(metric)}: runs against {comparison.Runs[0].Label}";
        return new RowChartModel
        {
            Id = "runs-" + metric.Replace('.', '-'),
            Title = title,
            Description = string.Join("; ", rows.Select(row => $"{row.Difference.Run}: {Figures.Points(row.Metric!.MeanDifference)}, {row.Metric.Verdict}")) + ".",
            Axis = Axis.Points([.. rows.SelectMany(row => new[] { row.Metric!.MeanDifference, row.Metric.Interval?.Lower ?? 0, row.Metric.Interval?.Upper ?? 0 })]),
            AxisTitle = "points · more accuracy is better →",
            Reference = 0,
            Rows = [.. rows.Select(row => Row(comparison, row.Difference, row.Metric!))],
            Numbers = new NumbersTable(
                title,
                ["Run", "Difference", "95% interval", "Verdict"],
                [.. rows.Select(row => (IReadOnlyList<string>)[row.Difference.Run, Figures.Points(row.Metric!.MeanDifference, 2), Figures.PointsInterval(row.Metric.Interval), row.Metric.Verdict])]),
        };
    }

    private static ChartRow Row(RunComparison comparison, RunDifference difference, ComparisonResult metric)
    {
        var style = "verdict-" + ForestChart.VerdictStyle(metric.Verdict);
        var run = comparison.Runs.First(run => run.Label == difference.Run);
        return new ChartRow(
            $"{difference.Run} · {run.Result.Scenario}",
            difference.Pairing == RunPairing.Paired ? $"{metric.Verdict}, paired" : $"{metric.Verdict}, not paired",
            Figures.Points(metric.MeanDifference, Figures.Decimals(metric.Interval)),
            Figures.PointsInterval(metric.Interval),
            metric.Interval is { } interval
                ? [new WhiskerMark(interval.Lower, interval.Upper, style), new DiamondMark(metric.MeanDifference, style)]
                : [new DiamondMark(metric.MeanDifference, style)]);
    }
}
