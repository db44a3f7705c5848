using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class KolmogorovSmirnovTestTests
{
    /// <summary>scipy 1.10.1: ks_2samp(method="exact") on values without ties.</summary>
    [Fact]
    public void Of_FewValues_IsScipysExactP()
    {
        double[] first = [.. Enumerable.Range(0, 40).Select(i => (i * 37 % 101 * 0.5) + (i * 0.01)).Order()];
        double[] second = [.. Enumerable.Range(0, 31).Select(i => (i * 53 % 89 * 0.6) + 3 + (i * 0.013)).Order()];
        KolmogorovSmirnovTest test = KolmogorovSmirnovTest.Of(first, second);
        Assert.Equal(0.18064516129032257, test.Distance, 1e-14);
        Assert.Equal(0.5424585129996036, test.P, 1e-10);
    }

    [Fact]
    public void Of_SomeHundredValues_IsScipysExactP()
    {
        double[] values = [.. Enumerable.Range(0, 500).Select(i => (i * 37 % 101 * 0.5) + (i * 0.01))];
        KolmogorovSmirnovTest test = KolmogorovSmirnovTest.Of([.. values.Order()], [.. values.Take(300).Select(value => value + 9.003).Order()]);
        Assert.Equal(0.16266666666666665, test.Distance, 1e-14);
        Assert.Equal(8.607770417466958e-05, test.P, 1e-12);
    }

    /// <summary>All orders of the pooled values, enumerated: 17 of 35, 28 of 462 and 114 of 462 stray as far.</summary>
    [Theory]
    [InlineData(new double[] { 0, 0, 1 }, new double[] { 0, 1, 1, 2 }, 17.0 / 35)]
    [InlineData(new double[] { 0, 0, 0, 1, 1 }, new double[] { 1, 1, 2, 2, 2, 3 }, 28.0 / 462)]
    [InlineData(new double[] { 1, 2, 3, 4, 5 }, new double[] { 3, 4, 5, 6, 7, 8 }, 114.0 / 462)]
    [InlineData(new double[] { 7 }, new double[] { 7, 7 }, 1.0)]
    [InlineData(new double[] { 1 }, new double[] { 2 }, 1.0)]
    public void Of_Ties_CountsOrdersAsEnumerated(double[] first, double[] second, double p) =>
        Assert.Equal(p, KolmogorovSmirnovTest.Of(first, second).P, 1e-12);

    /// <summary>scipy 1.10.1: special.kolmogorov of the corrected argument; the exact one-sample distribution (kstwo.sf) is up to 2.2% away.</summary>
    [Theory]
    [InlineData(0.03, 5000, 0.00023929285323768412)]
    [InlineData(0.02, 5000, 0.03613031606232504)]
    [InlineData(0.011, 5000, 0.5783995179267669)]
    [InlineData(0.05, 2500, 7.011019140752936e-06)]
    [InlineData(0.3, 12, 0.1899287501801303)]
    public void Limit_CorrectedArgument_IsScipysKolmogorov(double distance, double size, double p) =>
        Assert.Equal(p, KolmogorovSmirnovTest.Limit(distance, size), 1e-9 * Math.Max(p, 1e-3));

    /// <summary>Where counting ends, the limit takes over without a jump that matters.</summary>
    [Fact]
    public void Of_ThousandValues_CountedAndLimitAgree()
    {
        double[] first = [.. Enumerable.Range(0, 1000).Select(i => i + 0.0)];
        double[] second = [.. Enumerable.Range(0, 1000).Select(i => (i * 0.94) + 0.25).Order()];
        KolmogorovSmirnovTest test = KolmogorovSmirnovTest.Of(first, second);
        Assert.InRange(KolmogorovSmirnovTest.Limit(test.Distance, 500) / test.P, 0.95, 1.05);
    }

    /// <summary>P(p &lt;= 0.05) &lt;= 0.05 on continuous values and on whole numbers; of 2,000 draws the 99.9% bound is 0.066.</summary>
    [Theory]
    [InlineData(40, 40, false)]
    [InlineData(12, 30, false)]
    [InlineData(40, 60, true)]
    [InlineData(1100, 1000, true)]
    public void Of_OneDistribution_KeepsTheLevel(int rows, int otherRows, bool isWhole)
    {
        int alarms = 0;
        int draws = rows > 1000 ? 400 : 2000;
        for (int draw = 0; draw < draws; draw++)
        {
            CounterRandom random = new(3, 0, RandomStream.Data, draw, rows);
            double[] Drawn(int count) => [.. Enumerable.Range(0, count).Select(_ => isWhole ? Math.Round(random.NextNormal() * 2) : random.NextNormal()).Order()];
            alarms += KolmogorovSmirnovTest.Of(Drawn(rows), Drawn(otherRows)).P <= 0.05 ? 1 : 0;
        }

        Assert.InRange(alarms / (double)draws, isWhole ? 0.005 : 0.015, draws == 400 ? 0.09 : 0.066);
    }
}
