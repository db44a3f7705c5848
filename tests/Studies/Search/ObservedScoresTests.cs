using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class ObservedScoresTests
{
    [Fact]
    public void Standardised_PlainScores_HaveMeanZeroAndVarianceOne() =>
        Assert.Equal([-1.2247448713915889, 0, 1.2247448713915889], Of(1, 2, 3)!, (one, other) => Math.Abs(one - other) < 1e-12);

    [Fact]
    public void Standardised_AHugeLoss_IsCutOffAndKeepsItsPlace()
    {
        // The best is 1 and the median 3: cut off at 9.
        Assert.Equal(Of(1, 2, 3, 4, 9)!, Of(1, 2, 3, 4, 1e6)!);
        Assert.Equal(Of(1, 2, 3, 4, 9)!, Of(1, 2, 3, 4, 1e300)!);
    }

    [Fact]
    public void Standardised_AFailure_IsWorseThanTheWorst()
    {
        double[] scores = Of(1, 2, null, double.NaN, 3)!;

        // A quarter of the range 1 to 3 above the worst, in units of the deviation.
        Assert.Equal(scores[2], scores[3]);
        Assert.Equal((scores[4] - scores[0]) / 4, scores[2] - scores[4], 1e-12);
    }

    [Fact]
    public void Standardised_Pruned_CountsAsNoBetterThanTheMedian()
    {
        ScoredCandidate[] finished = [Finished(1), Finished(2), Finished(3)];

        Assert.Equal(Of(1, 2, 3, 2)!, ObservedScores.Standardised([.. finished, Finished(0.5) with { IsPruned = true }])!);
        Assert.Equal(Of(1, 2, 3, 2.5)!, ObservedScores.Standardised([.. finished, Finished(2.5) with { IsPruned = true }])!);
    }

    [Fact]
    public void Standardised_NothingToCompare_IsNull()
    {
        Assert.Null(Of());
        Assert.Null(Of(1, null));
        Assert.Null(Of(2, 2, 2));
    }

    [Fact]
    public void Standardised_MostAlikeAtTheBest_KeepsTheOthersApart()
    {
        double[] scores = Of(1, 1, 1, 2, 5)!;

        Assert.True(scores[4] > scores[3] && scores[3] > scores[0]);
    }

    private static double[]? Of(params double?[] scores) => ObservedScores.Standardised([.. scores.Select(Finished)]);

    private static ScoredCandidate Finished(double? score) => new([], score, false, []);
}
