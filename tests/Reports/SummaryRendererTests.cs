using System.Globalization;
using MlPipelines.Evaluation;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class SummaryRendererTests
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void Render_AnyCulture_GivesTheApprovedSummary(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Approved.Match("default.md", SummaryRenderer.Render(ReportFixture.Default()));
    }

    [Fact]
    public void Render_HostileNames_GivesTheApprovedSummary() => Approved.Match("hostile-names.md", SummaryRenderer.Render(EdgeStudies.All["hostile-names"]()));

    [Fact]
    public void Render_Claim_GivesTheApprovedSummary() => Approved.Match("rich.md", SummaryRenderer.Render(EdgeStudies.All["rich-undecided"]()));

    [Fact]
    public void Render_EveryStudy_FitsACommentAndKeepsItsTables()
    {
        foreach (var study in EdgeStudies.All.Values)
        {
            var lines = SummaryRenderer.Render(study()).Split('\n');
            Assert.InRange(lines.Sum(line => line.Length + 1), 1, SummaryRenderer.CommentLimit / 2);
            Assert.All(
                lines.Zip(lines.Skip(1)).Where(pair => pair.First.StartsWith('|') && pair.Second.StartsWith('|')),
                pair => Assert.Equal(Cells(pair.First), Cells(pair.Second)));
        }
    }

    [Fact]
    public void Render_HundredsOfVariants_StillFitsAComment()
    {
        var study = EdgeStudies.All["hostile-names"]();
        var summary = SummaryRenderer.Render(study with
        {
            Result = study.Result with
            {
                Variants = [.. Enumerable.Range(0, 300).SelectMany(_ => study.Result.Variants)],
                Comparisons = [.. Enumerable.Range(0, 300).SelectMany(_ => study.Result.Comparisons)],
                Gates = [.. Enumerable.Range(0, 300).Select(_ => new GateResult("gate", "fail", false, null, null, EdgeStudies.Endless))],
            },
        });
        Assert.InRange(summary.Length, 1, SummaryRenderer.CommentLimit);
        Assert.Contains("260 more are in the report.", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_FailedTrials_CountsThoseThatFinished() =>
        Assert.Contains("| baseline | 2 of 3 |", SummaryRenderer.Render(EdgeStudies.All["failed-trials"]()), StringComparison.Ordinal);

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("<script>", "&lt;script&gt;")]
    [InlineData("@team", "@<!-- -->team")]
    [InlineData("[x](y)", "\\[x\\](y)")]
    [InlineData("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`")]
    [InlineData("line\nbreak", "line break")]
    public void Escape_Text_DoesNothingInMarkdown(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Escape(text, 100));

    private static int Cells(string line) => line.Replace("\\|", "", StringComparison.Ordinal).Count(sign => sign == '|') - 1;
}
