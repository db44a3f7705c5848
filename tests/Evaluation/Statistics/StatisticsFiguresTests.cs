using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

/// <summary>Each building block against scipy 1.10.1, exact enumeration, or a case worked by hand.</summary>
public sealed class StatisticsFiguresTests
{
    private static readonly double[] s_first = [.871, .864, .880, .869, .875, .866, .873, .878];
    private static readonly double[] s_second = [.868, .866, .874, .870, .871, .862, .874, .871];

    // scipy.stats.binomtest(x, n).proportion_ci(0.95, "wilson")
    [Theory]
    [InlineData(0, 20, 0.0, 0.16112515805281935)]
    [InlineData(3, 20, 0.05236874589621662, 0.3604188647407569)]
    [InlineData(20, 20, 0.8388748419471808, 1.0)]
    [InlineData(435, 500, 0.8376786384230859, 0.8966793496353656)]
    [InlineData(9990, 10000, 0.9981600556125619, 0.9994567140135028)]
    public void WilsonInterval_Counts_AgreesWithScipy(int successes, int rows, double lower, double upper)
    {
        Interval interval = WilsonInterval.Of(successes, rows);

        Assert.Equal(lower, interval.Lower, 1e-9);
        Assert.Equal(upper, interval.Upper, 1e-9);
    }

    // scipy.stats.t.ppf(0.975, df) and 2 t.sf(2.1, df); degrees of freedom need not be whole.
    [Theory]
    [InlineData(1, 12.706204736432095, 0.282926056243018)]
    [InlineData(2.5, 3.5746548420118773, 0.1445024447548438)]
    [InlineData(4, 2.7764451051977987, 0.10365328631760218)]
    [InlineData(17.3, 2.107032003753353, 0.05068822302286755)]
    [InlineData(499, 1.9647293909876649, 0.036230278268238915)]
    [InlineData(double.PositiveInfinity, 1.959963984540054, 0.03572884112596)]
    public void StudentT_AnyDegreesOfFreedom_AgreesWithScipy(double degrees, double quantile, double p)
    {
        Assert.Equal(quantile, Quantiles.StudentT(0.95, degrees), 1e-7 * quantile);
        Assert.Equal(p, Quantiles.StudentTP(2.1, degrees), 1e-7);
        Assert.Equal(p, Quantiles.StudentTP(-2.1, degrees), 1e-7);
    }

    // scipy.stats.permutation_test(permutation_type="samples") and a plain enumeration agree on these.
    [Theory]
    [InlineData(new[] { 0.012, 0.004, -0.003, 0.02, 0.009, 0.001 }, 0.09375)]
    [InlineData(new[] { 0.5, 0.4, -0.1, 0.3, 0.2, 0.6, 0.1, -0.2 }, 0.0859375)]
    [InlineData(new[] { 0.1 }, 1.0)]
    [InlineData(new[] { 0.1, 0.2, 0.3, 0.1, 0.2, 0.3 }, 2.0 / 64)]
    [InlineData(new[] { 0.0, 0.0, 0.0 }, 1.0)]
    public void SignFlipTest_FewRepeats_IsExact(double[] differences, double p) => Assert.Equal(p, SignFlipTest.PValue(differences), 1e-15);

    [Fact]
    public void SignFlipTest_ManyRepeats_IsNearTheExactValue()
    {
        double[] differences =
        [
            2.341, -2.256, 0.718, -0.268, -0.153, 0.084, -1.72, 0.068, -0.565, 3.623, 0.526, -0.053, 0.019, -0.368, -0.755, -0.091, 0.782, 0.061,
            1.258, 0.1, 0.324, 1.846, 0.845, -0.205,
        ];

        // Exact by convolution over all 2^24 flips: 0.317633. One standard error of 99,999 draws is 0.0015.
        Assert.Equal(0.31763267517089844, SignFlipTest.PValue(differences), 0.006);
        Assert.Equal(SignFlipTest.PValue(differences), SignFlipTest.PValue(differences));
    }

    [Fact]
    public void SignFlipTest_TiesThatDifferInTheLastBit_CountAsTies()
    {
        // 0.1 + 0.2 - 0.3 is not 0 in binary; the flips of it are ties all the same. |sum| = 0.6 with all signs alike only.
        Assert.Equal(2.0 / 8, SignFlipTest.PValue([0.1, 0.2, 0.3]), 1e-15);
        Assert.Equal(1.0, SignFlipTest.PValue([0.1, 0.2, -0.3]), 1e-15);
    }

    // Under the hypothesis every choice of signs is as likely as any other: all of them are tried, so the size at each level is exact.
    [Theory]
    [InlineData(new[] { 0.3, 1.7, 0.2, 0.9, 2.4, 0.05, 1.1, 0.6 })]
    [InlineData(new[] { 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 })]
    [InlineData(new[] { 0.0, 0.1, 0.2, 0.3, 0.3, 0.6, 5.0 })]
    public void SignFlipTest_EveryChoiceOfSigns_RejectsAtMostTheLevelAtAllLevels(double[] sizes)
    {
        double[] values = [.. Enumerable.Range(0, 1 << sizes.Length)
            .Select(signs => SignFlipTest.PValue([.. sizes.Select((size, index) => (signs >> index & 1) == 0 ? size : -size)]))
            .Order()];
        Assert.All(values, (p, _) => Assert.True(values.Count(other => other <= p) <= (p * values.Length) + 1e-9, $"p = {p}"));
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(3, 7)]
    [InlineData(5, 8)]
    [InlineData(12, 9)]
    public void FewestRepeats_Comparisons_IsWhereTheSmallestPFits(int comparisons, int repeats)
    {
        Assert.Equal(repeats, SignFlipTest.FewestRepeats(comparisons));
        double[] alike = [.. Enumerable.Repeat(1.0, repeats)];
        Assert.True(comparisons * SignFlipTest.PValue(alike) <= 0.05);
        Assert.True(comparisons * SignFlipTest.PValue(alike[1..]) > 0.05);
    }

