using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class StandardizedDifferenceTests
{
    private static readonly double[] s_first = [.. Enumerable.Range(0, 40).Select(i => i * 37 % 101 * 0.5)];
    private static readonly double[] s_second = [.. Enumerable.Range(0, 31).Select(i => (i * 53 % 89 * 0.6) + 3)];

    /// <summary>The formulas in numpy 1.24.2 with norm.ppf of scipy 1.10.1.</summary>
    [Fact]
    public void Of_TwoSets_IsNumpys()
    {
        StandardizedDifference found = StandardizedDifference.Of(s_first, s_second)!;
        Assert.Equal(0.3567427367157034, found.Value, 1e-12);
        Assert.Equal(-0.11590654881580126, found.Interval.Lower, 1e-9);
        Assert.Equal(0.829392022247208, found.Interval.Upper, 1e-9);
    }

    [Theory]
    [InlineData(new[] { 0.1, 0.1, 0.1 }, new[] { 0.1, 0.1 })]
    [InlineData(new[] { 0.1, 0.1, 0.1 }, new[] { 0.2, 0.2 })]
    [InlineData(new[] { 1.0 }, new[] { 2.0 })]
    public void Of_NoDeviation_IsNull(double[] first, double[] second) => Assert.Null(StandardizedDifference.Of(first, second));

    /// <summary>The interval holds the true difference in 95 ± 1.5% of 2,000 draws of normal values.</summary>
    [Theory]
    [InlineData(40, 60, 0)]
    [InlineData(40, 60, 0.8)]
    [InlineData(500, 200, 2)]
    public void Of_NormalValues_IntervalCovers(int rows, int otherRows, double difference)
    {
        int held = 0;
        for (int draw = 0; draw < 2000; draw++)
        {
            CounterRandom random = new(5, 0, RandomStream.Data, draw, rows);
            double[] Drawn(int count, double mean) => [.. Enumerable.Range(0, count).Select(_ => mean + random.NextNormal())];
            Interval interval = StandardizedDifference.Of(Drawn(rows, 0), Drawn(otherRows, difference))!.Interval;
            held += interval.Lower <= difference && difference <= interval.Upper ? 1 : 0;
        }

        Assert.InRange(held / 2000.0, 0.935, 0.965);
    }

    /// <summary>numpy 1.24.2: quantile.</summary>
    [Fact]
    public void SampleQuantiles_Of_IsNumpys()
    {
        double[] sorted = [.. s_first.Order()];
        double[] expected = [2.9250000000000003, 12.625, 24.25, 37.375, 47.074999999999996];
        Assert.All(expected.Zip([0.05, 0.25, 0.5, 0.75, 0.95]), pair => Assert.Equal(pair.First, SampleQuantiles.Of(sorted, pair.Second), 1e-12));
    }
}
