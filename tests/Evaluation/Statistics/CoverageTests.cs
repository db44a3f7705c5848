using MlPipelines.Bench;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

/// <summary>
/// The simulations of <c>bench -- coverage</c> with few draws and fixed seeds, so that nothing flakes. At 400 draws a rate of 95% has a standard error of
/// 1.1 points; forgetting the rows or the seeds costs 10 points and more, which is what the bounds catch.
/// </summary>
public sealed class CoverageTests
{
    private const int Draws = 400;

    [Theory]
    [InlineData(5, 200, 0.05, 0.5, 0.5)]
    [InlineData(5, 200, 0.05, 0.5, 0.9)]
    [InlineData(5, 400, 0.05, 0.5, 0.99)]
    [InlineData(5, 200, 0.3, 0.5, 0.9)]
    [InlineData(10, 200, 0.05, 2, 0.9)]
    public void CrossedInterval_OfAnAccuracy_HoldsTheTruth(int repeats, int rows, double seed, double interaction, double accuracy) =>
        Assert.InRange(CrossedCoverage.Accuracy(new LatentStudy(repeats, seed, interaction), rows, accuracy, Draws).Rate, 0.92, 0.985);

    [Fact]
    public void CrossedInterval_OfAGap_HoldsTheTruth() =>
        Assert.InRange(CrossedCoverage.Gap(new LatentStudy(5, 0.1, 0.5), (500, 0.99), (200, 0.87), Draws).Rate, 0.92, 0.985);

    [Fact]
    public void CrossedInterval_OfAPairedDifference_HoldsTheTruth() =>
        Assert.InRange(CrossedCoverage.Difference(new LatentStudy(5, 0.1, 0.5), 200, 0.9, 0.87, Draws).Rate, 0.92, 0.99);

    [Fact]
    public void RowBootstrap_OfBalancedAccuracy_HoldsTheTruth() =>
        Assert.InRange(OtherIntervals.BalancedAccuracy(new LatentStudy(4, 0.1, 0.5), 150, bootstrap: true, 200).Rate, 0.90, 0.99);

    [Fact]
    public void ClassSampleSets_OfBalancedAccuracy_HoldTheTruth() =>
        Assert.InRange(OtherIntervals.BalancedAccuracy(new LatentStudy(4, 0.1, 0.5), 150, bootstrap: false, Draws).Rate, 0.92, 0.985);

    [Fact]
    public void ClassSampleSets_OfAPairedDifference_HoldTheTruth() =>
        Assert.InRange(OtherIntervals.BalancedDifference(new LatentStudy(5, 0.1, 0.5), 200, 0.03, Draws).Rate, 0.92, 0.99);

    [Theory]
    [InlineData(5, 200, 2)]
    [InlineData(1, 200, 2)]
    [InlineData(5, 200, 4)]
    public void Ranking_OfAnAreaUnderTheCurve_HoldsTheTruth(int repeats, int rows, int classes) =>
        Assert.InRange(RankingCoverage.Of(new LatentStudy(repeats, repeats == 1 ? 0 : 0.1, 0.5), rows, classes, 0.3, 2, averagePrecision: false, Draws).Rate, 0.92, 0.985);

    [Fact]
    public void Ranking_OfAnAveragePrecision_HoldsTheTruth() =>
        Assert.InRange(RankingCoverage.Of(new LatentStudy(5, 0.1, 0.5), 300, 2, 0.3, 2, averagePrecision: true, Draws).Rate, 0.91, 0.985);

    [Theory]
    [InlineData(5, 0.0)]
    [InlineData(5, 0.05)]
    public void Calibration_OfItsError_HoldsTheTruth(int repeats, double shift) =>
        Assert.InRange(CalibrationCoverage.Of(new LatentStudy(repeats, 0.05, 0.5), 300, shift, Draws).Rate, 0.92, 1);

    [Fact]
    public void Spread_OfTestAccuracies_HoldsTheTruth()
    {
        Assert.InRange(SpreadCoverage.Deviation(new LatentStudy(5, 0.2, 0.5), 200, 0.87, Draws).Rate, 0.92, 0.985);
        Assert.InRange(SpreadCoverage.Ratio(new LatentStudy(6, 0.1, 0.5), new LatentStudy(6, 0.3, 0.5), 200, 0.87, Draws).Rate, 0.92, 0.985);
    }

    [Fact]
    public void EnsembleGain_OfAllRepeats_HoldsTheTruth() =>
        Assert.InRange(EnsembleCoverage.Gain(new LatentStudy(5, 0, 1), 200, 200).Rate, 0.93, 1);

    [Fact]
    public void CrossedInterval_OfRowsHeldInPart_HoldsTheTruth() =>
        Assert.InRange(OtherIntervals.PartialRows(new LatentStudy(5, 0.1, 0.5), 200, 0.5, 0.85, Draws).Rate, 0.92, 0.995);

    [Fact]
    public void FloorSingle_OfANewRun_HoldsMostOfThem() =>
        Assert.InRange(CrossedCoverage.SingleRun(new LatentStudy(5, 0.1, 0.5), (500, 0.99), (200, 0.87), Draws).Rate, 0.90, 0.985);

    [Fact]
    public void NadeauBengio_OverFolds_CoversWhatOneOverRDoesNot()
    {
        double with = ResampledSplits.Coverage(100, 5, 0.2, kFold: true, withRatio: true, Draws).Rate;
        double without = ResampledSplits.Coverage(100, 5, 0.2, kFold: true, withRatio: false, Draws).Rate;

        Assert.InRange(with, 0.92, 1);
        Assert.True(without < with);
    }

    [Theory]
    [InlineData(6, 0.05, false)]
    [InlineData(8, 0.05, true)]
    public void SignFlipTest_SeedsAlone_RejectsAtMostTheLevel(int repeats, double level, bool discrete) =>
        Assert.InRange(TestSizes.SignFlip(repeats, level, discrete, 1000).Rate, 0.005, level + 0.01);

    [Fact]
    public void Holm_VariantsAlike_ClaimsAtMostTheLevel() =>
        Assert.InRange(TestSizes.HolmFamily(new LatentStudy(8, 0.1, 0.5), 200, 0.87, 5, withSignFlip: true, 300).Rate, 0, 0.06);

    // scipy 1.10.1: sum of binom.pmf(x, n, p) over the x whose binomtest(x, n).proportion_ci(method="wilson") holds p.
    [Theory]
    [InlineData(20, 0.05, 0.9245163262115035)]
    [InlineData(50, 0.1, 0.9703082890880886)]
    [InlineData(100, 0.99, 0.9206267977478191)]
    public void WilsonInterval_ByEnumeration_HasTheExactCoverage(int rows, double accuracy, double coverage) =>
        Assert.Equal(coverage, TestSizes.WilsonCoverage(rows, accuracy), 1e-9);
}
