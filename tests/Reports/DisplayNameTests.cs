using CsCheck;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class DisplayNameTests
{
    [Theory]
    [InlineData("shirt", "shirt")]
    [InlineData("", "(empty)")]
    [InlineData("  ", "(blank)")]
    [InlineData("a\u202Ecod.exe", "acod.exe")]
    [InlineData("a\0b\nc", "a\u2400b c")]
    [InlineData("\u05D0\u200F\u05D1", "\u05D0\u200F\u05D1")]
    public void Shorten_Name_BecomesFitForAPage(string name, string shown) => Assert.Equal(shown, DisplayName.Shorten(name, 20));

    [Fact]
    public void Shorten_LongName_EndsInAnEllipsis()
    {
        var shown = DisplayName.Shorten(new string('w', 10_000), 20);
        Assert.Equal(new string('w', 19) + "…", shown);
    }

    [Fact]
    public void Shorten_Family_IsNeverCutInHalf()
    {
        const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
        var shown = DisplayName.Shorten(string.Concat(Enumerable.Repeat(Family, 30)), 3);
        Assert.Equal(Family + "…", shown.Length > Family.Length + 1 ? shown[Family.Length..] : shown);
    }

    [Fact]
    public void Shorten_AnyText_IsShortAndHoldsNoControlCharacter() => Gen.String.Sample(name =>
    {
        var shown = DisplayName.Shorten(name, 30);
        Assert.InRange(shown.Length, 1, 125);
        Assert.DoesNotContain(shown, char.IsControl);
    });

    [Fact]
    public void Fit_AnyText_IsEstimatedToFit() => Gen.Select(Gen.String, Gen.Double[60, 300]).Sample((name, pixels) =>
        Assert.True((DisplayName.Width(DisplayName.Fit(name, pixels)) - 1) * 13 <= pixels));
}
