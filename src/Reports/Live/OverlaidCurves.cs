using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Accuracy and loss over epochs of several variants or runs, a line for each, in two charts.</summary>
/// <param name="Accuracy">Accuracy over epochs.</param>
/// <param name="Loss">Loss over epochs.</param>
public sealed record OverlaidCurves(XyChartModel Accuracy, XyChartModel Loss)
{
    /// <summary>Curves on held-out samples; null where nothing has epochs.</summary>
    public static OverlaidCurves? HeldOut(string id, IReadOnlyList<NamedHistories> lines) =>
        Build($"{id}-held", "held-out samples", lines, row => row.HeldOutAccuracy, row => row.HeldOutLoss);

    /// <summary>Curves on clean training samples; null where nothing has epochs.</summary>
    public static OverlaidCurves? Training(string id, IReadOnlyList<NamedHistories> lines) =>
        Build($"{id}-train", "clean training samples", lines, row => row.TrainAccuracy, row => row.TrainLoss);

    private static OverlaidCurves? Build(string id, string samples, IReadOnlyList<NamedHistories> lines, Func<EpochRow, double> accuracy, Func<EpochRow, double> loss)
    {
        var epochs = lines.SelectMany(line => line.Histories).SelectMany(history => history).Select(row => row.Epoch).DefaultIfEmpty(0).Max();
        return epochs == 0 ? null : new OverlaidCurves(
            Chart($"{id}-accuracy", $"Accuracy, {samples}", lines, accuracy, epochs, values => Axis.Percent(values, 4), value => Figures.Percent(value)),
            Chart($"{id}-loss", $"Loss, {samples}", lines, loss, epochs, values => Axis.Loss(values), value => Figures.Loss(value)));
    }

    private static XyChartModel Chart(
        string id,
        string title,
        IReadOnlyList<NamedHistories> lines,
        Func<EpochRow, double> value,
        int epochs,
        Func<IEnumerable<double>, Axis> axis,
        Func<double?, string> format)
    {
        var summaries = lines.Select(line => LearningCurves.Summarise(line.Histories, value)).ToList();
        return new XyChartModel
        {
            Id = id,
            Title = title,
            Description = "At the end: " + string.Join(", ", lines.Zip(summaries).Where(pair => pair.Second.Count > 0)
                .Select(pair => $"{DisplayName.Quote(pair.First.Name)} {format(pair.Second[^1].Mean)}")) + ".",
            X = Axis.Epochs(epochs),
            XTitle = "epoch",
            Y = axis(summaries.SelectMany(points => points).Select(point => point.Mean)),
            Series =
            [
                .. lines.Zip(summaries).Select((pair, index) => new XySeries(
                    pair.First.Name,
                    XyChartModel.VariantStyle(index),
                    [.. pair.Second.Select(point => new XyPoint(point.Epoch, point.Mean))])
                {
                    HasDots = pair.Second.Count == 1,
                }),
            ],
            Numbers = Numbers(title, lines, summaries, format),
        };
    }

    private static NumbersTable Numbers(string title, IReadOnlyList<NamedHistories> lines, List<IReadOnlyList<EpochSummary>> summaries, Func<double?, string> format)
    {
        var byEpoch = summaries.Select(points => points.ToDictionary(point => point.Epoch)).ToList();
        return new NumbersTable(
            $"{title} by epoch: mean over the repeats that reached it, and how many they are",
            ["Epoch", .. lines.Select(line => DisplayName.Shorten(line.Name, 40))],
            [
                .. summaries.SelectMany(points => points).Select(point => point.Epoch).Distinct().Order().Select(epoch => (IReadOnlyList<string>)
                [
                    Figures.Plain(epoch),
                    .. byEpoch.Select(points => points.TryGetValue(epoch, out var point) ? $"{format(point.Mean)} ({Figures.Plain(point.Repeats)})" : Figures.Missing),
                ]),
            ]);
    }
}

/// <summary>The epochs of what belongs together.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Histories">A list of epochs per repeat.</param>
public sealed record NamedHistories(string Name, IReadOnlyList<IReadOnlyList<EpochRow>> Histories);
