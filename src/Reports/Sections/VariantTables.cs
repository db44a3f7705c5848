using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Tables with a row per variant: test metrics, recalls by class, spreads over the repeats.</summary>
public static class VariantTables
{
    /// <summary>The metrics that suit imbalance, in the order of the table.</summary>
    public static IReadOnlyList<string> MetricNames { get; } =
        ["accuracy", "balancedAccuracy", "macroF1", "rocAuc", "averagePrecision", "logLoss", "brier", "expectedCalibrationError"];

    private const int MostClasses = 12;
    private const double Imbalanced = 1.5;

    /// <summary>Test metrics by variant; metrics that no variant has are left out. Null when no variant has any.</summary>
    public static NumbersTable? Metrics(StudyReport report)
    {
        var variants = report.Result.Variants.Where(variant => variant.Summary.ContainsKey(MeasurementNames.Test)).ToList();
        var names = MetricNames.Where(name => variants.Any(variant => StudyReport.Metric(variant, MeasurementNames.Test, name) is not null)).ToList();
        return names.Count == 0 ? null : new NumbersTable(
            "Test metrics by variant, with 95% intervals where the rules have one",
            ["Variant", .. names.Select(PlainWords.SummaryMetric)],
            [.. variants.Select(variant => (IReadOnlyList<string>)[variant.Name, .. names.Select(name => Cell(name, StudyReport.Metric(variant, MeasurementNames.Test, name)))])]);
    }

    /// <summary>Recall by class and variant; null with one variant, or with more classes than a table can bear.</summary>
    public static NumbersTable? Recalls(StudyReport report)
    {
        var variants = report.Result.Variants.Where(variant => variant.Classes.Count > 0).ToList();
        var classes = variants.FirstOrDefault()?.Classes ?? [];
        return variants.Count < 2 || classes.Count is 0 or > MostClasses ? null : new NumbersTable(
            "Recall of each class on test, by variant, with 95% interval",
            ["Variant", .. classes.Select(one => $"{DisplayName.Shorten(one.Name, 32)} ({Figures.Count(one.Support)})")],
            [
                .. variants.Select(variant => (IReadOnlyList<string>)
                [
                    variant.Name,
                    .. classes.Select(one => variant.Classes.FirstOrDefault(other => other.Name == one.Name) is { } found
                        ? found.RecallInterval is null ? Figures.Percent(found.Recall) : $"{Figures.Percent(found.Recall)} ({Figures.PercentInterval(found.RecallInterval)})"
                        : Figures.Missing),
                ]),
            ]);
    }

    /// <summary>How much test accuracy varies over the repeats.</summary>
    public static NumbersTable Spreads(StudyResult result) => new(
        "Standard deviation of test accuracy over the repeats",
        ["Variant", "Repeats", "Standard deviation", "95% interval", "Ratio to the baseline", "95% interval", "p"],
        [
            .. result.Spreads.Select(spread => (IReadOnlyList<string>)
            [
                spread.Variant,
                Figures.Plain(spread.Repeats),
                Figures.Deviation(spread.StandardDeviation),
                Figures.DeviationInterval(spread.Interval),
                spread.Ratio is null ? Figures.Missing : Figures.Fixed(spread.Ratio.Value, 2),
                spread.RatioInterval is null ? Figures.Missing : $"{Figures.Fixed(spread.RatioInterval.Lower, 2)} to {Figures.Fixed(spread.RatioInterval.Upper, 2)}",
                Figures.Probability(spread.AdjustedP),
            ]),
        ]);

    /// <summary>Whether some class has at least half as many test rows again as another, so that accuracy and balanced accuracy part.</summary>
    public static bool IsImbalanced(StudyReport report)
    {
        var supports = (report.Baseline?.Classes ?? []).Select(one => one.Support).Where(support => support > 0).ToList();
        return supports.Count > 1 && supports.Max() >= Imbalanced * supports.Min();
    }

    private static string Cell(string name, MetricSummary? summary)
    {
        if (summary is null)
        {
            return Figures.Missing;
        }

        var share = name is "accuracy" or "balancedAccuracy" or "macroF1" or "expectedCalibrationError";
        var value = share ? Figures.Percent(summary.Mean, Figures.Decimals(summary.Interval)) : Figures.Loss(summary.Mean);
        return summary.Interval is not { } interval ? value
            : share ? $"{value} ({Figures.PercentInterval(interval)})" : $"{value} ({Figures.Loss(interval.Lower)} to {Figures.Loss(interval.Upper)})";
    }
}
