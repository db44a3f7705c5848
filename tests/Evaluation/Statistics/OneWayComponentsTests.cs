using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class OneWayComponentsTests
{
    private static readonly double[][] s_pairs = [[0.80, 0.82], [0.85, 0.83], [0.78, 0.79], [0.88, 0.86], [0.81, 0.84]];
    private static readonly double[][] s_unequal = [[0.80, 0.82, 0.81], [0.85, 0.83], [0.78, 0.79, 0.80, 0.77], [0.88, 0.86]];

    // statsmodels 0.13.5, MixedLM by REML, which for balanced groups is the analysis of variance: 0.0009075 and 0.00022.
    [Fact]
    public void Between_Pairs_AgreesWithStatsmodels()
    {
        var components = OneWayComponents.Of(s_pairs);

        Assert.Equal(0.0009075, components.BetweenVariance, 1e-12);
        Assert.Equal(0.00022, components.WithinVariance, 1e-12);
        Assert.Equal(5, components.WithinFreedom);
    }

    // The formulas of Ting et al. (1990) in numpy with the quantiles of scipy 1.10.1.
    [Fact]
    public void BetweenInterval_Pairs_AgreesWithTheFormulaInScipy()
    {
        Interval interval = OneWayComponents.Of(s_pairs).BetweenInterval();

        Assert.Equal(0.00011559, interval.Lower, 1e-8);
        Assert.Equal(0.00827968, interval.Upper, 1e-8);
    }

    // The same with the harmonic mean of the sizes, 48/19.
    [Fact]
    public void Between_GroupsOfDifferentSizes_UsesTheirMeans()
    {
        var components = OneWayComponents.Of(s_unequal);
        Interval interval = components.BetweenInterval();

        Assert.Equal(0.0012940476190476172, components.BetweenVariance, 1e-12);
        Assert.Equal(0.00015714285714285708, components.WithinVariance, 1e-12);
        Assert.Equal(0.00036756, interval.Lower, 1e-8);
        Assert.Equal(0.0187845, interval.Upper, 1e-7);
    }

    [Fact]
    public void BetweenInterval_GroupsAlike_BeginsAtZero()
    {
        var components = OneWayComponents.Of([[0.8, 0.9], [0.9, 0.8], [0.81, 0.89], [0.88, 0.82]]);

        Assert.True(components.BetweenVariance < 0);
        Assert.Equal(0, components.BetweenInterval().Lower);
    }

    [Fact]
    public void BetweenInterval_ValuesAllEqual_IsZero() => Assert.Equal(new Interval(0, 0), OneWayComponents.Of([[0.5, 0.5], [0.5, 0.5]]).BetweenInterval());

    [Fact]
    public void Of_LoneValues_IsRefused() => Assert.Throws<ArgumentException>(() => OneWayComponents.Of([[0.5], [0.5, 0.5]]));

    // scipy 1.10.1: sqrt(df / chi2.ppf([0.975, 0.025], df)).
    [Theory]
    [InlineData(1, 0.4461491849207089, 31.91015934964397)]
    [InlineData(4, 0.5991331391341409, 2.873555634078219)]
    [InlineData(19, 0.7604903943298743, 1.4605716361192191)]
    public void DeviationInterval_OfOne_AgreesWithScipy(int freedom, double lower, double upper)
    {
        Interval interval = DeviationInterval.Of(1, freedom);

        Assert.Equal(lower, interval.Lower, 1e-7);
        Assert.Equal(upper, interval.Upper, 1e-6);
    }
}
