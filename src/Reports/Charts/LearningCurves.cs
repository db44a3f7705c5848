using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The learning curves of a study: loss and accuracy over epochs for every variant that has epochs, all on the same two axes of values.</summary>
public static class LearningCurves
{
    private const int MostPoints = 200;

    private static readonly IReadOnlyList<Quantity> Loss =
    [
        new("while training", "running", row => row.RunningLoss),
        new("clean training rows", "train", row => row.TrainLoss),
        new("held out", "held", row => row.HeldOutLoss),
    ];

    private static readonly IReadOnlyList<Quantity> Accuracy =
    [
        new("while training", "running", row => row.RunningAccuracy),
        new("clean training rows", "train", row => row.TrainAccuracy),
        new("held out", "held", row => row.HeldOutAccuracy),
    ];

    /// <summary>Builds the charts by variant. A variant without epochs is absent.</summary>
    public static IReadOnlyList<VariantCurves> Build(StudyReport report)
    {
        var variants = report.Result.Variants
            .Select((variant, index) => (Variant: variant, Index: index, Histories: Histories(report, variant)))
            .Where(entry => entry.Histories.Any(history => history.Count > 0))
            .ToList();
        if (variants.Count == 0)
        {
            return [];
        }

        var last = variants.SelectMany(entry => entry.Histories.SelectMany(history => history).Select(row => row.Epoch).Concat(Kept(entry.Variant).Keys)).Max();
        var losses = Axis.Loss(Reach(variants.SelectMany(entry => entry.Histories), Loss));
        var accuracies = Axis.Percent(Reach(variants.SelectMany(entry => entry.Histories), Accuracy), 4);
        var epochs = Axis.Epochs(last);
        return
        [
            .. variants.Select(entry => new VariantCurves(
                entry.Variant,
                Chart(entry.Variant, entry.Index, "Accuracy", Accuracy, entry.Histories, epochs, accuracies, value => Figures.Percent(value)),
                Chart(entry.Variant, entry.Index, "Loss", Loss, entry.Histories, epochs, losses, value => Figures.Loss(value)))),
        ];
    }

    /// <summary>One quantity per epoch over the repeats that reached the epoch; values that are not finite are left out.</summary>
    public static IReadOnlyList<EpochSummary> Summarise(IEnumerable<IReadOnlyList<EpochRow>> histories, Func<EpochRow, double> value) =>
    [
        .. histories.SelectMany(history => history)
            .Select(row => (row.Epoch, Value: value(row)))
            .Where(point => double.IsFinite(point.Value))
            .GroupBy(point => point.Epoch)
            .OrderBy(group => group.Key)
            .Select(group => new EpochSummary(
                group.Key,
                group.Average(point => point.Value),
                group.Min(point => point.Value),
                group.Max(point => point.Value),
                group.Count())),
    ];

    /// <summary>The set on which early stopping and the held-out line look, as the histories name it.</summary>
    public static string HeldOutSet(StudyReport report) =>
        report.Histories.Values.SelectMany(history => history).Select(row => row.HeldOutSet).FirstOrDefault() ?? "validation";

    private static IReadOnlyList<IReadOnlyList<EpochRow>> Histories(StudyReport report, VariantResult variant) =>
    [
        .. variant.Trials.Where(trial => report.Histories.ContainsKey((variant.Name, trial.Repeat)))
            .Select(trial => report.Histories[(variant.Name, trial.Repeat)]),
    ];

    private static IEnumerable<double> Reach(IEnumerable<IReadOnlyList<EpochRow>> histories, IReadOnlyList<Quantity> quantities) =>
        histories.SelectMany(history => history).SelectMany(row => quantities.Select(quantity => quantity.Value(row)));

    private static LineChartModel Chart(
        VariantResult variant,
        int index,
        string name,
        IReadOnlyList<Quantity> quantities,
        IReadOnlyList<IReadOnlyList<EpochRow>> histories,
        Axis epochs,
        Axis values,
        Func<double?, string> format)
    {
        IReadOnlyList<LineSeries> series =
            [.. quantities.Select(quantity => new LineSeries(quantity.Name, quantity.Style, Thin(Summarise(histories, quantity.Value))))];
        return new LineChartModel
        {
            Id = $"curves-{Figures.Plain(index)}-{name.ToLowerInvariant()}",
            Title = name,
            Description = $"{name} of {DisplayName.Quote(variant.Name)} over the epochs. At the end: "
                + string.Join(", ", series.Where(line => line.Points.Count > 0).Select(line => $"{line.Name} {format(line.Points[^1].Mean)}")) + ".",
            Epochs = epochs,
            Values = values,
            Series = series,
            Kept = Kept(variant),
            Numbers = Numbers($"{name} by epoch: mean (least to greatest over the repeats)", series, Kept(variant), format),
        };
    }

    // Epochs of a trial count from 0, those of a history and of the report from 1.
    private static Dictionary<int, int> Kept(VariantResult variant) => variant.Trials
        .Where(trial => trial.State == TrialState.Finished && trial.KeptEpoch is not null)
        .GroupBy(trial => trial.KeptEpoch!.Value + 1)
        .OrderBy(group => group.Key)
        .ToDictionary(group => group.Key, group => group.Count());

    // A thousand epochs in a chart of 500 pixels are drawn at every fifth, the last one always.
    private static IReadOnlyList<EpochSummary> Thin(IReadOnlyList<EpochSummary> points)
    {
        var stride = (points.Count + MostPoints - 1) / MostPoints;
        return stride <= 1 ? points : [.. points.Where((_, index) => index % stride == 0 || index == points.Count - 1)];
    }

    private static NumbersTable Numbers(string caption, IReadOnlyList<LineSeries> series, Dictionary<int, int> kept, Func<double?, string> format)
    {
        var epochs = series.SelectMany(line => line.Points).Select(point => point.Epoch).Distinct().Order().ToList();
        var lines = series.Select(line => line.Points.ToDictionary(point => point.Epoch)).ToList();
        return new NumbersTable(
            caption,
            ["Epoch", .. series.Select(line => line.Name), "Repeats", "Kept by"],
            [
                .. epochs.Select(epoch => (IReadOnlyList<string>)
                [
                    Figures.Plain(epoch),
                    .. lines.Select(line => Cell(line.GetValueOrDefault(epoch), format)),
                    Figures.Plain(lines.Max(line => line.GetValueOrDefault(epoch)?.Repeats ?? 0)),
                    kept.TryGetValue(epoch, out var repeats) ? Figures.Plain(repeats) : "",
                ]),
            ]);
    }

    private static string Cell(EpochSummary? point, Func<double?, string> format) => point switch
    {
        null => Figures.Missing,
        { Repeats: 1 } => format(point.Mean),
        _ => $"{format(point.Mean)} ({format(point.Least)} to {format(point.Greatest)})",
    };

    private sealed record Quantity(string Name, string Style, Func<EpochRow, double> Value);
}

/// <summary>The two charts of a variant.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Accuracy">Accuracy over epochs.</param>
/// <param name="Loss">Loss over epochs.</param>
public sealed record VariantCurves(VariantResult Variant, LineChartModel Accuracy, LineChartModel Loss);
