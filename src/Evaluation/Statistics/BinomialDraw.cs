using MathNet.Numerics;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Draws from a binomial distribution by inversion, starting at the mode and going outwards: exact, and some standard deviations of steps instead of n
/// draws.
/// </summary>
internal static class BinomialDraw
{
    public static int Next(ref CounterRandom random, int trials, double probability)
    {
        if (trials == 0 || probability <= 0)
        {
            return 0;
        }

        if (probability >= 1)
        {
            return trials;
        }

        double odds = probability / (1 - probability);
        int mode = (int)((trials + 1) * probability);
        double atMode = Math.Exp(
            SpecialFunctions.GammaLn(trials + 1.0) - SpecialFunctions.GammaLn(mode + 1.0) - SpecialFunctions.GammaLn(trials - mode + 1.0)
            + (mode * Math.Log(probability)) + ((trials - mode) * Math.Log(1 - probability)));
        double left = random.NextDouble() - atMode;
        (int low, int high, double atLow, double atHigh) = (mode, mode, atMode, atMode);
        while (left >= 0 && (low > 0 || high < trials))
        {
            if (high < trials)
            {
                atHigh *= (trials - high) / (high + 1.0) * odds;
                high++;
                left -= atHigh;
                if (left < 0)
                {
                    return high;
                }
            }

            if (low > 0)
            {
                atLow *= low / (trials - low + 1.0) / odds;
                low--;
                left -= atLow;
                if (left < 0)
                {
                    return low;
                }
            }
        }

        // Within the distribution left is below 0 by now; what rounding leaves over belongs to the most likely value.
        return mode;
    }
}
