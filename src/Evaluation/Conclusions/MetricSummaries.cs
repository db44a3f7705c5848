namespace MlPipelines.Evaluation;

/// <summary>Every metric of every measurement of a variant: mean and spread over its repeats, and the interval of the mean.</summary>
internal static class MetricSummaries
{
    private const string AccuracyName = "accuracy";
    private const string LogLossName = "logLoss";

    private static readonly (string Name, Func<MeasurementValues, double> Value)[] s_metrics =
    [
        (AccuracyName, values => values.Accuracy),
        ("balancedAccuracy", values => values.BalancedAccuracy),
        ("macroF1", values => values.MacroF1),
        (LogLossName, values => values.LogLoss),
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
    public static Interval AccuracyInterval(CrossedEstimate estimate, SampleSetScores scores)
    {
        bool rowsOnly = estimate.SeedsUnknown || estimate.RepeatsAreIdentical;
        if (rowsOnly && scores.IsCrossed && scores.Kind == RowValues.Share)
        {
            return WilsonInterval.Of(scores.Repeats[0].Sum(), scores.Repeats[0].Length);
        }

        Interval interval = estimate.Interval();
        return new Interval(Math.Max(0, interval.Lower), Math.Min(1, interval.Upper));
    }

    private static Dictionary<string, MetricSummary> OfMeasurement(VariantScores variant, string measurement, int classes)
    {
        IReadOnlyList<int> repeats = variant.RepeatsWith(measurement);
        SignedMeasurement[] terms = [new SignedMeasurement(variant, measurement, 1)];
        IReadOnlyDictionary<string, Interval?> shapes = CountMetricInterval.Of(variant, measurement, repeats, classes);
        var metrics = new Dictionary<string, MetricSummary>();
        foreach ((string name, Func<MeasurementValues, double> value) in s_metrics)
        {
            double[] values =
            [
                .. variant.Finished.Where(trial => trial.Measurements.ContainsKey(measurement)).Select(trial => value(trial.Measurements[measurement])),
            ];
            Interval? interval = name switch
            {
                AccuracyName => AccuracyInterval(
                    StatisticEstimate.Of(terms, RowMetric.Accuracy, repeats), StatisticEstimate.ScoresOf(terms, RowMetric.Accuracy, repeats)),
                LogLossName => NotNegative(StatisticEstimate.Of(terms, RowMetric.LogLoss, repeats).Interval()),
                _ => shapes[name],
            };
            metrics.Add(name, new MetricSummary(
                SampleSetScores.Mean(values),
                values.Length < 2 ? null : Math.Sqrt(SampleSetScores.Variance(values)),
                values.Length,
                interval,
                values.Length == 1));
        }

        return metrics;
    }

    private static Interval NotNegative(Interval interval) => interval with { Lower = Math.Max(0, interval.Lower) };
}
