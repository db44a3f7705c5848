using MlPipelines.Evaluation;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00025, "0.00025")]
    [InlineData(0.00000025, "2.5e−7")]
    [InlineData(-1.25, "−1.25")]
    [InlineData(12500, "12,500")]
    [InlineData(1e30, "1e30")]
    [InlineData(double.NaN, "not a number")]
    [InlineData(double.NegativeInfinity, "not a number")]
    public void Number_AnySize_ReadsInFewDigits(double value, string text) => Assert.Equal(text, Figures.Number(value));

    [Fact]
    public void Number_None_IsMissing() => Assert.Equal("–", Figures.Number(null));

    [Theory]
    [InlineData(0.912, "91.2%")]
    [InlineData(0.9125, "91.3%")]
    [InlineData(1.0, "100.0%")]
    [InlineData(0.99999, ">99.9%")]
    [InlineData(0.0, "0.0%")]
    [InlineData(0.0001, "<0.1%")]
    [InlineData(null, "–")]
    [InlineData(double.NaN, "not a number")]
    public void Percent_Share_ReadsAs(double? share, string text) => Assert.Equal(text, Figures.Percent(share));

    [Theory]
    [InlineData(0.013, "+1.3 points")]
    [InlineData(-0.004, "−0.4 points")]
    [InlineData(0.00004, "0.0 points")]
    [InlineData(-0.00004, "0.0 points")]
    [InlineData(null, "–")]
    public void Points_Difference_ReadsAs(double? difference, string text) => Assert.Equal(text, Figures.Points(difference));

    [Theory]
    [InlineData(0.069, 0.083, "+6.9 to +8.3")]
    [InlineData(-0.002, 0.009, "−0.2 to +0.9")]
    [InlineData(0.08196, 0.08204, "+8.196 to +8.204")]
    [InlineData(0, 0, "0.0 to 0.0")]
    public void PointsInterval_Bounds_NeverCollapse(double lower, double upper, string text) =>
        Assert.Equal(text, Figures.PointsInterval(new Interval(lower, upper)));

    [Theory]
    [InlineData(0.007, "±0.7 points")]
    [InlineData(0.0004, "±0.04 points")]
    [InlineData(0.00004, "±0.004 points")]
    [InlineData(0.0, "±0.0 points")]
    [InlineData(null, "–")]
    public void PlusMinus_HalfWidth_NeverRoundsToNothing(double? halfWidth, string text) => Assert.Equal(text, Figures.PlusMinus(halfWidth));

    [Theory]
    [InlineData(0.4, "0.4 s")]
    [InlineData(59.96, "1 min 00 s")]
    [InlineData(125, "2 min 05 s")]
    [InlineData(3780, "1 h 03 min")]
    public void Duration_Seconds_ReadsAs(double seconds, string text) => Assert.Equal(text, Figures.Duration(seconds));

    [Theory]
    [InlineData(0, "–")]
    [InlineData(512 * 1024, "512 KiB")]
    [InlineData(431L << 20, "431 MiB")]
    [InlineData(12L << 30, "12.0 GiB")]
    public void Memory_Bytes_ReadsAs(long bytes, string text) => Assert.Equal(text, Figures.Memory(bytes));

    [Theory]
    [InlineData(0.0004, "<0.001")]
    [InlineData(0.031, "0.031")]
    [InlineData(null, "–")]
    public void Probability_P_ReadsAs(double? p, string text) => Assert.Equal(text, Figures.Probability(p));

    [Fact]
    public void Count_Thousands_AreSeparated() => Assert.Equal("10,000", Figures.Count(10_000));
}
