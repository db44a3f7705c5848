using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class HomogeneityTestTests
{
    /// <summary>scipy 1.10.1: chi2_contingency(correction=False); V with Bergsma's correction, and the interval by brentq on ncx2.cdf (uncorrected, V is 0.2215).</summary>
    [Fact]
    public void Of_FrequentCategories_IsScipysChiSquared()
    {
        HomogeneityTest test = HomogeneityTest.Of([30, 45, 25, 10], [60, 40, 70, 15])!;
        Assert.Equal(0.0023218003536317174, test.P, 1e-12);
        Assert.Equal(0.19750004042446842, test.CramersV, 1e-12);
        Assert.Equal(0.08280480296058408, test.Interval!.Lower, 1e-8);
        Assert.Equal(0.32293916946249385, test.Interval.Upper, 1e-8);
    }

    /// <summary>9, 6 and 8 rows, where 10.9 make an expected count of 5: one category of 9 and 14 rows; scipy 1.10.1 on the pooled table.</summary>
    [Fact]
    public void Of_RareCategories_ArePooled()
    {
        HomogeneityTest test = HomogeneityTest.Of([200, 150, 3, 2, 4], [100, 190, 6, 4, 4])!;
        Assert.Equal(2.770807711768419e-08, test.P, 1e-15);
        HomogeneityTest reordered = HomogeneityTest.Of([0, 4, 2, 150, 3, 200], [0, 4, 4, 190, 6, 100])!;
        Assert.Equal(test.P, reordered.P, 1e-20);
    }

    /// <summary>scipy 1.10.1: fisher_exact.</summary>
    [Theory]
    [InlineData(3, 7, 9, 2, 0.02997312285237981)]
    [InlineData(0, 12, 5, 7, 0.03726708074534161)]
    [InlineData(1, 400, 6, 300, 0.046786993997194055)]
    [InlineData(400, 1, 300, 6, 0.046786993997194055)]
    [InlineData(2, 3, 2, 3, 1.0)]
    public void FisherExactTest_SmallTable_IsScipys(int hits, int misses, int otherHits, int otherMisses, double p) =>
        Assert.Equal(p, FisherExactTest.PValue(hits, hits + misses, otherHits, otherHits + otherMisses), 1e-9);

    [Fact]
    public void Of_FewRows_IsFishersTestWithoutInterval()
    {
        HomogeneityTest test = HomogeneityTest.Of([0, 12], [5, 7])!;
        Assert.Equal(0.03726708074534161, test.P, 1e-9);
        Assert.Null(test.Interval);

        // Only rare categories: the most frequent one, 5 rows, against all others.
        Assert.Equal(FisherExactTest.PValue(4, 6, 1, 6), HomogeneityTest.Of([4, 1, 1, 0], [1, 1, 2, 2])!.P, 1e-12);
    }

    [Fact]
    public void Of_NothingToCompare_SaysSo()
    {
        Assert.Null(HomogeneityTest.Of([0, 0], [3, 4]));
        Assert.Null(HomogeneityTest.Of([], []));
        Assert.Equal(new HomogeneityTest(1, 0, null), HomogeneityTest.Of([5, 0], [9, 0]));
        HomogeneityTest equal = HomogeneityTest.Of([50, 70], [100, 140])!;
        Assert.Equal((1, 0, 0), (equal.P, equal.CramersV, equal.Interval!.Lower));
    }

    [Fact]
    public void Of_SetsApart_IsWholly()
    {
        HomogeneityTest test = HomogeneityTest.Of([500, 0, 500, 0], [0, 700, 0, 700])!;
        Assert.InRange(test.CramersV, 0.99, 1);
        Assert.InRange(test.Interval!.Lower, 0.9, 1);
        Assert.Equal(1, test.Interval.Upper);
        Assert.True(test.P is >= 0 and < 1e-300);
    }

    /// <summary>An identifier, every value once: nothing to be seen, and no number that is none.</summary>
    [Fact]
    public void Of_AllDifferent_ShowsNothing()
    {
        HomogeneityTest test = HomogeneityTest.Of([.. Enumerable.Repeat(1, 500), .. Enumerable.Repeat(0, 400)], [.. Enumerable.Repeat(0, 500), .. Enumerable.Repeat(1, 400)])!;
        Assert.True(test.P > 0.05);
        Assert.True(double.IsFinite(test.CramersV));
    }

    /// <summary>scipy 1.10.1: ncx2.cdf, and chi2.cdf for 0.</summary>
    [Theory]
    [InlineData(3.0, 2, 1.5, 0.551314141393785)]
    [InlineData(50, 4, 30, 0.9118979389103814)]
    [InlineData(1000, 9, 800, 0.9993242290388757)]
    [InlineData(20000, 3, 19000, 0.9998240183015009)]
    [InlineData(5, 1, 0, 0.9746526813225317)]
    [InlineData(0.5, 12, 40, 1.1168501591008522e-15)]
    [InlineData(9000, 5000, 3800, 0.895579476341816)]
    public void NoncentralChiSquared_Cdf_IsScipys(double value, double degrees, double noncentrality, double cdf) =>
        Assert.Equal(cdf, NoncentralChiSquared.Cdf(value, degrees, noncentrality), 1e-9);

    /// <summary>P(p &lt;= 0.05) &lt;= 0.05 with rare categories; of 4,000 draws the 99.9% bound is 0.061. V has no bias, and its interval holds 0.</summary>
    [Theory]
    [InlineData(40, 40)]
    [InlineData(15, 60)]
    [InlineData(300, 200)]
    public void Of_OneDistribution_KeepsTheLevel(int rows, int otherRows)
    {
        double[] shares = [0.45, 0.3, 0.12, 0.06, 0.03, 0.02, 0.01, 0.01];
        (int alarms, int missed) = (0, 0);
        for (int draw = 0; draw < 4000; draw++)
        {
            CounterRandom random = new(4, 0, RandomStream.Data, draw, rows);
            int[] Drawn(int count)
            {
                int[] counts = new int[shares.Length];
                for (int row = 0; row < count; row++)
                {
                    double place = random.NextDouble();
                    int category = 0;
                    while (category < shares.Length - 1 && place >= shares[category])
                    {
                        place -= shares[category++];
                    }

                    counts[category]++;
                }

                return counts;
            }

            HomogeneityTest test = HomogeneityTest.Of(Drawn(rows), Drawn(otherRows))!;
            alarms += test.P <= 0.05 ? 1 : 0;
            missed += test.Interval is { Lower: > 0 } ? 1 : 0;
        }

        Assert.InRange(alarms / 4000.0, 0.01, 0.061);
        Assert.InRange(missed / 4000.0, 0, 0.061);
    }
}
