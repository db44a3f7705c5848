using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// The sign-flip test of paired differences (Fisher 1935): if seeds alone make the differences, each could as well have the other sign. It assumes
/// nothing about their distribution but cannot give less than 2/2^R.
/// </summary>
public static class SignFlipTest
{
    /// <summary>From here on the flips are drawn instead of enumerated; 2^19 sums take a millisecond.</summary>
    public const int LargestEnumeration = 20;

    private const int Draws = 99_999;

    /// <summary>Two-sided p: the share of flips whose |sum| is at least the observed one.</summary>
    public static double PValue(IReadOnlyList<double> differences)
    {
        double[] values = [.. differences];
        // Sums of the same numbers in another order differ in their last bits; ties must count as ties.
        double observed = Math.Abs(values.Sum()) - (1e-9 * values.Sum(Math.Abs));
        return values.Length <= LargestEnumeration ? Enumerated(values, observed) : Drawn(values, observed);
    }

    /// <summary>The fewest repeats at which a comparison among m can reach the level: ceil(1 + log2(m/level)).</summary>
    public static int FewestRepeats(int comparisons, double level = 0.05) => (int)Math.Ceiling(1 + Math.Log2(comparisons / level));

    /// <summary>A flip of all signs has the same |sum|, so the last sign stays. Consecutive Gray codes differ in one sign.</summary>
    private static double Enumerated(double[] values, double observed)
    {
        long flips = 1L << (values.Length - 1);
        double sum = values.Sum();
        bool[] flipped = new bool[values.Length];
        long extreme = 1;
        for (long code = 1; code < flips; code++)
        {
            int sign = System.Numerics.BitOperations.TrailingZeroCount(code);
            sum += flipped[sign] ? 2 * values[sign] : -2 * values[sign];
            flipped[sign] = !flipped[sign];
            extreme += Math.Abs(sum) >= observed ? 1 : 0;
        }

        return extreme / (double)flips;
    }

    /// <summary>(k + 1)/(N + 1), which keeps its level for any number of draws (Phipson and Smyth 2010).</summary>
    private static double Drawn(double[] values, double observed)
    {
        var random = new CounterRandom(0, 0, RandomStream.Sampling);
        int extreme = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            (double sum, uint bits) = (0, 0);
            for (int index = 0; index < values.Length; index++)
            {
                bits = index % 32 == 0 ? random.NextUInt() : bits >> 1;
                sum += (bits & 1) == 0 ? values[index] : -values[index];
            }

            extreme += Math.Abs(sum) >= observed ? 1 : 0;
        }

        return (extreme + 1.0) / (Draws + 1.0);
    }
}
