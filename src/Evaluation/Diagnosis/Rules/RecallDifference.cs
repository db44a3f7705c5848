namespace MlPipelines.Evaluation;

/// <summary>How much lower the test recall of rare classes is than that of frequent ones, classes of each side counting alike.</summary>
/// <param name="Frequent">Mean recall of the frequent classes.</param>
/// <param name="Rare">Mean recall of the rare ones.</param>
/// <param name="Estimate">Frequent minus rare, by the one rule of the intervals: every class a sample set of its own.</param>
internal sealed record RecallDifference(double Frequent, double Rare, CauseEstimate Estimate)
{
    /// <returns>Null when one side has no test row in some repeat.</returns>
    public static RecallDifference? Of(VariantScores baseline, int[] frequent, int[] rare)
    {
        IReadOnlyList<int> repeats = baseline.RepeatsWith(MeasurementNames.Test);
        MeasurementScores[] scores = [.. repeats.Select(repeat => baseline.Scores(MeasurementNames.Test, repeat))];
        int[] common = [.. frequent.Concat(rare).Where(label => scores.All(test => test.Labels.Contains(label)))];
        int[] first = [.. common.Intersect(frequent)];
        int[] second = [.. common.Intersect(rare)];
        if (repeats.Count == 0 || first.Length == 0 || second.Length == 0)
        {
            return null;
        }

        CrossedEstimate estimate = CrossedEstimate.Of(
            baseline.HoldsSameSamples(MeasurementNames.Test, repeats)
                ? [.. Sets(scores, first, 1), .. Sets(scores, second, -1)]
                : [SampleSetScores.Redrawn([.. scores.Select(test => Weighed(test, first, second))])],
            StatisticEstimate.HeldOutRatio([new SignedMeasurement(baseline, MeasurementNames.Test, 1)], repeats));
        return new RecallDifference(Mean(scores, first), Mean(scores, second), CauseEstimate.Of(estimate));
    }

    private static IEnumerable<SampleSetScores> Sets(MeasurementScores[] scores, int[] classes, int sign) => classes.Select(label =>
        SampleSetScores.Crossed([.. scores.Select(test => Right(test, label).Select(value => sign * value).ToArray())], RowValues.Share, 1.0 / classes.Length));

    /// <summary>A value per row whose mean is the difference: n / (n_c K) of a class of the first side, minus that of one of the second.</summary>
    private static double[] Weighed(MeasurementScores test, int[] first, int[] second)
    {
        Dictionary<int, double> weights = first.Select(label => (label, 1.0 / first.Length)).Concat(second.Select(label => (label, -1.0 / second.Length)))
            .ToDictionary(pair => pair.label, pair => pair.Item2 * test.Count / Right(test, pair.label).Length);
        return [.. Enumerable.Range(0, test.Count).Select(position => weights.GetValueOrDefault(test.Labels[position]) * test.Value(RowMetric.Accuracy, position))];
    }

    private static double Mean(MeasurementScores[] scores, int[] classes) => scores.Average(test => classes.Average(label => Right(test, label).Average()));

    private static double[] Right(MeasurementScores test, int label) =>
        [.. Enumerable.Range(0, test.Count).Where(position => test.Labels[position] == label).Select(position => test.Value(RowMetric.Accuracy, position))];
}
