using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MlPipelines.Studies;

/// <summary>A Gaussian process given scores at points (Rasmussen and Williams 2006, algorithm 2.1).</summary>
internal sealed class GaussianProcess
{
    private readonly IReadOnlyList<double[]> _points;
    private readonly IReadOnlyList<bool> _isNominal;
    private readonly KernelParameters _parameters;
    private readonly double _mean;
    private readonly double[] _weights;
    private readonly double[] _factor;

    /// <summary>Conditions on scores.</summary>
    /// <param name="points">(points, dimensions): places in the unit cube.</param>
    /// <param name="scores">The score at each point.</param>
    /// <param name="isNominal">Per dimension, whether its values have no order.</param>
    /// <param name="parameters">The covariance.</param>
    /// <param name="mean">The mean far from all points.</param>
    public GaussianProcess(
        IReadOnlyList<double[]> points, IReadOnlyList<double> scores, IReadOnlyList<bool> isNominal, KernelParameters parameters, double mean)
    {
        (_points, _isNominal, _parameters, _mean) = (points, isNominal, parameters, mean);
        int count = points.Count;
        Matrix<double> covariance = Matrix<double>.Build.Dense(count, count, (row, column) =>
            Covariance(points[row], points[column]) + (row == column ? parameters.NoiseVariance : 0));
        Cholesky<double> cholesky = CovarianceFactor.Of(covariance);
        Vector<double> centred = Vector<double>.Build.Dense(count, index => scores[index] - mean);
        Vector<double> weights = cholesky.Solve(centred);
        _weights = weights.ToArray();
        _factor = cholesky.Factor.ToRowMajorArray();
        LogMarginalLikelihood = -0.5 * (centred.DotProduct(weights) + cholesky.DeterminantLn + (count * Math.Log(2 * Math.PI)));
    }

    /// <summary>log p(scores | points).</summary>
    public double LogMarginalLikelihood { get; }

    /// <summary>Mean and standard deviation of f at a point, without the noise.</summary>
    public (double Mean, double Deviation) Predict(double[] point)
    {
        int count = _points.Count;
        double[] solved = new double[count];
        double mean = _mean;
        double variance = _parameters.SignalVariance;
        for (int row = 0; row < count; row++)
        {
            double covariance = Covariance(point, _points[row]);
            mean += covariance * _weights[row];
            ReadOnlySpan<double> factor = _factor.AsSpan(row * count, row + 1);
            double rest = covariance;
            for (int column = 0; column < row; column++)
            {
                rest -= factor[column] * solved[column];
            }

            solved[row] = rest / factor[row];
            variance -= solved[row] * solved[row];
        }

        return (mean, Math.Sqrt(Math.Max(0, variance)));
    }

    private double Covariance(double[] one, double[] other)
    {
        double distance = 0;
        for (int dimension = 0; dimension < one.Length; dimension++)
        {
            double scale = _parameters.LengthScales[dimension];
            distance += MaternKernel.SquaredDifference(one[dimension], other[dimension], _isNominal[dimension]) / (scale * scale);
        }

        return _parameters.SignalVariance * MaternKernel.Correlation(distance);
    }
}
