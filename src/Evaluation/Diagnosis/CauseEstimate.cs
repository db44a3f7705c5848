namespace MlPipelines.Evaluation;

/// <summary>An estimate with what its interval and its tests need.</summary>
/// <param name="Mean">The estimate, a fraction.</param>
/// <param name="Variance">The variance of it over seeds and rows; 0 for a count.</param>
/// <param name="DegreesOfFreedom">Student's degrees of freedom.</param>
internal sealed record CauseEstimate(double Mean, double Variance, double DegreesOfFreedom)
{
    /// <summary>The estimate of the one rule of intervals; with a sign of -1, its negative.</summary>
    public static CauseEstimate Of(CrossedEstimate estimate, int sign = 1, int? heldOutSets = null) =>
        new(sign * estimate.Mean, estimate.Variance, estimate.DegreesOfFreedom) { Crossed = estimate, HeldOutSets = heldOutSets ?? estimate.Sets.Count };

    /// <summary>What it was made of, which tells how many repeats or rows would decide; null for a count or a combination.</summary>
    public CrossedEstimate? Crossed { get; init; }

    /// <summary>How many of the last sample sets of <see cref="Crossed"/> are held out, so that collecting more of them is a remedy.</summary>
    public int HeldOutSets { get; init; }

    /// <summary>The estimate less what another one explains; the variances add up, as if the two were independent.</summary>
    public CauseEstimate Less(CauseEstimate other) =>
        new(Mean - other.Mean, Variance + other.Variance, Math.Min(DegreesOfFreedom, other.DegreesOfFreedom));

    /// <summary>mean ± t sqrt(V).</summary>
    public Interval Interval(double level = 0.95)
    {
        double half = Variance == 0 ? 0 : Quantiles.StudentT(level, DegreesOfFreedom) * Math.Sqrt(Variance);
        return new Interval(Mean - half, Mean + half, level);
    }

    /// <summary>One-sided p of "it is at most <paramref name="limit"/>".</summary>
    public double PAbove(double limit) => Tail(Mean - limit);

    /// <summary>One-sided p of "it is at least <paramref name="limit"/>".</summary>
    public double PBelow(double limit) => Tail(limit - Mean);

    private double Tail(double distance)
    {
        if (Variance == 0)
        {
            return distance > 0 ? 0 : 1;
        }

        double half = Quantiles.StudentTP(distance / Math.Sqrt(Variance), DegreesOfFreedom) / 2;
        return distance > 0 ? half : 1 - half;
    }
}
