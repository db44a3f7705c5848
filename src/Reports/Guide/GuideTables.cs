using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>What a scenario's part of the guide shows: the figures of every variant, the comparisons, and whatever else was measured.</summary>
internal static class GuideTables
{
    /// <summary>The tables that have something to show, in their order.</summary>
    public static IEnumerable<GuideTable> Of(StudyResult result)
    {
        GuideTable?[] tables =
        [
            new GuideTable(Accuracies(result)),
            Comparisons(result) is { } comparisons ? new GuideTable(comparisons, 1, 2, 5) : null,
            .. result.Sweeps.Where(sweep => sweep.Points.Count > 0).Select(sweep => new GuideTable(SweepCharts.Numbers(sweep), 1)),
            result.VarianceComponents is { } components ? new GuideTable(ComponentsChart.Numbers(components)) : null,
            result.Spreads.Count > 0 ? new GuideTable(VariantTables.Spreads(result)) : null,
            Ensembles(result) is { Count: > 0 } ensembles ? new GuideTable(EnsembleChart.Numbers(ensembles)) : null,
            result.Searches.Count > 0 ? new GuideTable(SearchChart.Summary(result), 1, 3) : null,
            DynamicsTables.Trained(result).Count > 1 ? new GuideTable(DynamicsTables.Training(result)) : null,
            DynamicsTables.Measured(result).Count > 0 ? new GuideTable(DynamicsTables.Landscape(result)) : null,
            result.RangeTests.Count > 0 ? new GuideTable(RangeTestTable.Numbers(result.RangeTests)) : null,
            Identical(result) is { Count: > 0 } identical ? new GuideTable(IdenticalChart.Numbers(identical), 1) : null,
            result.LabelAudits.Count > 0 ? new GuideTable(LabelAudits(result)) : null,
            Metrics(result) is { } metrics ? new GuideTable(metrics) : null,
        ];
        return tables.OfType<GuideTable>();
    }

    /// <summary>Sentences beside the tables, as Markdown.</summary>
    public static IEnumerable<string> Notes(StudyResult result) =>
    [
        .. result.Variants.SelectMany(variant => (variant.Dynamics?.Notes ?? []).Select(note =>
            $"{MarkdownText.Escape(variant.Name, 60)}: {MarkdownText.Escape(note, 600)}")),
        .. result.Sweeps.Select(sweep => sweep.LearningCurve).OfType<LearningCurve>().Select(law => MarkdownText.Escape(
            $"Twice the data ({Figures.Number(law.Largest * 2)} samples) would bring test accuracy to {Figures.Percent(law.AccuracyAtTwice, Figures.Decimals(law.AccuracyAtTwiceInterval))} ({Figures.PercentInterval(law.AccuracyAtTwiceInterval)}), {Figures.Points(law.Gain, Figures.Decimals(law.GainInterval))} ({Figures.PointsInterval(law.GainInterval)}) more than at {Figures.Number(law.Largest)}, if the fitted law goes on.",
            600)),
        .. (result.DataAudit?.Notes ?? []).Select(note => MarkdownText.Escape(note, 600)),
        .. (result.DataAudit?.Columns ?? []).Where(column => column.Suspicion is not null).Select(column =>
            $"Column {MarkdownText.Escape(column.Name, 60)}: {MarkdownText.Escape(column.Suspicion!, 600)}"),
    ];

    private static NumbersTable Accuracies(StudyResult result) => new(
        "Accuracy and gap by variant",
        ["variant", "repeats", "train", "interval", "test", "interval", "gap", "interval"],
        [
            .. result.Variants.Select(variant =>
            {
                var (train, test, total) = (StudyReport.Metric(variant, MeasurementNames.TrainClean), StudyReport.Metric(variant, MeasurementNames.Test), variant.Gap?.Total);
                return (IReadOnlyList<string>)
                [
                    variant.Name,
                    SummaryRenderer.Repeats(variant),
                    Figures.Percent(train?.Mean, Figures.Decimals(train?.Interval)),
                    Figures.PercentInterval(train?.Interval),
                    Figures.Percent(test?.Mean, Figures.Decimals(test?.Interval)),
                    Figures.PercentInterval(test?.Interval),
                    Figures.Points(total?.Difference, Figures.Decimals(total?.Interval)),
                    Figures.PointsInterval(total?.Interval),
                ];
            }),
        ]);

    private static NumbersTable? Comparisons(StudyResult result) => result.Comparisons.Count == 0 ? null : new NumbersTable(
        "Variants compared",
        ["variant", "against", "measured by", "difference", "interval", "verdict"],
        [
            .. result.Comparisons.Where(comparison => comparison.Metric is "test.accuracy" or "test.balancedAccuracy" or "gap.total").Select(comparison => (IReadOnlyList<string>)
            [
                comparison.Variant,
                comparison.Against,
                PlainWords.Metric(comparison.Metric).ToLowerInvariant(),
                Figures.Points(comparison.MeanDifference, Figures.Decimals(comparison.Interval)),
                Figures.PointsInterval(comparison.Interval),
                comparison.Verdict,
            ]),
        ]);

    // Every size where the claim is about ensembles, else the largest of each variant.
    private static IReadOnlyList<(string Name, EnsembleResult Ensemble)> Ensembles(StudyResult result) =>
    [
        .. result.Variants.Where(variant => variant.Ensemble?.Sizes.Count > 0).Select(variant => (
            variant.Name,
            result.Claim?.Metric == "ensemble.gain" ? variant.Ensemble! : new EnsembleResult { Sizes = [variant.Ensemble!.Sizes[^1]] })),
    ];

    private static IReadOnlyList<VariantResult> Identical(StudyResult result) => [.. result.Variants.Where(variant => variant.IdenticalSamples.Count > 0)];

    private static NumbersTable LabelAudits(StudyResult result) => new(
        "Label audit",
        ["variant", "samples", "suspects", "contradicted", "interval", "planted", "precision", "interval", "recall", "interval"],
        [
            .. result.LabelAudits.Select(audit => (IReadOnlyList<string>)
            [
                audit.Variant,
                Figures.Count(audit.Rows),
                Figures.Count(audit.SuspectCount),
                Figures.Percent(audit.NoiseRate),
                Figures.PercentInterval(audit.NoiseRateInterval),
                audit.Planted is { } planted ? Figures.Count(planted.Planted) : Figures.Missing,
                Figures.Percent(audit.Planted?.Precision),
                Figures.PercentInterval(audit.Planted?.PrecisionInterval),
                Figures.Percent(audit.Planted?.Recall),
                Figures.PercentInterval(audit.Planted?.RecallInterval),
            ]),
        ]);

    // Metrics beside accuracy say something new where classes differ in size.
    private static NumbersTable? Metrics(StudyResult result)
    {
        var report = new StudyReport(result, new Dictionary<(string, int), IReadOnlyList<EpochRow>>());
        return VariantTables.IsImbalanced(report) ? VariantTables.Metrics(report) : null;
    }
}
