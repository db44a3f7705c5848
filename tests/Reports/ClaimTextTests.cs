using MlPipelines.Evaluation;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class ClaimTextTests
{
    [Theory]
    [InlineData("holds", "holds")]
    [InlineData("fails", "fails")]
    [InlineData("undecided", "undecided")]
    [InlineData("something else", "undecided")]
    public void Style_Verdict_IsKnownToTheStyleSheet(string verdict, string style)
    {
        Assert.Equal(style, ClaimText.Style(verdict));
        Assert.True(style == "undecided" || ReportStyle.Sheet.Contains(".claim-" + style, StringComparison.Ordinal));
    }

    [Fact]
    public void Difference_Loss_ReadsWithoutPoints()
    {
        var claim = RichStudies.Claim("holds") with { Metric = "test.logLoss", Difference = -0.0512, Interval = new Interval(-0.07, -0.03) };
        Assert.Equal("−0.051 (−0.070 to −0.030)", ClaimText.Difference(claim));
    }

    [Fact]
    public void Subject_AgainstAValue_NamesTheValue() => Assert.EndsWith(
        " against 50.0%",
        ClaimText.Subject(RichStudies.Claim("holds") with { Against = null, Value = 0.5 }),
        StringComparison.Ordinal);
}
