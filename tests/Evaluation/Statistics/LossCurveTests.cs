using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class LossCurveTests
{
    [Fact]
    public void Trend_LastQuarter_IsSlopeOverMean()
    {
        // Of eight epochs the last two: (0.9 - 1.1) / 1.0.
        Assert.Equal(-0.2, new LossCurve([9, 8, 7, 6, 5, 4, 1.1, 0.9]).Trend, 1e-12);

        // Of twelve the last three: slope (0.8 - 1.2) / 2 over 1.0.
        Assert.Equal(-0.2, new LossCurve([9, 9, 9, 9, 9, 9, 9, 9, 9, 1.2, 1.0, 0.8]).Trend, 1e-12);
        Assert.Equal(0, new LossCurve([1]).Trend);
    }

    [Fact]
    public void Oscillation_LastHalf_IsRootMeanSquareOfSecondDifferencesOverMean()
    {
        // Last four of eight: 1, 2, 1, 2 has second differences -2 and 2, mean 1.5, and rises in two of three steps.
        var curve = new LossCurve([9, 9, 9, 9, 1, 2, 1, 2]);

        Assert.Equal(2 / 1.5, curve.Oscillation, 1e-12);
        Assert.Equal(2.0 / 3, curve.Rises, 1e-12);
        Assert.Equal(0, new LossCurve([2, 1]).Oscillation);
        Assert.Null(new LossCurve([2, 1]).TrendError);
    }

    [Fact]
    public void TrendError_IndependentScatter_IsTheSpreadOfTheTrend()
    {
        var random = new CounterRandom(3, 0, RandomStream.Order);
        (double[] trends, double[] errors) = (new double[500], new double[500]);
        for (int training = 0; training < trends.Length; training++)
        {
            double[] losses = new double[20];
            for (int epoch = 0; epoch < losses.Length; epoch++)
            {
                losses[epoch] = 1 + (0.05 * random.NextNormal());
            }

            var curve = new LossCurve(losses);
            (trends[training], errors[training]) = (curve.Trend, curve.TrendError!.Value);
        }

        double spread = Math.Sqrt(SampleSetScores.Variance(trends));
        Assert.Equal(spread, errors.Average(), 0.12 * spread);
    }

    [Theory]
    [InlineData(6, 0.5, 0.02)]
    [InlineData(20, 0.3, 0.02)]
    [InlineData(20, 0.05, 0.025)]
    [InlineData(5, 1.5, 0.01)]
    public void IsUnsteady_SteadyDecayWithBatchNoise_IsHardlyEver(int epochs, double rate, double noise) =>
        Assert.InRange(Enumerable.Range(0, 200).Count(training => LossOscillation.IsUnsteady(Decay(training, epochs, rate, noise), 10)), 0, 8);

    [Fact]
    public void IsUnsteady_MemorisedSamples_IsNot() =>
        Assert.False(LossOscillation.IsUnsteady(new LossCurve([2.3, 0.8, 0.1, 0.002, 0.004, 0.001, 0.005, 0.001]), 10));

    // Running losses of a perceptron (784-64-10, relu) on 250 Fashion-MNIST images, batches of 32, plain SGD, measured with torch 1.13.
    [Fact]
    public void IsUnsteady_RateOfOneHalf_IsAndOneTwentiethIsNot()
    {
        Assert.True(LossOscillation.IsUnsteady(
            new LossCurve(
            [
                1.9904, 1.542, 1.2533, 1.2868, 0.9016, 0.7857, 0.9037, 0.9356, 0.6923, 0.6575, 0.6379, 0.4939, 0.4425, 0.581, 0.378, 0.4287, 0.4514, 0.2363, 0.3316, 0.3109,
            ]),
            10));
        Assert.False(LossOscillation.IsUnsteady(
            new LossCurve(
            [
                2.2237, 2.0224, 1.8114, 1.6048, 1.4284, 1.2815, 1.1706, 1.0844, 1.0119, 0.9589, 0.894, 0.8473, 0.8009, 0.7728, 0.7319, 0.7066, 0.6803, 0.6434, 0.6311, 0.6092,
            ]),
            10));
    }

    [Fact]
    public void IsUnsteady_QuadraticBeyondItsStableRate_Is()
    {
        // Gradient descent on w^2 / 2 with noise and a rate near 2 overshoots at every step.
        var random = new CounterRandom(5, 0, RandomStream.Order);
        double[] losses = new double[16];
        double weight = 2;
        for (int epoch = 0; epoch < losses.Length; epoch++)
        {
            losses[epoch] = 0.5 + (weight * weight / 2);
            weight -= 1.95 * (weight + random.NextNormal());
        }

        Assert.True(LossOscillation.IsUnsteady(new LossCurve(losses), 10));
    }

    private static LossCurve Decay(int training, int epochs, double rate, double noise)
    {
        var random = new CounterRandom(training, 0, RandomStream.Order);
        double[] losses = new double[epochs];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            losses[epoch] = (0.2 + (2.1 * Math.Exp(-rate * epoch))) * (1 + (noise * random.NextNormal()));
        }

        return new LossCurve(losses);
    }
}
