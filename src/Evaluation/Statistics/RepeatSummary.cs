namespace MlPipelines.Evaluation;

/// <summary>A number that every repeat has one of: mean, spread, and Student's interval of the mean over repeats.</summary>
internal static class RepeatSummary
{
    /// <param name="values">One per repeat, at least one.</param>
    public static MetricSummary Of(IReadOnlyList<double> values)
    {
        double[] all = [.. values];
        double mean = SampleSetScores.Mean(all);
        if (all.Length < 2)
        {
            return new MetricSummary(mean, null, 1, null, true);
        }

        double deviation = Math.Sqrt(SampleSetScores.Variance(all));
        double half = Quantiles.StudentT(0.95, all.Length - 1) * deviation / Math.Sqrt(all.Length);
        return new MetricSummary(mean, deviation, all.Length, new Interval(mean - half, mean + half), false);
    }
}
