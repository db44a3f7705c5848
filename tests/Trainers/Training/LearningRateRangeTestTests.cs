using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class LearningRateRangeTestTests
{
    private static readonly RangeTestOptions Range = new() { Minimum = 1e-5, Maximum = 0.1, Steps = 41 };

    [Fact]
    public void RangeTest_RatesGrowByTheSameFactorFromMinimumToMaximum()
    {
        IReadOnlyList<RangeTestStep> steps = Run(new TrainingOptions());

        Assert.Equal(41, steps.Count);
        Assert.Equal((1e-5, 0.1), (steps[0].LearningRate, steps[^1].LearningRate));
        Assert.Equal(1e-3, steps[20].LearningRate, 1e-12);
        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.Equal(Math.Pow(10, 0.1), pair.Second.LearningRate / pair.First.LearningRate, 1e-9));
        Assert.True(steps[30].Loss < steps[0].Loss);
    }

    [Fact]
    public void RangeTest_Batches_AreThoseOfTraining()
    {
        // A rate too small to change a float: the losses are those of the initial weights on the batches of training, whose epoch of 15 wraps around.
        using ArrayData data = Samples.BlobData();
        TrainingOptions training = new() { BatchSize = 16 };
        IReadOnlyList<RangeTestStep> steps = Run(training, data, new RangeTestOptions { Minimum = 1e-30, Maximum = 1e-29, Steps = 35 });
        ITrainedModel initial = ModelTraining.Train(
            Samples.Scenario(new MlpOptions(), training with { Epochs = 1, Optimizer = new SgdOptions { LearningRate = 1e-30 } }),
            data, Samples.Seeds(), null, TestContext.Current.CancellationToken).Model;
        float[] probabilities = initial.Predict(data.Train, MlPipelines.Pipelines.PreprocessingPath.Training, TestContext.Current.CancellationToken);
        initial.Dispose();

        double[] expected = [.. Enumerable.Range(0, 3).SelectMany(epoch => EpochPlan.Of(data.Train, 3, training, Samples.Seeds(), epoch).Rows.Chunk(16))
            .Select(batch => batch.Average(row => -Math.Log(probabilities[(row * 3) + data.Train.Labels[row]]))).Take(35)];
        Assert.All(expected.Zip(steps), pair => Assert.Equal(pair.First, pair.Second.Loss, 1e-5));
    }

    [Fact]
    public void RangeTest_LossExplodes_EndsEarly()
    {
        // With the gradient 2 w of the penalty, plain descent at rates above 1 throws the weights further from 0 at every step.
        IReadOnlyList<RangeTestStep> steps = Run(
            new TrainingOptions { Optimizer = new SgdOptions() }, null, new RangeTestOptions { Minimum = 0.001, Maximum = 100, Steps = 400 },
            new MlpOptions { L2 = 1 });

        Assert.InRange(steps.Count, 10, 399);
        Assert.True(!double.IsFinite(steps[^1].Loss) || steps[^1].Loss > 4 * steps.Min(step => step.Loss));
        Assert.All(steps.SkipLast(1), step => Assert.True(double.IsFinite(step.Loss)));
    }

    [Fact]
    public void RangeTest_Twice_GivesTheSameBits() => Assert.Equal(Run(new TrainingOptions()), Run(new TrainingOptions()));

    [Fact]
    public void HasDiverged_SmoothedLoss_FollowsFastAisRule()
    {
        // Debiased exponential mean with 0.98 by hand: after 1, 1 it is 1; with 300 it is (0.02 * 300 + 0.98 * 0.0396) / 0.058808 = 102.7, far above 4.
        LearningRateRangeTest.LossWatch watch = new();
        Assert.False(watch.HasDiverged(1));
        Assert.False(watch.HasDiverged(1));
        Assert.True(watch.HasDiverged(300));

        // One loss of 9 after two of 1 lifts the mean to (0.18 + 0.038808) / 0.058808 = 3.72, one of 10 to 4.06.
        LearningRateRangeTest.LossWatch below = new();
        LearningRateRangeTest.LossWatch above = new();
        Assert.False(below.HasDiverged(1) || below.HasDiverged(1) || below.HasDiverged(9));
        Assert.False(above.HasDiverged(1) || above.HasDiverged(1));
        Assert.True(above.HasDiverged(10));
        Assert.True(new LearningRateRangeTest.LossWatch().HasDiverged(double.NaN));
    }

    private static IReadOnlyList<RangeTestStep> Run(TrainingOptions training, ArrayData? data = null, RangeTestOptions? range = null, MlpOptions? network = null)
    {
        using ArrayData own = Samples.BlobData();
        return ModelTraining.RangeTest(
            Samples.Scenario(network ?? new MlpOptions(), training), range ?? Range, data ?? own, Samples.Seeds(), TestContext.Current.CancellationToken);
    }
}
