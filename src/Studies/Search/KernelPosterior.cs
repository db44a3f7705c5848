using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MlPipelines.Studies;

/// <summary>
/// How well parameters explain scores: minus the logarithm of marginal likelihood times prior, with its gradient (Rasmussen and Williams 2006, equation 5.9), over the
/// logarithms of signal variance, noise variance and length scales, in this order.
/// </summary>
/// <remarks>
/// The priors are normal in the logarithms, for scores of mean 0 and variance 1 and places in [0, 1]. Length scales: around 0.5 √d, because distances grow with
/// the dimensions (Hvarfner et al. 2024); within a factor of e either way. Noise: around 1e-3 and wide, since the same values always score the same, but neighbours
/// differ by how training happens to go. The mean is the most probable one given the others under a standard normal prior.
/// </remarks>
internal sealed class KernelPosterior
{
    private const double SignalSpread = 1;
    private const double NoiseSpread = 2;
    private const double LengthSpread = 1;
    private static readonly double s_noiseCentre = Math.Log(1e-3);

    private readonly double[][] _squares;
    private readonly Vector<double> _scores;
    private readonly double _lengthCentre;
    private readonly int _count;

    /// <summary>The posterior given scores of mean 0 and variance 1.</summary>
    public KernelPosterior(IReadOnlyList<double[]> points, IReadOnlyList<double> scores, IReadOnlyList<bool> isNominal)
    {
        _count = points.Count;
        _scores = Vector<double>.Build.DenseOfEnumerable(scores);
        _lengthCentre = Math.Log(0.5 * Math.Sqrt(isNominal.Count));
        _squares = [.. isNominal.Select((nominal, dimension) => Squares(points, dimension, nominal))];
    }

    /// <summary>The number of parameters.</summary>
    public int Dimensions => _squares.Length + 2;

    /// <summary>Centre and spread of the prior of a parameter.</summary>
    public (double Centre, double Spread) Prior(int index) => index switch
    {
        0 => (0, SignalSpread),
        1 => (s_noiseCentre, NoiseSpread),
        _ => (_lengthCentre, LengthSpread),
    };

    /// <summary>The parameters that logarithms stand for.</summary>
    public static KernelParameters Parameters(double[] logarithms) =>
        new(Math.Exp(logarithms[0]), [.. logarithms.Skip(2).Select(Math.Exp)], Math.Exp(logarithms[1]));

    /// <summary>The mean that is most probable under these parameters.</summary>
    public double Mean(double[] logarithms) => Mean(Factor(logarithms).Factor);

    /// <summary>The value to be minimised, and its gradient.</summary>
    public double Value(double[] logarithms, double[] gradient)
    {
        (Cholesky<double> factor, double[] slopes, double[] correlations) = Factor(logarithms);
        double mean = Mean(factor);
        Vector<double> centred = _scores - mean;
        Matrix<double> inverse = factor.Solve(Matrix<double>.Build.DenseIdentity(_count));
        Vector<double> weights = factor.Solve(centred);
        double value = 0.5 * (centred.DotProduct(weights) + factor.DeterminantLn + (mean * mean));
        Array.Clear(gradient);
        AddSlopes(logarithms, gradient, weights.ToArray(), inverse.ToColumnMajorArray(), slopes, correlations);
        for (int index = 0; index < gradient.Length; index++)
        {
            (double centre, double spread) = Prior(index);
            double deviation = (logarithms[index] - centre) / spread;
            value += 0.5 * deviation * deviation;
            gradient[index] += deviation / spread;
        }

        return value;
    }

    /// <summary>Adds ½ tr((K⁻¹ - wwᵀ) ∂K/∂θ) for every parameter.</summary>
    private void AddSlopes(double[] logarithms, double[] gradient, double[] weights, double[] inverse, double[] slopes, double[] correlations)
    {
        double signal = Math.Exp(logarithms[0]);
        double noise = Math.Exp(logarithms[1]);
        double[] lengths = [.. logarithms.Skip(2).Select(logarithm => Math.Exp(-2 * logarithm))];
        for (int row = 0; row < _count; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                int place = (row * _count) + column;
                double sensitivity = (inverse[place] - (weights[row] * weights[column])) * (row == column ? 0.5 : 1);
                gradient[0] += sensitivity * signal * correlations[place];
                gradient[1] += row == column ? sensitivity * noise : 0;
                for (int dimension = 0; row != column && dimension < lengths.Length; dimension++)
                {
                    gradient[dimension + 2] += sensitivity * signal * slopes[place] * _squares[dimension][place] * lengths[dimension];
                }
            }
        }
    }

    private (Cholesky<double> Factor, double[] Slopes, double[] Correlations) Factor(double[] logarithms)
    {
        double signal = Math.Exp(logarithms[0]);
        double noise = Math.Exp(logarithms[1]);
        double[] lengths = [.. logarithms.Skip(2).Select(logarithm => Math.Exp(-2 * logarithm))];
        double[] correlations = new double[_count * _count];
        double[] slopes = new double[_count * _count];
        double[] covariance = new double[_count * _count];
        for (int row = 0; row < _count; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                int place = (row * _count) + column;
                double distance = 0;
                for (int dimension = 0; dimension < lengths.Length; dimension++)
                {
                    distance += _squares[dimension][place] * lengths[dimension];
                }

                correlations[place] = MaternKernel.Correlation(distance);
                slopes[place] = MaternKernel.Slope(distance);
                covariance[place] = (signal * correlations[place]) + (row == column ? noise : 0);
                covariance[(column * _count) + row] = covariance[place];
            }
        }

        return (CovarianceFactor.Of(Matrix<double>.Build.Dense(_count, _count, covariance)), slopes, correlations);
    }

    private double Mean(Cholesky<double> factor)
    {
        Vector<double> ones = factor.Solve(Vector<double>.Build.Dense(_count, 1));
        return ones.DotProduct(_scores) / (ones.Sum() + 1);
    }

    private static double[] Squares(IReadOnlyList<double[]> points, int dimension, bool isNominal)
    {
        int count = points.Count;
        double[] squares = new double[count * count];
        for (int place = 0; place < squares.Length; place++)
        {
            squares[place] = MaternKernel.SquaredDifference(points[place / count][dimension], points[place % count][dimension], isNominal);
        }

        return squares;
    }
}
