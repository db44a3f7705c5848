namespace MlPipelines.Evaluation;

/// <summary>
/// A metric of one run minus that of another where nothing is paired: each has its own crossed estimate, their variances add up, and so do their degrees of
/// freedom (Welch 1947, as in Satterthwaite's formula of the estimates themselves). Where both runs were measured on the same rows, what rows have in common is
/// counted twice, so that the interval is too wide rather than too narrow.
/// </summary>
/// <param name="Mean">Run minus reference.</param>
/// <param name="Variance">The sum of the two variances.</param>
/// <param name="DegreesOfFreedom">Those of the sum.</param>
/// <param name="SeedsUnknown">Whether a run has one repeat only.</param>
internal sealed record UnpairedDifference(double Mean, double Variance, double DegreesOfFreedom, bool SeedsUnknown)
{
    /// <returns>Null when a run has no repeat that measured the metric.</returns>
    public static UnpairedDifference? Of(VariantScores reference, VariantScores run, string metric) =>
        Estimate(reference, metric) is { } from && Estimate(run, metric) is { } to ? Of(from, to) : null;

    /// <summary>The difference of two independent estimates.</summary>
    internal static UnpairedDifference Of(CrossedEstimate from, CrossedEstimate to)
    {
        double variance = from.Variance + to.Variance;
        double denominator = Share(from) + Share(to);
        return new UnpairedDifference(
            to.Mean - from.Mean, variance, denominator == 0 ? double.PositiveInfinity : variance * variance / denominator, from.SeedsUnknown || to.SeedsUnknown);

        static double Share(CrossedEstimate estimate) => estimate.Variance * estimate.Variance / estimate.DegreesOfFreedom;
    }

    /// <summary>mean ± t sqrt(V).</summary>
    public Interval Interval(double level = 0.95)
    {
        double half = Variance == 0 ? 0 : Quantiles.StudentT(level, DegreesOfFreedom) * Math.Sqrt(Variance);
        return new Interval(Mean - half, Mean + half, level);
    }

    /// <summary>Two-sided p of "there is no difference"; null where seeds are unknown.</summary>
    public double? PValue() => SeedsUnknown ? null
        : Variance == 0 ? (Mean == 0 ? 1 : 0)
        : Quantiles.StudentTP(Mean / Math.Sqrt(Variance), DegreesOfFreedom);

    private static CrossedEstimate? Estimate(VariantScores variant, string metric)
    {
        IReadOnlyList<(string Measurement, int Sign)> parts = ComparedMetric.Terms(metric);
        IReadOnlyList<int> repeats = variant.RepeatsWith([.. parts.Select(part => part.Measurement)]);
        return repeats.Count == 0 ? null : StatisticEstimate.Of(
            [.. parts.Select(part => new SignedMeasurement(variant, part.Measurement, part.Sign))], ComparedMetric.RowMetricOf(metric), repeats);
    }
}
