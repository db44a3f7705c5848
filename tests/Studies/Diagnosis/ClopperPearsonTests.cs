using MlPipelines.Bench;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class ClopperPearsonTests
{
    /// <summary>scipy 1.10.1: <c>binomtest(k, n).proportion_ci(method="exact")</c>.</summary>
    [Theory]
    [InlineData(0, 150, 0, 0.0242925971661)]
    [InlineData(3, 150, 0.00414362528122, 0.0573342222882)]
    [InlineData(95, 100, 0.887165088895, 0.983568120818)]
    [InlineData(20, 20, 0.831566529017, 1)]
    [InlineData(1, 1, 0.025, 1)]
    public void Interval_AgainstScipy_IsTheSame(int successes, int trials, double lower, double upper)
    {
        (double low, double high) = ClopperPearson.Interval(successes, trials);

        Assert.Equal(lower, low, 1e-9);
        Assert.Equal(upper, high, 1e-9);
    }

    [Fact]
    public void Upper_NoneOf150_IsUnderTwoPercent() =>
        Assert.Equal(1 - Math.Pow(0.05, 1.0 / 150), ClopperPearson.Upper(0, 150), 1e-12);
}
