using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>How much each random stream makes test accuracy vary, and the accuracies themselves.</summary>
public static class ComponentsChart
{
    private const double Apart = 9;

    /// <summary>Standard deviations: all streams, the test set, then each stream with its first-order and its total effect.</summary>
    public static RowChartModel Effects(VarianceComponentsResult components) => new()
    {
        Id = "components",
        Title = "Standard deviation of test accuracy by random stream",
        Description = $"All streams {Figures.Deviation(components.AllStreams)}; the finite test set {Figures.Deviation(components.TestSet)}; "
            + string.Join("; ", components.Streams.Select(stream =>
                $"{PlainWords.Stream(stream.Stream)}: first order {Figures.Deviation(stream.FirstOrder)}, total {Figures.Deviation(stream.Total)}")) + ".",
        Axis = Axis.FromZero(Reach(components), value => Figures.Number(value * 100)),
        AxisTitle = "standard deviation of test accuracy, points",
        Rows =
        [
            Alone("All streams", "everything varies", components.AllStreams, components.AllStreamsInterval, "mean"),
            Alone("The finite test set", "another test set of this size", components.TestSet, null, "test level"),
            .. components.Streams.SelectMany(Rows),
        ],
        Numbers = Numbers(components),
    };

    /// <summary>The test accuracies of the runs in which everything varies.</summary>
    public static RowChartModel Strip(VarianceComponentsResult components) => new()
    {
        Id = "components-strip",
        Title = "Test accuracy of every run in which all streams vary",
        Description = components.Accuracies.Count == 0 ? "No run." : $"From {Figures.Percent(components.Accuracies.Min())} to {Figures.Percent(components.Accuracies.Max())} over {Figures.Of(components.Accuracies.Count, "run")}.",
        Axis = Axis.Percent(components.Accuracies),
        AxisTitle = "test accuracy",
        Rows =
        [
            new ChartRow(
                "All streams vary",
                Figures.Of(components.Accuracies.Count, "run"),
                components.Accuracies.Count == 0 ? Figures.Missing : Figures.Percent(components.Accuracies.Average()),
                "mean",
                [.. components.Accuracies.Select((accuracy, repeat) => new DotMark(
                    accuracy, ((repeat * 3 % 7) - 3) / 3.0 * Apart, $"repeat {Figures.Plain(repeat)}: {Figures.Percent(accuracy, 2)}", "dot test"))]),
        ],
        Numbers = new NumbersTable(
            "Test accuracy by repeat",
            ["Repeat", "Test accuracy"],
            [.. components.Accuracies.Select((accuracy, repeat) => (IReadOnlyList<string>)[Figures.Plain(repeat), Figures.Percent(accuracy, 2)])]),
    };

    /// <summary>The effects as a table.</summary>
    public static NumbersTable Numbers(VarianceComponentsResult components) => new(
        "Standard deviation of test accuracy",
        ["Stream", "First order", "95% interval", "Pairs", "Total", "95% interval", "Bases"],
        [
            .. components.Streams.Select(stream => (IReadOnlyList<string>)
            [
                PlainWords.Stream(stream.Stream),
                Figures.Deviation(stream.FirstOrder),
                Figures.DeviationInterval(stream.FirstOrderInterval),
                Figures.Plain(stream.Pairs),
                Figures.Deviation(stream.Total),
                Figures.DeviationInterval(stream.TotalInterval),
                Figures.Plain(stream.Bases),
            ]),
            ["All streams", "", "", "", Figures.Deviation(components.AllStreams), Figures.DeviationInterval(components.AllStreamsInterval), ""],
            ["The finite test set", "", "", "", Figures.Deviation(components.TestSet), "", ""],
        ]);

    private static IEnumerable<double> Reach(VarianceComponentsResult components) =>
    [
        components.AllStreams,
        components.TestSet,
        .. Bound(components.AllStreamsInterval),
        .. components.Streams.SelectMany(stream => new[] { stream.FirstOrder, stream.Total }),
        .. components.Streams.SelectMany(stream => Bound(stream.FirstOrderInterval).Concat(Bound(stream.TotalInterval))),
    ];

    private static IEnumerable<double> Bound(Interval? interval) => interval is null ? [] : [interval.Lower, interval.Upper];

    private static IReadOnlyList<ChartRow> Rows(StreamEffect stream) =>
    [
        Alone(PlainWords.Stream(stream.Stream) + ", first order", $"{Figures.Of(stream.Pairs, "pair")} sharing only it", stream.FirstOrder, stream.FirstOrderInterval, "train level"),
        Alone(PlainWords.Stream(stream.Stream) + ", total", $"only it changes, {Figures.Of(stream.Bases, "base")}", stream.Total, stream.TotalInterval, "diamond held"),
    ];

    private static ChartRow Alone(string label, string detail, double value, Interval? interval, string style) => new(
        label,
        detail,
        Figures.Deviation(value),
        Figures.DeviationInterval(interval),
        interval is null
            ? [new DiamondMark(value, style)]
            : [new WhiskerMark(interval.Lower, interval.Upper, style.Replace(" level", "", StringComparison.Ordinal).Replace("diamond ", "", StringComparison.Ordinal)), new DiamondMark(value, style)]);
}
