using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
using MlPipelines.Configuration;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class GaussianProcessTests
{
    private static readonly double[][] s_points = [[0.1, 0.2], [0.4, 0.9], [0.75, 0.35], [0.9, 0.8], [0.3, 0.55], [0.6, 0.05]];
    private static readonly double[] s_scores = [1.2, -0.4, 0.3, -1.1, 0.15, 0.9];
    private static readonly KernelParameters s_parameters = new(1.7, [0.3, 0.8], 0.05);

    // scikit-learn 1.2.1: GaussianProcessRegressor(1.7 * Matern([0.3, 0.8], nu=2.5), alpha=0.05, optimizer=None), scores minus 0.2.
    [Theory]
    [InlineData(0.5, 0.5, 0.16983266091096977, 0.554999685461979)]
    [InlineData(0.1, 0.21, 1.1481464693395198, 0.21754898818721136)]
    [InlineData(1, 0, 0.028770803113675636, 1.058058291341335)]
    [InlineData(0.85, 0.75, -0.8608592543249292, 0.2798407509798486)]
    public void Predict_FixedParameters_IsScikitLearns(double x, double y, double mean, double deviation)
    {
        GaussianProcess process = new(s_points, s_scores, [false, false], s_parameters, 0.2);

        Assert.Equal(mean, process.Predict([x, y]).Mean, 1e-12);
        Assert.Equal(deviation, process.Predict([x, y]).Deviation, 1e-12);
        Assert.Equal(-7.185527887236939, process.LogMarginalLikelihood, 1e-12);
    }

    // The same with one-hot vectors divided by the root of 2 for the second dimension, of values 0, 1, 2, 1, 0, 2.
    [Fact]
    public void Predict_DimensionWithoutOrder_IsScikitLearnsOfOneHotVectors()
    {
        int[] kinds = [0, 1, 2, 1, 0, 2];
        double[][] points = [.. s_points.Select((point, index) => new[] { point[0], (kinds[index] + 0.5) / 3 })];
        GaussianProcess process = new(points, s_scores, [false, true], s_parameters, 0);
        (double mean, double deviation) = process.Predict([0.5, 0.5]);

        Assert.Equal(-7.72409334193702, process.LogMarginalLikelihood, 1e-12);
        Assert.Equal(-0.48586593836805325, mean, 1e-12);
        Assert.Equal(0.5136164625453343, deviation, 1e-12);
    }

    [Fact]
    public void Predict_EqualPointsWithoutNoise_IsTheirScore()
    {
        GaussianProcess process = new([[0.5], [0.5], [0.1]], [1, 1, 0], [false], new KernelParameters(1, [0.5], 0), 0);

        Assert.Equal(1, process.Predict([0.5]).Mean, 1e-6);
        Assert.Equal(0, process.Predict([0.5]).Deviation, 1e-4);
    }

    [Fact]
    public void Factor_NotACovariance_Throws()
    {
        Assert.Throws<ArgumentException>(() => new GaussianProcess([[0.5], [0.1]], [1, 0], [false], new KernelParameters(1, [0.5], -2), 0));
        Assert.Throws<ArgumentException>(() => new GaussianProcess([[0.5], [double.NaN]], [1, 0], [false], new KernelParameters(1, [0.5], 0), 0));
    }

    [Fact]
    public void Value_OfThePosterior_IsLikelihoodAndPriorsWithTheirGradient()
    {
        KernelPosterior posterior = new(s_points, s_scores, [false, true]);
        double[] at = [0.3, -4, -0.7, 0.4];
        double[] gradient = new double[4];
        double value = posterior.Value(at, gradient);

        // Likelihood at the most probable mean, plus normal priors of the logarithms and of the mean, constants left out.
        double mean = posterior.Mean(at);
        GaussianProcess process = new(s_points, s_scores, [false, true], KernelPosterior.Parameters(at), mean);
        double priors = Enumerable.Range(0, 4).Sum(index => Math.Pow((at[index] - posterior.Prior(index).Centre) / posterior.Prior(index).Spread, 2) / 2);
        Assert.Equal(-process.LogMarginalLikelihood - (3 * Math.Log(2 * Math.PI)) + priors + (mean * mean / 2), value, 1e-10);

        for (int index = 0; index < 4; index++)
        {
            double[] above = [.. at];
            double[] below = [.. at];
            above[index] += 1e-5;
            below[index] -= 1e-5;
            Assert.Equal((posterior.Value(above, new double[4]) - posterior.Value(below, new double[4])) / 2e-5, gradient[index], 1e-6);
        }
    }

    [Fact]
    public void Fit_ScoresOfOneDimension_FindsTheOtherIrrelevant()
    {
        CounterRandom random = new(1, 0, RandomStream.Data);
        List<double[]> points = [];
        for (int index = 0; index < 40; index++)
        {
            points.Add([random.NextDouble(), random.NextDouble()]);
        }

        double[] scores = [.. points.Select(point => 1.4 * Math.Sin(9 * point[0]))];
        (KernelParameters parameters, double mean) = GaussianProcessFit.Of(points, scores, [false, false], SearchDraws.Starts(1, 0));
        GaussianProcess process = new(points, scores, [false, false], parameters, mean);

        Assert.True(parameters.LengthScales[1] > 4 * parameters.LengthScales[0]);
        Assert.True(parameters.NoiseVariance < 0.01);
        Assert.Equal(1.4 * Math.Sin(4.5), process.Predict([0.5, 0.5]).Mean, 0.02);
    }

    [Fact]
    public void Minimize_Rosenbrock_FindsItsMinimum()
    {
        (double[] point, double value) = QuasiNewton.Minimize(
            (at, gradient) =>
            {
                double valley = at[1] - (at[0] * at[0]);
                gradient[0] = (-400 * at[0] * valley) - (2 * (1 - at[0]));
                gradient[1] = 200 * valley;
                return (100 * valley * valley) + Math.Pow(1 - at[0], 2);
            },
            [-1.2, 1],
            200);

        Assert.Equal(0, value, 1e-5);
        Assert.Equal(1, point[0], 1e-2);
    }

    [Theory]
    [InlineData(0.3, 0.5, 0.4)]
    [InlineData(-1, 0.5, 1)]
    [InlineData(2, 0.5, 0.7)]
    public void Of_ExpectedImprovement_IsItsIntegral(double best, double mean, double deviation)
    {
        double integral = GaussLegendreRule.Integrate(
            y => (best - y) * Normal.PDF(mean, deviation, y), Math.Min(best, mean) - (12 * deviation), best, 512);

        Assert.Equal(integral, ExpectedImprovement.Of(best, mean, deviation), 1e-10);
        Assert.Equal(Math.Log(integral), ExpectedImprovement.LogOf(best, mean, deviation), 1e-8);
    }

    [Fact]
    public void LogOf_FarAbove_GoesOnSmoothly()
    {
        Assert.Equal(ExpectedImprovement.LogOf(-9.9999999, 0, 1), ExpectedImprovement.LogOf(-10.0000001, 0, 1), 1e-3);
        Assert.True(ExpectedImprovement.LogOf(-50, 0, 1) > ExpectedImprovement.LogOf(-60, 0, 1));
        Assert.Equal(0.5, ExpectedImprovement.Of(1, 0.5, 0));
        Assert.Equal(double.NegativeInfinity, ExpectedImprovement.LogOf(0, 0.5, 0));
    }
}
