namespace MlPipelines.Evaluation;

/// <summary>Every metric of every measurement of a variant: mean and spread over its repeats, and the interval of the mean.</summary>
internal static class MetricSummaries
{
    private const string AccuracyName = "accuracy";
    private const string BalancedAccuracyName = "balancedAccuracy";
    private const string MacroF1Name = "macroF1";
    private const string LogLossName = "logLoss";

    private static readonly (string Name, Func<MeasurementValues, double?> Value)[] s_metrics =
    [
        (AccuracyName, values => values.Accuracy),
        (BalancedAccuracyName, values => values.BalancedAccuracy),
        (MacroF1Name, values => values.MacroF1),
        (LogLossName, values => values.LogLoss),
        (ProbabilityMetricInterval.Brier, values => values.Brier),
        (ProbabilityMetricInterval.CalibrationError, values => values.ExpectedCalibrationError),
        (ProbabilityMetricInterval.RocAuc, values => values.RocAuc),
        (ProbabilityMetricInterval.AveragePrecision, values => values.AveragePrecision),
    ];

    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, MetricSummary>> Of(VariantScores variant, int classes)
    {
        var summaries = new Dictionary<string, IReadOnlyDictionary<string, MetricSummary>>();
        foreach (string measurement in MeasurementNames.All)
        {
            if (variant.RepeatsWith(measurement).Count > 0)
            {
                summaries.Add(measurement, OfMeasurement(variant, measurement, classes));
            }
        }

        return summaries;
    }

    /// <summary>The interval of a lone accuracy: Wilson where rows alone are uncertain, otherwise the crossed one within [0, 1].</summary>
    public static Interval AccuracyInterval(CrossedEstimate estimate, SampleSetScores scores, double level = 0.95)
    {
        bool rowsOnly = estimate.SeedsUnknown || estimate.RepeatsAreIdentical;
        return rowsOnly && scores.IsCrossed && scores.Kind == RowValues.Share
            ? WilsonInterval.Of(scores.Repeats[0].Sum(), scores.Repeats[0].Length, level)
            : Share(estimate.Interval(level));
    }

    /// <summary>
    /// The crossed interval with a sample set per class. Null where repeats hold different parts of a fixed set, or the only repeat a part of the
    /// training rows: there is no rule for that.
    /// </summary>
    public static Interval? BalancedAccuracyInterval(VariantScores variant, string measurement, IReadOnlyList<int> repeats, double level = 0.95)
    {
        bool same = variant.HoldsSameSamples(measurement, repeats);
        return (same ? variant.IsPartOfTraining(measurement, repeats) : !variant.SplitVaries)
            ? null
            : Share(StatisticEstimate.Of([new SignedMeasurement(variant, measurement, 1)], RowMetric.BalancedAccuracy, repeats).Interval(level));
    }

    private static Dictionary<string, MetricSummary> OfMeasurement(VariantScores variant, string measurement, int classes)
    {
        IReadOnlyList<int> repeats = variant.RepeatsWith(measurement);
        IReadOnlyDictionary<string, Interval?> ofProbabilities = ProbabilityMetricInterval.Of(variant, measurement, repeats, classes);
        var metrics = new Dictionary<string, MetricSummary>();
        foreach ((string name, Func<MeasurementValues, double?> value) in s_metrics)
        {
            // A class without rows has no area under its curve: repeats that lack one do not count, and then there is no interval.
            double[] values = [.. variant.Finished
                .Where(trial => trial.Measurements.ContainsKey(measurement)).Select(trial => value(trial.Measurements[measurement])).OfType<double>()];
            if (values.Length == 0)
            {
                continue;
            }

            metrics.Add(name, new MetricSummary(
                SampleSetScores.Mean(values),
                values.Length < 2 ? null : Math.Sqrt(SampleSetScores.Variance(values)),
                values.Length,
                Of(name) ?? (values.Length == repeats.Count ? ofProbabilities.GetValueOrDefault(name) : null),
                values.Length == 1));
        }

        return metrics;

        Interval? Of(string name)
        {
            SignedMeasurement[] terms = [new SignedMeasurement(variant, measurement, 1)];
            return name switch
            {
                AccuracyName => AccuracyInterval(
                    StatisticEstimate.Of(terms, RowMetric.Accuracy, repeats), StatisticEstimate.ScoresOf(terms, RowMetric.Accuracy, repeats)),
                BalancedAccuracyName => BalancedAccuracyInterval(variant, measurement, repeats),
                MacroF1Name => MacroF1Interval.Of(variant, measurement, repeats, classes),
                LogLossName => NotNegative(StatisticEstimate.Of(terms, RowMetric.LogLoss, repeats).Interval()),
                _ => null,
            };
        }
    }

    private static Interval Share(Interval interval) => interval with { Lower = Math.Max(0, interval.Lower), Upper = Math.Min(1, interval.Upper) };

    private static Interval NotNegative(Interval interval) => interval with { Lower = Math.Max(0, interval.Lower) };
}
