namespace MlPipelines.Evaluation;

/// <summary>
/// The interval of macro F1, a function of the confusion matrix that is no mean over rows: rows by the BCa bootstrap, seeds by the variance between
/// repeats, put together as in the crossed interval.
/// </summary>
internal static class MacroF1Interval
{
    private const int FewestRows = 50;

    /// <summary>Null below 50 rows, and where repeats hold different parts of a fixed set: there is no rule for that.</summary>
    public static Interval? Of(VariantScores variant, string measurement, IReadOnlyList<int> repeats, int classes)
    {
        MeasurementScores[] scores = [.. repeats.Select(repeat => variant.Scores(measurement, repeat))];
        if (scores.Any(score => score.Count < FewestRows))
        {
            return null;
        }

        if (!variant.HoldsSameSamples(measurement, repeats))
        {
            double ratio = StatisticEstimate.HeldOutRatio([new SignedMeasurement(variant, measurement, 1)], repeats);
            return variant.SplitVaries ? OfRedrawn(scores, classes, ratio) : null;
        }

        // Under-sampling in the only repeat there is: the metric is weighed to the natural shares, the bootstrap is not.
        if (variant.IsPartOfTraining(measurement, repeats))
        {
            return null;
        }

        var patterns = PredictionPatterns.Of(scores[0].Labels, [.. scores.Select(score => score.Predicted)], classes);
        return RowBootstrap.Of(patterns, [CountMetric.MacroF1])[0];
    }

    private static Interval OfRedrawn(MeasurementScores[] scores, int classes, double heldOutRatio)
    {
        double[][] values = [.. scores.Select(score => new[] { Value(score, classes) })];
        Interval interval = CrossedEstimate.Of([SampleSetScores.Redrawn(values)], heldOutRatio).Interval();
        return new Interval(Math.Max(0, interval.Lower), Math.Min(1, interval.Upper));
    }

    private static double Value(MeasurementScores score, int classes)
    {
        var patterns = PredictionPatterns.Of(score.Labels, [score.Predicted], classes);
        var counts = new ReplicateCounts(patterns);
        for (int pattern = 0; pattern < patterns.Counts.Count; pattern++)
        {
            counts.Add(pattern, patterns.Counts[pattern]);
        }

        return counts.Of(CountMetric.MacroF1, 0);
    }
}
