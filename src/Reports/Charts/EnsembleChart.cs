using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Test accuracy of averaged probabilities against the number of members.</summary>
public static class EnsembleChart
{
    private const double Apart = 4;
    private const int MostWhiskers = 4;

    /// <summary>Builds the chart of the variants that have ensembles. With more than four, whiskers would hide each other and are left to the table.</summary>
    public static XyChartModel Build(IReadOnlyList<(string Name, EnsembleResult Ensemble)> ensembles)
    {
        IReadOnlyList<XySeries> series =
        [
            .. ensembles.Take(XyChartModel.VariantStyles).Select((entry, index) => new XySeries(
                entry.Name,
                XyChartModel.VariantStyle(index),
                [.. entry.Ensemble.Sizes.Select(size => new XyPoint(
                    size.Members, size.Accuracy, ensembles.Count > MostWhiskers ? null : size.Interval, $"{Figures.Of(size.Members, "member")}: {Figures.Percent(size.Accuracy, 2)}"))])
            { Offset = ensembles.Count > MostWhiskers ? 0 : Apart * (index - ((ensembles.Count - 1) / 2.0)) }),
        ];
        return new XyChartModel
        {
            Id = "ensembles",
            Title = "Test accuracy against the number of members",
            Description = string.Join("; ", ensembles.Select(entry => Describe(entry.Name, entry.Ensemble))) + ".",
            X = Axis.Epochs(Math.Max(2, ensembles.SelectMany(entry => entry.Ensemble.Sizes).Select(size => size.Members).DefaultIfEmpty(2).Max())),
            XTitle = "repeats whose probabilities are averaged",
            Y = Axis.Percent(series.SelectMany(SweepCharts.Heights)),
            Series = series,
            Numbers = Numbers(ensembles),
        };
    }

    /// <summary>The ensembles as a table.</summary>
    public static NumbersTable Numbers(IReadOnlyList<(string Name, EnsembleResult Ensemble)> ensembles) => new(
        "Ensembles by size",
        ["Variant", "Members", "Ensembles", "Test accuracy", "95% interval", "Gain over a member", "95% interval", "Log loss"],
        [
            .. ensembles.SelectMany(entry => entry.Ensemble.Sizes.Select(size => (IReadOnlyList<string>)
            [
                entry.Name,
                Figures.Plain(size.Members),
                Figures.Plain(size.Groups),
                Figures.Percent(size.Accuracy, 2),
                Figures.PercentInterval(size.Interval),
                Figures.Points(size.Gain, 2),
                Figures.PointsInterval(size.GainInterval),
                Figures.Loss(size.LogLoss),
            ])),
        ]);

    private static string Describe(string name, EnsembleResult ensemble) => ensemble.Sizes.Count == 0
        ? $"{DisplayName.Quote(name)}: no ensemble"
        : $"{DisplayName.Quote(name)}: {Figures.Percent(ensemble.Sizes[0].Accuracy)} with {Figures.Of(ensemble.Sizes[0].Members, "member")}, {Figures.Percent(ensemble.Sizes[^1].Accuracy)} with {Figures.Plain(ensemble.Sizes[^1].Members)}";
}
