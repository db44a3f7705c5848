namespace MlPipelines.Evaluation;

/// <summary>
/// Intervals of metrics that are functions of the confusion matrix but not means over rows: balanced accuracy and macro F1. Rows by the BCa bootstrap,
/// seeds by the variance between repeats, put together as in the crossed interval.
/// </summary>
internal static class CountMetricInterval
{
    private const int FewestRows = 50;

    /// <summary>Metric → interval. Null below 50 rows, and where repeats hold different parts of a fixed set: there is no rule for that.</summary>
    public static IReadOnlyDictionary<string, Interval?> Of(VariantScores variant, string measurement, IReadOnlyList<int> repeats, int classes)
    {
        MeasurementScores[] scores = [.. repeats.Select(repeat => variant.Scores(measurement, repeat))];
        if (scores.Any(score => score.Count < FewestRows))
        {
            return Both(null, null);
        }

        if (!variant.HoldsSameSamples(measurement, repeats))
        {
            double ratio = StatisticEstimate.HeldOutRatio([new SignedMeasurement(variant, measurement, 1)], repeats);
            return variant.SplitVaries
                ? Both(OfRedrawn(scores, classes, CountMetric.BalancedAccuracy, ratio), OfRedrawn(scores, classes, CountMetric.MacroF1, ratio))
                : Both(null, null);
        }

        // Under-sampling in the only repeat there is: the metric is weighed to the natural shares, the bootstrap is not.
        if (variant.IsPartOfTraining(measurement, repeats))
        {
            return Both(null, null);
        }

        var patterns = PredictionPatterns.Of(scores[0].Labels, [.. scores.Select(score => score.Predicted)], classes);
        Interval?[] intervals = RowBootstrap.Of(patterns, [CountMetric.BalancedAccuracy, CountMetric.MacroF1]);
        return Both(intervals[0], intervals[1]);
    }

    private static Interval OfRedrawn(MeasurementScores[] scores, int classes, CountMetric metric, double heldOutRatio)
    {
        double[][] values = [.. scores.Select(score => new[] { Value(score, classes, metric) })];
        Interval interval = CrossedEstimate.Of([SampleSetScores.Redrawn(values)], heldOutRatio).Interval();
        return new Interval(Math.Max(0, interval.Lower), Math.Min(1, interval.Upper));
    }

    private static double Value(MeasurementScores score, int classes, CountMetric metric)
    {
        var patterns = PredictionPatterns.Of(score.Labels, [score.Predicted], classes);
        var counts = new ReplicateCounts(patterns);
        for (int pattern = 0; pattern < patterns.Counts.Count; pattern++)
        {
            counts.Add(pattern, patterns.Counts[pattern]);
        }

        return counts.Of(metric, 0);
    }

    private static Dictionary<string, Interval?> Both(Interval? balancedAccuracy, Interval? macroF1) => new()
    {
        ["balancedAccuracy"] = balancedAccuracy,
        ["macroF1"] = macroF1,
    };
}
