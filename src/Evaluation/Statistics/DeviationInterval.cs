using MathNet.Numerics.Distributions;

namespace MlPipelines.Evaluation;

/// <summary>
/// The interval of a standard deviation from its degrees of freedom: <c>s sqrt(df / chi-squared)</c>, exact for normal values. At four degrees of freedom it
/// reaches from 0.60 to 2.87 times the estimate.
/// </summary>
internal static class DeviationInterval
{
    /// <param name="deviation">The estimate.</param>
    /// <param name="freedom">Its degrees of freedom, at least one.</param>
    /// <param name="level">Confidence level.</param>
    public static Interval Of(double deviation, int freedom, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(freedom);
        double tail = (1 - level) / 2;
        return new Interval(
            deviation * Math.Sqrt(freedom / ChiSquared.InvCDF(freedom, 1 - tail)),
            deviation * Math.Sqrt(freedom / ChiSquared.InvCDF(freedom, tail)),
            level);
    }
}
