using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>The Gaussian process whose parameters explain the scores best: the maximum a posteriori, from several starts.</summary>
internal static class GaussianProcessFit
{
    private const int RandomStarts = 3;
    private const int Iterations = 60;

    /// <summary>Parameters and mean.</summary>
    /// <param name="points">(points, dimensions).</param>
    /// <param name="scores">Scores of mean 0 and variance 1.</param>
    /// <param name="isNominal">Per dimension, whether its values have no order.</param>
    /// <param name="random">Where the later starts lie: draws of the prior, no more than a spread from its centre. The first is the centre.</param>
    public static (KernelParameters Parameters, double Mean) Of(
        IReadOnlyList<double[]> points, IReadOnlyList<double> scores, IReadOnlyList<bool> isNominal, CounterRandom random)
    {
        var posterior = new KernelPosterior(points, scores, isNominal);
        (double[] best, double least) = ([], double.PositiveInfinity);
        for (int start = 0; start <= RandomStarts; start++)
        {
            double[] from = new double[posterior.Dimensions];
            for (int index = 0; index < from.Length; index++)
            {
                (double centre, double spread) = posterior.Prior(index);
                from[index] = start == 0 ? centre : centre + (spread * random.NextDouble(-1, 1));
            }

            (double[] found, double value) = QuasiNewton.Minimize(posterior.Value, from, Iterations);
            if (value < least)
            {
                (best, least) = (found, value);
            }
        }

        return (KernelPosterior.Parameters(best), posterior.Mean(best));
    }
}
