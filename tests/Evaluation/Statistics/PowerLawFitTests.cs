using CsCheck;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class PowerLawFitTests
{
    private static readonly double[] s_sizes = [250, 500, 1000, 2000, 4000];
    private static readonly double[] s_errors = [0.31, 0.262, 0.229, 0.195, 0.181];
    private static readonly double[] s_equal = [1, 1, 1, 1, 1];

    // scipy.optimize.curve_fit, scipy 1.10.1, bounds ([0, 0, 0], [inf, inf, 2]), tolerances 1e-15.
    [Fact]
    public void Fit_EqualWeights_AgreesWithScipy() => AssertLaw(
        0.11915192, 1.92125389, 0.4180052, 0.16403398716613593, new PowerLawFit(s_sizes, s_equal).Fit(s_errors));

    // The same with sigma = [0.02, 0.015, 0.01, 0.008, 0.005].
    [Fact]
    public void Fit_WeightsOfDeviations_AgreesWithScipy() => AssertLaw(
        0.13140479,
        2.43574558,
        0.47134625,
        0.16663579726466177,
        new PowerLawFit(s_sizes, [.. new[] { 0.02, 0.015, 0.01, 0.008, 0.005 }.Select(sigma => 1 / (sigma * sigma))]).Fit(s_errors));

    // The same where the free optimum would have a negative floor.
    [Fact]
    public void Fit_FloorBelowZero_StaysAtZeroAsInScipy()
    {
        PowerLaw law = new PowerLawFit(s_sizes, s_equal).Fit([0.29828071, 0.22872973, 0.18631418, 0.14112599, 0.11104779]);

        Assert.Equal(0, law.Floor);
        Assert.Equal(2.09786092, law.Factor, 1e-4);
        Assert.Equal(0.353930362, law.Exponent, 1e-5);
        Assert.Equal(0.08716750994042426, law.At(8000), 1e-7);
    }

    [Fact]
    public void Fit_ExactLaw_FindsIt() => Gen.Select(Gen.Double[0, 0.3], Gen.Double[0.5, 5], Gen.Double[0.1, 1.9]).Sample((floor, factor, exponent) =>
    {
        var planted = new PowerLaw(floor, factor * Math.Pow(250, exponent) / 20, exponent);
        PowerLaw found = new PowerLawFit(s_sizes, [1, 2, 3, 4, 5]).Fit([.. s_sizes.Select(planted.At)]);

        Assert.Equal(planted.At(8000), found.At(8000), 1e-5);
    });

    [Fact]
    public void Fit_ErrorsThatRise_IsALevel()
    {
        PowerLaw law = new PowerLawFit(s_sizes, s_equal).Fit([0.1, 0.12, 0.13, 0.15, 0.2]);

        Assert.Equal(new PowerLaw(0.14, 0, 0), law with { Floor = Math.Round(law.Floor, 12) });
    }

    [Fact]
    public void Fit_NoErrorAtAll_IsZero() => Assert.Equal(new PowerLaw(0, 0, 0), new PowerLawFit(s_sizes, s_equal).Fit([0, 0, 0, 0, 0]));

    // Worked by hand: the root of [[4, 2], [2, 1]] is [[2, 0], [1, 0]], a singular matrix; that of [[4, 2], [2, 5]] is [[2, 0], [1, 2]].
    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(5.0, 2.0)]
    public void Cholesky_SingularOrNot_IsTheRoot(double variance, double last)
    {
        double[][] root = Cholesky.Of([[4, 2], [2, variance]]);

        Assert.Equal([2, 0], root[0]);
        Assert.Equal([1, last], root[1]);
    }

    private static void AssertLaw(double floor, double factor, double exponent, double predicted, PowerLaw law)
    {
        Assert.Equal(floor, law.Floor, 1e-5);
        Assert.Equal(factor, law.Factor, 1e-4);
        Assert.Equal(exponent, law.Exponent, 1e-5);
        Assert.Equal(predicted, law.At(8000), 1e-7);
    }
}
