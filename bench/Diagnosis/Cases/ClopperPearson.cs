using MathNet.Numerics.Distributions;

namespace MlPipelines.Bench;

/// <summary>Exact bounds of a rate (Clopper and Pearson 1934), from quantiles of the beta distribution.</summary>
internal static class ClopperPearson
{
    /// <summary>The two-sided interval.</summary>
    /// <param name="successes">Cases in which it happened.</param>
    /// <param name="trials">Cases, at least one.</param>
    /// <param name="level">Confidence level.</param>
    public static (double Lower, double Upper) Interval(int successes, int trials, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        double tail = (1 - level) / 2;
        return (
            successes == 0 ? 0 : Beta.InvCDF(successes, trials - successes + 1, tail),
            successes == trials ? 1 : Beta.InvCDF(successes + 1, trials - successes, 1 - tail));
    }

    /// <summary>The one-sided upper bound: 0 of 150 gives 0.0198.</summary>
    public static double Upper(int successes, int trials, double level = 0.95) =>
        successes == trials ? 1 : Beta.InvCDF(successes + 1, trials - successes, level);
}