    [Fact]
    public void HolmCorrection_FourComparisons_ByHand()
    {
        // Sorted 0.005 x 4, 0.01 x 3, 0.03 x 2, 0.04 x 1 -> 0.02, 0.03, 0.06, and 0.04 raised to 0.06.
        Assert.Equal([0.03, 0.06, 0.06, 0.02], HolmCorrection.Adjust([0.01, 0.04, 0.03, 0.005]), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([1.0, 1.0], HolmCorrection.Adjust([0.9, 0.6]));
        Assert.Empty(HolmCorrection.Adjust([]));
    }

    // statsmodels 0.13.5: multipletests(p, method="holm")[1].
    [Fact]
    public void HolmCorrection_SixComparisons_AgreesWithStatsmodels() => Assert.Equal(
        [0.055, 0.4, 0.018, 0.12, 0.055, 0.9], HolmCorrection.Adjust([0.011, 0.2, 0.003, 0.04, 0.012, 0.9]), (a, b) => Math.Abs(a - b) < 1e-14);

    // statsmodels 0.13.5: proportion_confint(17, 23, method="wilson").
    [Fact]
    public void WilsonInterval_Counts_AgreesWithStatsmodels()
    {
        Assert.Equal(0.5352999516257462, WilsonInterval.Of(17, 23).Lower, 1e-12);
        Assert.Equal(0.8745138395501364, WilsonInterval.Of(17, 23).Upper, 1e-12);
    }

    // statsmodels 0.13.5: ttost_paired(x, z, -0.006, 0.006) has p 0.011618615699977384, so that the interval of level 1 - 2p just touches the limit; scipy
    // 1.10.1: ttest_rel(x, z) has p 0.07767582662893441, permutation_test(permutation_type="samples") 0.1015625.
    [Fact]
    public void PairedDifference_EightRepeats_AgreesWithTtostTtestAndPermutationTest()
    {
        double[] differences = [.. s_first.Zip(s_second, (one, other) => one - other)];
        var estimate = CrossedEstimate.Of([SampleSetScores.Redrawn([.. differences.Select(value => new[] { value })])]);

        Assert.Equal(0.006, estimate.Interval(1 - (2 * 0.011618615699977384)).Upper, 1e-9);
        Assert.Equal(0.07767582662893441, estimate.PValue(), 1e-7);
        Assert.Equal(0.1015625, SignFlipTest.PValue(differences), 1e-12);
    }

    // scipy 1.10.1: sd sqrt((n - 1)/chi2.ppf(q, n - 1)) at q = 0.975 and 0.025, 0.95 and 0.05.
    [Theory]
    [InlineData(0.0123, 5, 0.95, 0.0073693376113499335, 0.035344734299162094)]
    [InlineData(0.0123, 5, 0.9, 0.00798645355884248, 0.029179975004339997)]
    [InlineData(0.004, 30, 0.95, 0.0031856277310505416, 0.005377260716961788)]
    [InlineData(0.004, 30, 0.9, 0.0033019740198587983, 0.005118818646437223)]
    public void StandardDeviationInterval_OfOne_AgreesWithScipysChiSquared(double deviation, int count, double level, double lower, double upper)
    {
        Interval interval = StandardDeviationInterval.Of(deviation, count, level);

        Assert.Equal(lower, interval.Lower, 1e-9);
        Assert.Equal(upper, interval.Upper, 1e-9);
    }

    // scipy 1.10.1: pearsonr(x + z, x - z) has p 0.23672412363021528, and pearsonr(x + c z, x - c z) has p 0.05 at both of the interval's bounds c.
    [Fact]
    public void StandardDeviationInterval_OfARatio_IsPitmanAndMorgans()
    {
        SpreadRatio ratio = StandardDeviationInterval.Ratio(s_first, s_second)!;

        Assert.Equal(1.3771534860493695, ratio.Ratio, 1e-12);
        Assert.Equal(0.23672412363021528, ratio.P, 1e-7);
        Assert.Equal(0.7757482341240085, ratio.Interval.Lower, 1e-8);
        Assert.Equal(2.444803147092636, ratio.Interval.Upper, 1e-8);
        Assert.Null(StandardDeviationInterval.Ratio([1, 2], [1, 3]));
        Assert.Null(StandardDeviationInterval.Ratio([1, 1, 1], [1, 3, 2]));
        Assert.Equal(1, StandardDeviationInterval.Ratio(s_first, s_first)!.P);
    }

    [Fact]
    public void BinomialDraw_ManyDraws_HasTheDistributionsFrequencies()
    {
        var random = new CounterRandom(4, 0, RandomStream.Sampling);
        int[] counts = new int[13];
        for (int draw = 0; draw < 100_000; draw++)
        {
            counts[BinomialDraw.Next(ref random, 12, 0.3)]++;
        }

        for (int value = 0; value <= 12; value++)
        {
            double expected = 100_000 * MathNet.Numerics.Distributions.Binomial.PMF(0.3, 12, value);
            Assert.Equal(expected, counts[value], (5 * Math.Sqrt(expected)) + 3);
        }
    }

    [Theory]
    [InlineData(0, 0.5, 0)]
    [InlineData(7, 0.0, 0)]
    [InlineData(7, 1.0, 7)]
    public void BinomialDraw_Edges_AreSure(int trials, double probability, int expected)
    {
        var random = new CounterRandom(4, 0, RandomStream.Sampling);
        Assert.Equal(expected, BinomialDraw.Next(ref random, trials, probability));
    }
}
