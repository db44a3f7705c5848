using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class RangeTestConclusionTests
{
    // The loss falls around 1e-3 and rises from 1e-1 on.
    [Theory]
    [InlineData(60, 0.0)]
    [InlineData(100, 0.0)]
    [InlineData(100, 0.05)]
    [InlineData(1000, 0.0)]
    [InlineData(1000, 0.05)]
    public void Of_LossThatFallsAndDiverges_FindsBothPlaces(int steps, double noise)
    {
        RangeTestResult result = RangeTestConclusion.Of("baseline", Steps(steps, noise), 0.001);

        Assert.Equal(steps, result.Points.Count);
        Assert.InRange(result.Suggested!.Value, 5e-4, 5e-3);
        Assert.InRange(result.DivergesAt!.Value, 0.5, 3);
        Assert.Equal(("baseline", 0.001), (result.Variant, result.Configured));
    }

    [Fact]
    public void Of_LossThatIsNotANumber_DivergesThereAndIsLeftOut()
    {
        CurvePoint[] steps = [.. Steps(100, 0).Select(step => step.X > 0.3 ? step with { Y = double.NaN } : step)];
        steps[^1] = steps[^1] with { Y = double.PositiveInfinity };
        RangeTestResult result = RangeTestConclusion.Of("baseline", steps, 0.001);

        Assert.Equal(steps.First(step => step.X > 0.3).X, result.DivergesAt);
        Assert.All(result.Points, point => Assert.True(double.IsFinite(point.Loss) && double.IsFinite(point.Smoothed) && point.LearningRate <= 0.3));
        Assert.InRange(result.Suggested!.Value, 5e-4, 5e-3);
    }

    [Fact]
    public void Of_SmoothedLoss_IsTheWeightedMeanOfAllBefore()
    {
        CurvePoint[] steps = [.. Enumerable.Range(0, 30).Select(step => new CurvePoint(Math.Pow(10, -6 + (step / 5.0)), 1 + (step % 7)))];
        RangeTestResult result = RangeTestConclusion.Of("baseline", steps, 0.001);

        // The mean by its definition: step j has the weight keep^(i - j), and the weights of what is there add up to 1.
        double keep = Math.Exp(-25.0 / 30);
        for (int index = 0; index < steps.Length; index++)
        {
            double[] weights = [.. Enumerable.Range(0, index + 1).Select(before => Math.Pow(keep, index - before))];
            double mean = weights.Zip(steps, (weight, step) => weight * step.Y).Sum() / weights.Sum();
            Assert.Equal(mean, result.Points[index].Smoothed, 1e-12);
        }
    }

    [Fact]
    public void Of_LossThatOnlyScatters_SuggestsNothing()
    {
        int suggestions = 0;
        for (int test = 0; test < 200; test++)
        {
            var random = new CounterRandom(test, 0, RandomStream.Order);
            CurvePoint[] steps = new CurvePoint[100];
            for (int step = 0; step < steps.Length; step++)
            {
                steps[step] = new CurvePoint(Math.Pow(10, -6 + (step * 0.07)), 2.3 + (0.1 * random.NextNormal()));
            }

            RangeTestResult result = RangeTestConclusion.Of("baseline", steps, 0.001);
            suggestions += result.Suggested is null ? 0 : 1;
            Assert.Null(result.DivergesAt);
        }

        Assert.InRange(suggestions, 0, 2);
    }

    [Fact]
    public void Of_NoFiniteLoss_SaysThatTheFirstRateDiverges()
    {
        RangeTestResult result = RangeTestConclusion.Of("baseline", [new(1e-6, double.NaN), new(1e-5, double.NaN)], 0.001);

        Assert.Empty(result.Points);
        Assert.Null(result.Suggested);
        Assert.Equal(1e-6, result.DivergesAt);
    }

    [Fact]
    public void Of_NoSteps_IsEmpty() => Assert.Null(RangeTestConclusion.Of("baseline", [], 0.001).DivergesAt);

    private static CurvePoint[] Steps(int count, double noise)
    {
        var random = new CounterRandom(11, 0, RandomStream.Order);
        CurvePoint[] steps = new CurvePoint[count];
        for (int step = 0; step < count; step++)
        {
            double exponent = -6 + (7.0 * step / (count - 1));
            double fallen = 1 / (1 + Math.Exp(-3 * (exponent + 3)));
            double risen = Math.Exp(4 * Math.Max(0, exponent + 1));
            steps[step] = new CurvePoint(Math.Pow(10, exponent), ((2.3 - (1.8 * fallen)) * (1 + (noise * random.NextNormal()))) + ((risen - 1) * 0.05));
        }

        return steps;
    }
}
