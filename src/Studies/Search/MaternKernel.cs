namespace MlPipelines.Studies;

/// <summary>The Matérn covariance with ν = 5/2 (Rasmussen and Williams 2006, equation 4.17): functions that can be differentiated twice.</summary>
internal static class MaternKernel
{
    private static readonly double s_root5 = Math.Sqrt(5);

    /// <summary>The correlation at a squared distance in length scales.</summary>
    public static double Correlation(double squaredDistance)
    {
        double scaled = s_root5 * Math.Sqrt(squaredDistance);
        return (1 + scaled + (scaled * scaled / 3)) * Math.Exp(-scaled);
    }

    /// <summary>
    /// The derivative of the correlation by the logarithm of a length scale, divided by that dimension's share of the squared distance.
    /// </summary>
    public static double Slope(double squaredDistance)
    {
        double scaled = s_root5 * Math.Sqrt(squaredDistance);
        return 5.0 / 3 * (1 + scaled) * Math.Exp(-scaled);
    }

    /// <summary>The squared difference of two places of a dimension: 1 between any two values without an order, as between one-hot vectors divided by √2.</summary>
    public static double SquaredDifference(double one, double other, bool isNominal) =>
        isNominal ? (one.Equals(other) ? 0 : 1) : (one - other) * (one - other);
}
