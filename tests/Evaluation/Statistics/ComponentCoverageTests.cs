using MlPipelines.Bench;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

/// <summary>The simulations of <c>bench -- components</c> with few draws and fixed seeds.</summary>
public sealed class ComponentCoverageTests
{
    private const int Draws = 400;

    private static readonly PlantedComponents s_planted = new(0.010, 0.010, 0.008, 0.005, 0.003);

    // The mean of 400 unbiased estimates, whose relative standard error is near 5%; 4 errors of room.
    [Fact]
    public void Effects_PlantedWithInteractions_AreFoundOnAverage()
    {
        (double covariance, double variance) = (0, 0);
        for (int study = 0; study < Draws; study++)
        {
            IReadOnlyDictionary<int, double> baseline = s_planted.Baseline(study, 6);
            IReadOnlyList<ComponentRun> runs = s_planted.Runs(study, 6, 3, 2);
            covariance += OneWayComponents.Of(StreamEffects.Groups(baseline, runs.Where(run => run.SharesOnly))).BetweenVariance / Draws;
            double total = StreamEffects.Of("init", baseline, runs)!.Total;
            variance += total * total / Draws;
        }

        Assert.Equal(s_planted.FirstOrder * s_planted.FirstOrder, covariance, 0.2 * s_planted.FirstOrder * s_planted.FirstOrder);
        Assert.Equal(s_planted.Total * s_planted.Total, variance, 0.12 * s_planted.Total * s_planted.Total);
    }

    // Fifty times the quick design: the estimate itself is near the truth, and both effects are below the spread of all streams together.
    [Fact]
    public void Effects_ManyRuns_AreNearThePlantedOnes()
    {
        StreamEffect effect = StreamEffects.Of("init", s_planted.Baseline(7, 300), s_planted.Runs(7, 300, 150, 3))!;

        Assert.Equal(s_planted.FirstOrder, effect.FirstOrder, 0.15 * s_planted.FirstOrder);
        Assert.Equal(s_planted.Total, effect.Total, 0.1 * s_planted.Total);
        Assert.InRange(effect.Total, effect.FirstOrder, s_planted.All);
        Assert.Equal((300, 150), (effect.Pairs, effect.Bases));
    }

    [Theory]
    [InlineData(0.010, 0.010, 0.008)]
    [InlineData(0.020, 0.005, 0.010)]
    [InlineData(0, 0.010, 0.010)]
    public void Intervals_OfEffects_HoldTheTruth(double init, double order, double interaction)
    {
        var planted = new PlantedComponents(init, order, interaction, 0.005, 0.003);

        Assert.InRange(ComponentCoverage.FirstOrder(planted, 6, 3, 2, Draws).Rate, 0.915, init == 0 ? 1 : 0.98);
        Assert.InRange(ComponentCoverage.Total(planted, 6, 3, 2, Draws).Rate, 0.92, 0.98);
    }

    [Fact]
    public void LearningCurve_Intervals_HoldTheTruth()
    {
        Assert.InRange(ComponentCoverage.LearningCurve(0.5, 6, 300, 0.05, gain: false, 40).Rate, 0.85, 1);
        Assert.InRange(ComponentCoverage.LearningCurve(0.5, 6, 300, 0.05, gain: true, 40).Rate, 0.85, 1);
    }
}
