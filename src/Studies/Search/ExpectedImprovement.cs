using MathNet.Numerics.Distributions;

namespace MlPipelines.Studies;

/// <summary>How much less than the best a score can be expected to be (Jones et al. 1998, equation 15).</summary>
internal static class ExpectedImprovement
{
    /// <summary>Below, the two terms nearly cancel, and three terms of their series are exact to 1 in 10,000.</summary>
    private const double Far = -10;

    /// <summary>E[max(0, best - y)] for a normal y.</summary>
    public static double Of(double best, double mean, double deviation)
    {
        if (deviation <= 0)
        {
            return Math.Max(0, best - mean);
        }

        double standardised = (best - mean) / deviation;
        return deviation * ((standardised * Normal.CDF(0, 1, standardised)) + Normal.PDF(0, 1, standardised));
    }

    /// <summary>Its logarithm, which still tells points apart where the improvement itself is 0 to the last bit (Ament et al. 2023).</summary>
    public static double LogOf(double best, double mean, double deviation)
    {
        double standardised = (best - mean) / deviation;
        if (deviation <= 0 || standardised >= Far)
        {
            return Math.Log(Of(best, mean, deviation));
        }

        double square = standardised * standardised;
        return Math.Log(deviation) - (0.5 * (square + Math.Log(2 * Math.PI))) + Math.Log((1 - (3 / square) + (15 / (square * square))) / square);
    }
}
