using MathNet.Numerics.Distributions;

namespace MlPipelines.Evaluation;

/// <summary>Intervals of the standard deviation of normal values: one alone by chi-squared, the ratio of two that are paired by Pitman and Morgan.</summary>
internal static class StandardDeviationInterval
{
    /// <summary>sd sqrt((n - 1)/chi2).</summary>
    /// <param name="deviation">The sample standard deviation.</param>
    /// <param name="count">The number of values, at least 2.</param>
    /// <param name="level">Confidence level.</param>
    public static Interval Of(double deviation, int count, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        double At(double share) => deviation * Math.Sqrt((count - 1) / ChiSquared.InvCDF(count - 1, share));
        return new Interval(At((1 + level) / 2), At((1 - level) / 2), level);
    }

    /// <summary>
    /// The ratio of the standard deviations of paired values (Pitman 1939, Morgan 1939): equal deviations are the same as no correlation of sums and
    /// differences, and the ratios that this test does not reject are the interval. Null below three pairs or when either does not vary.
    /// </summary>
    /// <param name="values">The values whose deviation is above the line.</param>
    /// <param name="others">Those below it, paired.</param>
    /// <param name="level">Confidence level.</param>
    public static SpreadRatio? Ratio(double[] values, double[] others, double level = 0.95)
    {
        int count = values.Length;
        (double variance, double other) = (SampleSetScores.Variance(values), SampleSetScores.Variance(others));
        if (count < 3 || variance <= 0 || other <= 0)
        {
            return null;
        }

        (double mean, double otherMean) = (SampleSetScores.Mean(values), SampleSetScores.Mean(others));
        double covariance = values.Zip(others, (one, two) => (one - mean) * (two - otherMean)).Sum() / (count - 1);
        double unshared = Math.Max(0, 1 - (covariance * covariance / (variance * other)));
        double ratio = variance / other;
        double degrees = count - 2;
        double t = (ratio - 1) * Math.Sqrt(degrees) / (2 * Math.Sqrt(ratio * unshared));
        double quantile = Quantiles.StudentT(level, degrees);
        double k = 1 + (2 * unshared * quantile * quantile / degrees);
        double spread = k + Math.Sqrt((k * k) - 1);
        // Perfectly correlated values of one deviation: 0/0, and nothing speaks against equality.
        double p = double.IsNaN(t) ? 1 : double.IsInfinity(t) ? 0 : Quantiles.StudentTP(t, degrees);
        return new SpreadRatio(Math.Sqrt(ratio), new Interval(Math.Sqrt(ratio / spread), Math.Sqrt(ratio * spread), level), p);
    }
}

/// <summary>A ratio of standard deviations.</summary>
/// <param name="Ratio">The ratio.</param>
/// <param name="Interval">Its interval.</param>
/// <param name="P">Two-sided p of a ratio of 1.</param>
internal sealed record SpreadRatio(double Ratio, Interval Interval, double P);
