using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MlPipelines.Studies;

/// <summary>The Cholesky factor of a covariance matrix.</summary>
internal static class CovarianceFactor
{
    private const double FirstJitter = 1e-10;
    private const double LargestJitter = 1e-2;

    /// <summary>
    /// Factors a covariance. Points that nearly coincide make it singular to the last bits; then the least of 1e-10, 1e-9, ... of its mean diagonal that helps is added
    /// to the diagonal.
    /// </summary>
    /// <exception cref="ArgumentException">It is not a covariance: it holds NaN, or is far from positive definite.</exception>
    public static Cholesky<double> Of(Matrix<double> covariance)
    {
        double scale = covariance.Trace() / covariance.RowCount;
        for (double jitter = 0; ; jitter = Math.Max(FirstJitter, 10 * jitter))
        {
            try
            {
                Matrix<double> raised = jitter == 0 ? covariance : covariance + Matrix<double>.Build.DiagonalIdentity(covariance.RowCount).Multiply(jitter * scale);
                return raised.Cholesky();
            }
            catch (ArgumentException) when (jitter < LargestJitter && double.IsFinite(scale))
            {
                // The next, larger jitter.
            }
        }
    }
}
