using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>What two ways of treating the same samples do to accuracy and to predictions, by variant and pair.</summary>
public static class IdenticalChart
{
    /// <summary>A row per variant and pair.</summary>
    public static RowChartModel Build(IReadOnlyList<VariantResult> variants)
    {
        var pairs = Pairs(variants);
        return new RowChartModel
        {
            Id = "identical-samples",
            Title = "Accuracy on the same samples, treated in two ways: difference",
            Description = string.Join("; ", pairs.Select(entry =>
                $"{DisplayName.Quote(entry.Variant)}, {PlainWords.IdenticalTitle(entry.Pair.Name)}: {Figures.Points(entry.Pair.Difference.Difference)}, {Figures.Percent(entry.Pair.Changed)} of the predictions change")) + ".",
            Axis = Axis.Points(pairs.SelectMany(entry => new[] { entry.Pair.Difference.Difference, entry.Pair.Difference.Interval.Lower, entry.Pair.Difference.Interval.Upper })),
            AxisTitle = "points of accuracy, first way minus second",
            Reference = 0,
            Rows =
            [
                .. pairs.Select(entry => new ChartRow(
                    variants.Count == 1 ? PlainWords.IdenticalTitle(entry.Pair.Name) : $"{PlainWords.IdenticalWord(entry.Pair.Name)}: {entry.Variant}",
                    $"{Figures.Percent(entry.Pair.Changed)} change their class",
                    Figures.Points(entry.Pair.Difference.Difference, Figures.Decimals(entry.Pair.Difference.Interval)),
                    Figures.PointsInterval(entry.Pair.Difference.Interval),
                    [new WhiskerMark(entry.Pair.Difference.Interval.Lower, entry.Pair.Difference.Interval.Upper, "mean-interval"), new DiamondMark(entry.Pair.Difference.Difference, "mean")])),
            ],
            Numbers = Numbers(variants),
        };
    }

    /// <summary>The pairs as a table.</summary>
    public static NumbersTable Numbers(IReadOnlyList<VariantResult> variants) => new(
        "Identical samples treated in two ways",
        ["Variant", "Pair", "Rows", "First way", "Second way", "Difference", "95% interval", "Change their class", "95% interval"],
        [
            .. Pairs(variants).Select(entry => (IReadOnlyList<string>)
            [
                entry.Variant,
                PlainWords.IdenticalTitle(entry.Pair.Name),
                Figures.Count(entry.Pair.Rows),
                Figures.Percent(entry.Pair.AccuracyFrom),
                Figures.Percent(entry.Pair.AccuracyTo),
                Figures.Points(entry.Pair.Difference.Difference, Figures.Decimals(entry.Pair.Difference.Interval)),
                Figures.PointsInterval(entry.Pair.Difference.Interval),
                Figures.Percent(entry.Pair.Changed),
                Figures.PercentInterval(entry.Pair.ChangedInterval),
            ]),
        ]);

    private static IReadOnlyList<(string Variant, IdenticalPair Pair)> Pairs(IReadOnlyList<VariantResult> variants) =>
        [.. variants.SelectMany(variant => variant.IdenticalSamples.Select(pair => (variant.Name, pair)))];
}
