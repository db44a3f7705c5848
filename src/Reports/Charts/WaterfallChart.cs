using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The gap as a waterfall: training accuracy at the top, each part falling (or rising) from where the one before ended, test accuracy at the bottom.</summary>
public static class WaterfallChart
{
    /// <summary>Builds the chart; null without a gap or without the training accuracy that it starts from.</summary>
    public static RowChartModel? Build(VariantResult? variant)
    {
        if (variant?.Gap is not { } gap || StudyReport.Metric(variant, MeasurementNames.TrainClean) is not { } train)
        {
            return null;
        }

        var steps = Steps(gap, train.Mean);
        var test = StudyReport.Metric(variant, MeasurementNames.Test);
        var floor = gap.Floor.Mean;
        var end = steps.Count > 0 ? steps[^1].To : train.Mean;
        return new RowChartModel
        {
            Id = "waterfall",
            Title = "The gap between training and test accuracy, part by part",
            Description = Describe(gap, train.Mean, end),
            Axis = Axis.Percent(Reach(steps, train, test, floor)),
            AxisTitle = "accuracy: share of rows predicted right",
            Bands = [new ChartBand(train.Mean - floor, train.Mean + floor, "floor-band")],
            Rows = [Level("Training", "clean training rows", train, "train", train.Mean), .. steps.Select(Row), Level("Test", "test rows", test, "test", end)],
            Links = Links(steps, end),
            Numbers = Numbers(gap, train, test),
        };
    }

    /// <summary>Each part with the accuracies between which it lies. The first starts at the training accuracy, the last ends at the test accuracy.</summary>
    public static IReadOnlyList<WaterfallStep> Steps(GapResult gap, double train)
    {
        var level = train;
        return [.. gap.Parts.Select(part => new WaterfallStep(part, level, level -= part.Difference))];
    }

    // What costs accuracy for certain is coloured; what chance alone explains is grey.
    private static string Style(GapPart part) => part.Interval switch
    {
        { Lower: > 0 } => "loss",
        { Upper: < 0 } => "gain",
        _ => "nothing",
    };

    private static ChartRow Level(string label, string detail, MetricSummary? summary, string style, double place) => new(
        label,
        detail,
        Figures.Percent(place, Figures.Decimals(summary?.Interval)),
        Figures.PercentInterval(summary?.Interval),
        summary?.Interval is { } interval
            ? [new WhiskerMark(interval.Lower, interval.Upper, style), new DiamondMark(place, style + " level")]
            : [new DiamondMark(place, style + " level")]);

    private static ChartRow Row(WaterfallStep step) => new(
        PlainWords.PartTitle(step.Part.Name),
        PlainWords.FromTo(step.Part),
        Figures.Points(-step.Part.Difference, Figures.Decimals(step.Part.Interval)),
        Figures.PointsInterval(new Interval(-step.Part.Interval.Upper, -step.Part.Interval.Lower)),
        [
            new BarMark(step.From, step.To, Style(step.Part)),
            new WhiskerMark(step.From - step.Part.Interval.Upper, step.From - step.Part.Interval.Lower, "on-bar"),
        ]);

    private static IReadOnlyList<ChartLink> Links(IReadOnlyList<WaterfallStep> steps, double end) =>
    [
        .. steps.Select((step, index) => new ChartLink(index, step.From, index == 0 ? 8 : 10, index + 1, step.From, -10, "step-link")),
        new ChartLink(steps.Count, end, 10, steps.Count + 1, end, -8, "step-link"),
    ];

    private static IEnumerable<double> Reach(IReadOnlyList<WaterfallStep> steps, MetricSummary train, MetricSummary? test, double floor) =>
    [
        .. steps.SelectMany(step => new[] { step.From, step.To, step.From - step.Part.Interval.Upper, step.From - step.Part.Interval.Lower }),
        train.Mean,
        train.Mean - floor,
        .. Bounds(train),
        .. Bounds(test),
    ];

    private static IEnumerable<double> Bounds(MetricSummary? summary) =>
        summary?.Interval is { } interval ? [interval.Lower, interval.Upper] : summary is null ? [] : [summary.Mean];

    private static string Describe(GapResult gap, double train, double end) =>
        $"From {Figures.Percent(train)} in training to {Figures.Percent(end)} in test: "
        + string.Join(", ", gap.Parts.Select(part => $"{PlainWords.PartTitle(part.Name).ToLowerInvariant()} {Figures.Points(-part.Difference)}"))
        + $". The noise floor is {Figures.PlusMinus(gap.Floor.Mean)}.";

    private static NumbersTable Numbers(GapResult gap, MetricSummary train, MetricSummary? test) => new(
        "The gap and its parts",
        ["What", "From", "To", "Value", "95% interval"],
        [
            ["Training accuracy", "", "", Figures.Percent(train.Mean, 2), Figures.PercentInterval(train.Interval)],
            .. gap.Parts.Select(part => Difference(PlainWords.PartTitle(part.Name), part)),
            ["Test accuracy", "", "", Figures.Percent(test?.Mean, 2), Figures.PercentInterval(test?.Interval)],
            Difference("Whole gap", gap.Total),
            ["Noise floor of the mean", "", "", Figures.PlusMinus(gap.Floor.Mean), ""],
            ["Noise floor of a single run", "", "", Figures.PlusMinus(gap.Floor.SingleRun), ""],
        ]);

    private static IReadOnlyList<string> Difference(string name, GapPart part) =>
        [name, part.From, part.To, Figures.Points(part.Difference, 2), Figures.PointsInterval(part.Interval)];
}

/// <summary>A part of the gap between two accuracies.</summary>
/// <param name="Part">The part.</param>
/// <param name="From">The accuracy that it starts from.</param>
/// <param name="To">The accuracy that it leaves.</param>
public sealed record WaterfallStep(GapPart Part, double From, double To);
