using MathNet.Numerics;

namespace MlPipelines.Evaluation;

/// <summary>
/// The non-central chi-squared distribution as a Poisson mixture of central ones (Johnson, Kotz and Balakrishnan 1995, equation 29.2), summed from the most probable term to both sides.
/// </summary>
internal static class NoncentralChiSquared
{
    /// <summary>Terms below it do not change the sum.</summary>
    private const double Negligible = 1e-17;
    private const int Bisections = 60;

    /// <summary>P(X &lt;= value).</summary>
    /// <param name="value">At least 0.</param>
    /// <param name="degrees">Degrees of freedom, above 0.</param>
    /// <param name="noncentrality">At least 0.</param>
    public static double Cdf(double value, double degrees, double noncentrality)
    {
        if (value <= 0)
        {
            return 0;
        }

        // F(x; k + 2) = F(x; k) - (x/2)^(k/2) e^(-x/2) / Gamma(k/2 + 1): one incomplete gamma function serves all terms.
        double half = noncentrality / 2;
        double mode = Math.Floor(half);
        double shape = (degrees / 2) + mode;
        double weight = half == 0 ? 1 : Math.Exp((mode * Math.Log(half)) - half - SpecialFunctions.GammaLn(mode + 1));
        double central = SpecialFunctions.GammaLowerRegularized(shape, value / 2);
        double step = Math.Exp((shape * Math.Log(value / 2)) - (value / 2) - SpecialFunctions.GammaLn(shape + 1));
        double sum = 0;
        (double w, double f, double d, double a) = (weight, central, step, shape);
        for (double term = mode; w * f > Negligible; term++)
        {
            sum += w * f;
            w *= half / (term + 1);
            f = Math.Max(0, f - d);
            a++;
            d *= value / 2 / a;
        }

        (w, f, d, a) = (weight, central, step, shape);
        for (double term = mode; term >= 1; term--)
        {
            w *= term / half;
            d *= a / (value / 2);
            a--;
            f = Math.Min(1, f + d);
            if (w < Negligible)
            {
                break;
            }

            sum += w * f;
        }

        return Math.Clamp(sum, 0, 1);
    }

    /// <summary>The non-centrality at which P(X &lt;= value) is <paramref name="probability"/>; 0 where it is less even for the central distribution.</summary>
    public static double NoncentralityAt(double value, double degrees, double probability)
    {
        if (Cdf(value, degrees, 0) <= probability)
        {
            return 0;
        }

        (double lower, double upper) = (0, Math.Max(1, value));
        while (Cdf(value, degrees, upper) > probability)
        {
            (lower, upper) = (upper, 2 * upper);
        }

        for (int step = 0; step < Bisections; step++)
        {
            double middle = (lower + upper) / 2;
            (lower, upper) = Cdf(value, degrees, middle) > probability ? (middle, upper) : (lower, middle);
        }

        return (lower + upper) / 2;
    }
}
