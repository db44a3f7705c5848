using System.Globalization;
using MlPipelines.Host;
using Xunit;

namespace MlPipelines.Tests.Host;

public class QuantitiesTests
{
    [Theory]
    [InlineData(0.4, "0 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(130, "2 min 10 s")]
    [InlineData(3_600, "1 h 00 min")]
    [InlineData(90_061, "25 h 01 min")]
    [InlineData(-1, "0 s")]
    public void Duration_Seconds_ReadsLikeAClock(double seconds, string text) => Assert.Equal(text, Quantities.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Quantities_InACultureWithCommas_StayInvariant()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "~" };
        try
        {
            CultureInfo.CurrentCulture = commas;
            Assert.Equal("95.1%", Quantities.Percent(0.9512));
            Assert.Equal("-3.2", Quantities.Points(-0.0321));
            Assert.Equal("0.0", Quantities.Points(-0.0001));
            Assert.Equal("0.3512", Quantities.Loss(0.35124));
            Assert.Equal("12,000 images", Quantities.Count(12_000, "image"));
            Assert.Equal("1 trial", Quantities.Count(1, "trial"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
