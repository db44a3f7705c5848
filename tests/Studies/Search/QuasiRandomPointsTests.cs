using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class QuasiRandomPointsTests
{
    [Theory]
    [InlineData(6, 2, 3.0 / 8)]
    [InlineData(5, 3, 7.0 / 9)]
    [InlineData(0, 7, 0)]
    public void RadicalInverse_MirrorsTheDigits(int number, int radix, double expected) =>
        Assert.Equal(expected, QuasiRandomPoints.RadicalInverse(number, radix), 1e-15);

    [Fact]
    public void Base_OfADimension_IsAPrime() =>
        Assert.Equal([2, 3, 5, 7, 11, 13, 17, 19, 23, 29], Enumerable.Range(0, 10).Select(QuasiRandomPoints.Base));

    [Fact]
    public void At_AsManyPointsAsCells_HasOneInEach()
    {
        double[][] points = [.. Enumerable.Range(0, 36).Select(number => QuasiRandomPoints.At(4, number, 2))];

        // 36 = 4 x 9 points of bases 2 and 3: one in each cell of 4 x 9.
        Assert.Equal(36, points.Select(point => ((int)(point[0] * 4), (int)(point[1] * 9))).Distinct().Count());
        Assert.All(points, point => Assert.All(point, place => Assert.InRange(place, 0, 1)));
        Assert.NotEqual(points[3], QuasiRandomPoints.At(5, 3, 2));
    }
}
