namespace MlPipelines.Trainers;

/// <summary>
/// The simple noise scale tr(Sigma) / |G|^2 of the gradient, in samples (McCandlish et al. 2018, "An empirical model of large-batch training"): about the batch size
/// at which the noise of a batch's gradient equals the gradient itself.
/// </summary>
/// <remarks>
/// G is the mean gradient and Sigma the covariance of a single sample's. Both are estimated without bias from gradients of two batch sizes (appendix A.1):
/// |G|^2 as (B |g_B|^2 - b |g_b|^2) / (B - b) and tr(Sigma) as (|g_b|^2 - |g_B|^2) / (1/b - 1/B). Here b is a hundredth of the sample, so that about a hundred batches
/// tell the small batch's mean squared norm, and B is all of them together. The quotient of the two is not unbiased.
/// </remarks>
internal static class GradientNoise
{
    private const int Batches = 100;

    /// <summary>Estimates the noise scale at the network's present weights.</summary>
    /// <param name="gradient">Mean gradients over rows.</param>
    /// <param name="rows">A random sample in random order.</param>
    /// <returns>The number of samples; null where the estimate of |G|^2 is not above 0: the mean gradient cannot be told from noise.</returns>
    public static double? Scale(MeanGradient gradient, ReadOnlySpan<int> rows)
    {
        int small = Math.Max(1, rows.Length / Batches);
        int batches = rows.Length / small;
        if (batches < 2)
        {
            return null;
        }

        double[] mean = new double[gradient.Count];
        double smallSquare = 0;
        for (int batch = 0; batch < batches; batch++)
        {
            double[] one = gradient.Over(rows.Slice(batch * small, small));
            for (int index = 0; index < mean.Length; index++)
            {
                mean[index] += one[index] / batches;
            }

            smallSquare += SquaredNorm(one) / batches;
        }

        (double b, double all) = (small, (double)small * batches);
        double largeSquare = SquaredNorm(mean);
        double square = ((all * largeSquare) - (b * smallSquare)) / (all - b);
        double trace = (smallSquare - largeSquare) / ((1 / b) - (1 / all));
        double scale = trace / square;
        return square > 0 && double.IsFinite(scale) ? scale : null;
    }

    private static double SquaredNorm(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return sum;
    }
}
