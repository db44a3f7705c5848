using MlPipelines.Configuration;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class MedianRuleTests
{
    private const double None = double.PositiveInfinity;

    [Fact]
    public void Limits_WithoutPruning_AreNone() =>
        Assert.Null(SearchStep.Limits(SearchSpaces.Of(SearchStrategy.Random, 9, 1, SearchSpaces.Six), [Curve(1), Curve(2)]));

    [Fact]
    public void Limits_FewerThanAfterFinished_AreNone()
    {
        Assert.Null(Limits(3, 1, Curve(1, 1), Curve(2, 2), Failed(3, 3)));
        Assert.NotNull(Limits(3, 1, Curve(1, 1), Curve(2, 2), Curve(3, 3)));
    }

    [Fact]
    public void Limits_AfterEachEpoch_AreTheMedians()
    {
        Assert.Equal([2, 5], Limits(3, 1, Curve(1, 5), Curve(2, 4), Curve(9, 6)));
        Assert.Equal([2.5, 4.5], Limits(3, 1, Curve(1, 5), Curve(2, 4), Curve(9, 6), Curve(3, 1)));
    }

    [Fact]
    public void Limits_EpochsThatEveryoneMayTrain_HaveNone() =>
        Assert.Equal([None, None, 3], Limits(1, 3, Curve(1, 2, 3)));

    [Fact]
    public void Limits_PrunedCandidates_CountWhereTheyTrained() =>
        Assert.Equal([3, 2], Limits(3, 1, Curve(1, 1), Curve(2, 2), Curve(3, 3), Pruned(8), Pruned(9)));

    [Fact]
    public void Limits_EpochsThatFewReached_HaveNone() =>
        Assert.Equal([2, None], Limits(3, 1, Curve(1), Curve(2, 2), Curve(3, 3)));

    [Fact]
    public void Limits_ScoresThatAreNoNumbers_CountAsTheWorst()
    {
        Assert.Equal([2.0], Limits(3, 1, Curve(1), Curve(2), Curve(double.NaN)));
        Assert.Equal([None], Limits(3, 1, Curve(1), Curve(None), Curve(double.NaN)));
    }

    [Fact]
    public void Limits_TrainersWithoutEpochs_HaveNone() => Assert.Equal([], Limits(2, 1, Curve() with { Score = 1 }, Curve() with { Score = 2 })!);

    private static IReadOnlyList<double>? Limits(int after, int epochs, params ScoredCandidate[] earlier) => SearchStep.Limits(
        SearchSpaces.Of(SearchStrategy.Random, 9, 1, SearchSpaces.Six) with { Prune = new PruneOptions { After = after, Epochs = epochs } }, earlier);

    private static ScoredCandidate Curve(params double[] scores) => new([], scores.LastOrDefault(), false, scores);

    private static ScoredCandidate Pruned(params double[] scores) => Curve(scores) with { IsPruned = true };

    private static ScoredCandidate Failed(params double[] scores) => Curve(scores) with { Score = null };
}
