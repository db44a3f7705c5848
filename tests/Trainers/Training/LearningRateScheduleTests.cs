using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class LearningRateScheduleTests
{
    [Fact]
    public void At_Constant_IsTheLearningRate() => Assert.All(Rates(new ConstantScheduleOptions(), 3), rate => Assert.Equal(0.1, rate));

    [Fact]
    public void At_Step_FallsAfterEveryFewEpochs() => Assert.Equal(
        [0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.025, 0.025],
        Rates(new StepScheduleOptions { Every = 2, Factor = 0.5 }, 5));

    [Fact]
    public void At_Warmup_RisesStepByStepAndNeverStandsStill() => Assert.Equal(
        [0.1 / 3, 0.2 / 3, 0.1, 0.1, 0.1, 0.1],
        Rates(new ConstantScheduleOptions { WarmupEpochs = 1.5 }, 3).Select(rate => Math.Round(rate, 12)), Near);

    [Fact]
    public void At_Cosine_IsHalfACosineFromTheWarmupToTheEnd()
    {
        // Two steps of warm-up, then progress 0, 1/4, 1/2, 3/4 of four steps.
        double[] rates = Rates(new CosineScheduleOptions { WarmupEpochs = 1, FinalFraction = 0.2 }, 3);

        Assert.Equal(
            [0.05, 0.1, 0.1, 0.02 + (0.04 * (1 + Math.Sqrt(0.5))), 0.06, 0.02 + (0.04 * (1 - Math.Sqrt(0.5)))], rates, Near);
    }

    [Fact]
    public void EndEpoch_Plateau_ReducesAsKerasDoes()
    {
        // Worked by hand from keras.callbacks.ReduceLROnPlateau: patience 2, factor 0.5, min_delta 0.1, min_lr 0.03.
        LearningRateSchedule schedule = new(
            new PlateauScheduleOptions { Patience = 2, Factor = 0.5, MinimumDelta = 0.1, MinimumLearningRate = 0.03 }, 0.1, 20, 2);
        List<double> rates = [];
        foreach (double loss in (double[])[1, 0.95, 0.93, 0.8, 0.75, 0.74, 0.73, 0.72, 0.71, 0.5, 0.6])
        {
            rates.Add(schedule.At(rates.Count, 0));
            schedule.EndEpoch(loss);
        }

        Assert.Equal([0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.03, 0.03, 0.03, 0.03, 0.03], rates, Near);
    }

    [Fact]
    public void EndEpoch_MinimumAboveTheRate_NeverRaisesIt()
    {
        LearningRateSchedule schedule = new(new PlateauScheduleOptions { Patience = 1, MinimumLearningRate = 1 }, 0.1, 20, 2);
        schedule.EndEpoch(1);
        schedule.EndEpoch(1);

        Assert.Equal(0.1, schedule.At(2, 0));
    }

    [Fact]
    public void Improves_SmallChange_CountsAsNone()
    {
        EarlyStopping stopping = new(new EarlyStoppingOptions { Patience = 2, MinimumDelta = 0.1 });

        Assert.True(stopping.Improves(1, 0));
        Assert.False(stopping.Improves(0.95, 1));
        Assert.True(stopping.Improves(0.8, 0));
        Assert.False(stopping.Improves(0.75, 0));
        Assert.False(stopping.IsExhausted);
        Assert.False(stopping.Improves(0.71, 0));
        Assert.True(stopping.IsExhausted);
    }

    [Fact]
    public void Improves_Accuracy_MoreIsBetter()
    {
        EarlyStopping stopping = new(new EarlyStoppingOptions { Metric = SelectionMetric.Accuracy });

        Assert.True(stopping.Improves(1, 0.5));
        Assert.False(stopping.Improves(0.1, 0.5));
        Assert.True(stopping.Improves(9, 0.6));
    }

    private static bool Near(double one, double other) => Math.Abs(one - other) < 1e-9;

    /// <summary>The rates of all steps at two steps an epoch and learning rate 0.1.</summary>
    private static double[] Rates(ScheduleOptions options, int epochs)
    {
        LearningRateSchedule schedule = new(options, 0.1, epochs, 2);
        return [.. Enumerable.Range(0, epochs * 2).Select(step => schedule.At(step / 2, step % 2))];
    }
}
