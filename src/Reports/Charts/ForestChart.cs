using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Differences with their intervals around zero: variants against the baseline, or the lines of the training metric.</summary>
public static class ForestChart
{
    /// <summary>Builds the comparisons of one metric; null when there is none.</summary>
    /// <param name="report">The report.</param>
    /// <param name="metric">A metric that is measured in points: <c>test.accuracy</c>, <c>test.balancedAccuracy</c> or <c>gap.total</c>.</param>
    public static RowChartModel? Comparisons(StudyReport report, string metric)
    {
        var comparisons = report.Result.Comparisons.Where(comparison => comparison.Metric == metric).ToList();
        if (comparisons.Count == 0)
        {
            return null;
        }

        var floor = report.Baseline?.Gap?.Floor.Mean;
        var lowerIsBetter = metric is "gap.total" or "test.logLoss";
        return new RowChartModel
        {
            Id = "forest-" + metric.Replace('.', '-'),
            Title = $"{PlainWords.Metric(metric)}: variants against the baseline",
            Description = string.Join("; ", comparisons.Select(comparison =>
                $"{DisplayName.Quote(comparison.Variant)}: {Figures.Points(comparison.MeanDifference)}, {comparison.Verdict}")) + ".",
            Axis = Axis.Points([.. comparisons.SelectMany(Reach), .. floor is null ? [] : new[] { -floor.Value, floor.Value }]),
            AxisTitle = lowerIsBetter ? "← smaller gap is better · points" : "points · more accuracy is better →",
            Bands = floor is null ? [] : [new ChartBand(-floor.Value, floor.Value, "floor-band")],
            Reference = 0,
            Rows = [.. comparisons.Select(comparison => Row(
                comparison.Variant,
                comparison.Verdict,
                comparison.MeanDifference,
                comparison.Interval,
                "verdict-" + VerdictStyle(comparison.Verdict)))],
            Numbers = Numbers($"{PlainWords.Metric(metric)}, variant minus baseline", comparisons),
        };
    }

    /// <summary>Builds the lines between the accuracy that training prints and the clean training accuracy; null when there is none.</summary>
    public static RowChartModel? TrainingMetric(GapResult? gap)
    {
        if (gap is null || gap.TrainingMetric.Count == 0)
        {
            return null;
        }

        return new RowChartModel
        {
            Id = "training-metric",
            Title = "From the accuracy that training prints to the clean training accuracy",
            Description = string.Join("; ", gap.TrainingMetric.Select(part =>
                $"{PlainWords.PartTitle(part.Name)}: {Figures.Points(part.Difference)}")) + ".",
            Axis = Axis.Points(gap.TrainingMetric.SelectMany(part => new[] { part.Interval.Lower, part.Interval.Upper, part.Difference })),
            AxisTitle = "points added to the printed training accuracy",
            Reference = 0,
            Rows = [.. gap.TrainingMetric.Select(part =>
                Row(PlainWords.PartTitle(part.Name), PlainWords.FromTo(part), part.Difference, part.Interval, "diamond running"))],
            Numbers = new NumbersTable(
                "The training metric's lines",
                ["Line", "From", "To", "Difference", "95% interval"],
                [.. gap.TrainingMetric.Select(part => (IReadOnlyList<string>)
                    [PlainWords.PartTitle(part.Name), part.From, part.To, Figures.Points(part.Difference, 2), Figures.PointsInterval(part.Interval)])]),
        };
    }

    /// <summary>The style sheet's word for a verdict; a verdict of an unknown name looks undecided.</summary>
    public static string VerdictStyle(string verdict) => verdict is "better" or "worse" or "equivalent" ? verdict : "inconclusive";

    private static ChartRow Row(string label, string detail, double difference, Interval? interval, string style) => new(
        label,
        detail,
        Figures.Points(difference, Figures.Decimals(interval)),
        Figures.PointsInterval(interval),
        interval is null
            ? [new DiamondMark(difference, style)]
            : [new WhiskerMark(interval.Lower, interval.Upper, style), new DiamondMark(difference, style)]);

    private static IEnumerable<double> Reach(ComparisonResult comparison) => comparison.Interval is { } interval
        ? [interval.Lower, interval.Upper, comparison.MeanDifference]
        : [comparison.MeanDifference];

    private static NumbersTable Numbers(string caption, IReadOnlyList<ComparisonResult> comparisons) => new(
        caption,
        ["Variant", "Against", "Difference", "95% interval", "Pairs", "Adjusted p", "Seed p", "Verdict"],
        [.. comparisons.Select(comparison => (IReadOnlyList<string>)
        [
            comparison.Variant,
            comparison.Against,
            Figures.Points(comparison.MeanDifference, 2),
            Figures.PointsInterval(comparison.Interval),
            Figures.Plain(comparison.Pairs),
            Figures.Probability(comparison.AdjustedP),
            Figures.Probability(comparison.SeedP),
            comparison.Verdict,
        ])]);
}
