using MathNet.Numerics.LinearAlgebra;
using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class LargestEigenvalueTests
{
    [Theory]
    [InlineData(3.0, new[] { -10, 1, 0.5, 0 })]
    [InlineData(-1.0, new[] { -10.0, -2, -5, -3 })]
    [InlineData(7.0, new[] { 7.0, 7, 7, 7 })]
    [InlineData(0.0, new[] { 0.0, 0, 0, 0 })]
    public void Of_DiagonalMatrix_IsTheLargestNotTheLargestInMagnitude(double expected, double[] rest)
    {
        double[] diagonal = [.. rest, expected];
        Assert.Equal(expected, Estimate(Matrix<double>.Build.DenseOfDiagonalArray(diagonal))!.Value, 0.01 * Math.Abs(expected));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_SpectrumLikeAHessian_IsWithinOnePercentOfTheDenseSolution(int seed)
    {
        // A bulk near 0, few outliers, some of them negative.
        const int size = 300;
        CounterRandom draws = new(seed, 0, RandomStream.Init);
        double[] numbers = new double[size * size];
        for (int index = 0; index < numbers.Length; index++)
        {
            numbers[index] = draws.NextNormal();
        }

        Matrix<double> basis = Matrix<double>.Build.Dense(size, size, numbers).QR().Q;
        Vector<double> spectrum = Vector<double>.Build.Dense(size, index => index switch { 0 => 12, 1 => 10, 2 => -15, 3 => 4, _ => 0.3 * Math.Sin(index) });
        Matrix<double> matrix = basis * Matrix<double>.Build.DenseOfDiagonalVector(spectrum) * basis.Transpose();
        Assert.Equal(12, Estimate(matrix)!.Value, 0.12);
    }

    [Fact]
    public void Of_ProductIsNotFinite_IsUnknown() => Assert.Null(LargestEigenvalue.Of([1, 2], _ => [double.NaN, 0]));

    private static double? Estimate(Matrix<double> matrix)
    {
        CounterRandom draws = new(9, 0, RandomStream.Order);
        double[] start = new double[matrix.RowCount];
        for (int index = 0; index < start.Length; index++)
        {
            start[index] = draws.NextNormal();
        }

        return LargestEigenvalue.Of(start, vector => (matrix * Vector<double>.Build.DenseOfArray(vector)).ToArray());
    }
}
