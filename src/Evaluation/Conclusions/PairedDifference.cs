namespace MlPipelines.Evaluation;

/// <summary>A metric of a variant minus that of the baseline, over the repeats that both finished.</summary>
internal sealed record PairedDifference(
    VariantScores Baseline, VariantScores Variant, string Metric, IReadOnlyList<int> Repeats, CrossedEstimate Estimate, int HeldOutRows)
{
    /// <summary>The sign-flip p over repeats; null when the split varies, or when seeds change nothing.</summary>
    public double? SignFlipP => Baseline.RepeatsOverlap || Variant.RepeatsOverlap || Estimate.RepeatsAreIdentical
        ? null
        : SignFlipTest.PValue(Estimate.Values);

    /// <summary>How many of the last sample sets are held out: those of every class for balanced accuracy.</summary>
    public int HeldOutSets => Metric == ComparedMetric.TestBalancedAccuracy ? Estimate.Sets.Count : 1;

    /// <returns>Null when no repeat is common.</returns>
    public static PairedDifference? Of(VariantScores baseline, VariantScores variant, string metric)
    {
        IReadOnlyList<(string Measurement, int Sign)> parts = ComparedMetric.Terms(metric);
        string[] measurements = [.. parts.Select(part => part.Measurement)];
        int[] repeats = [.. baseline.RepeatsWith(measurements).Intersect(variant.RepeatsWith(measurements))];
        if (repeats.Length == 0)
        {
            return null;
        }

        SignedMeasurement[] terms =
        [
            .. parts.Select(part => new SignedMeasurement(variant, part.Measurement, part.Sign)),
            .. parts.Select(part => new SignedMeasurement(baseline, part.Measurement, -part.Sign)),
        ];
        CrossedEstimate estimate = StatisticEstimate.Of(terms, ComparedMetric.RowMetricOf(metric), repeats);
        return new PairedDifference(
            baseline, variant, metric, repeats, estimate, baseline.Facts(measurements[^1], repeats[0]).Count);
    }
}
