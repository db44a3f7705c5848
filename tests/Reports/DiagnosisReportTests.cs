using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using MlPipelines.Evaluation;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class DiagnosisReportTests
{
    [Fact]
    public async Task RenderAsync_Diagnosed_GivesTheApprovedPage() => Approved.Match("diagnosed.html", await ReportRenderer.RenderAsync(EdgeStudies.All["diagnosed"]()));

    [Fact]
    public void Render_Diagnosed_GivesTheApprovedSummary() => Approved.Match("diagnosed.md", SummaryRenderer.Render(EdgeStudies.All["diagnosed"]()));

    [Fact]
    public async Task RenderAsync_Diagnosed_SaysWhyAndWhatToDoFirst()
    {
        var document = await PageOf("diagnosed");
        Assert.Equal("Wrong labels", document.QuerySelector("h1")!.TextContent.Trim());
        Assert.StartsWith("Label noise. The label audit contradicts", document.GetElementById("verdict")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(["Wrong labels present, high", "Test samples leaked into training present, mend this first", "Overfitting present, medium"], document.QuerySelectorAll(".glance-cause").Select(cause => cause.TextContent.Trim()));
        Assert.Contains("test accuracy is too high by 2.5 points (+1.5 to +3.5)", document.QuerySelector(".glance-why")!.TextContent, StringComparison.Ordinal);
        var next = document.QuerySelectorAll(".glance-do li").Select(line => line.TextContent).ToList();
        Assert.Equal("Leave the copies out of training, and read the test accuracy without them.", next[0]);
        Assert.StartsWith("Apply “", next[1], StringComparison.Ordinal);
        Assert.Equal(["passed", "FAILED", "undecided, let pass", "UNDECIDED"], document.QuerySelectorAll(".gates .chip").Select(chip => chip.TextContent));
    }

    [Fact]
    public async Task RenderAsync_Diagnosed_KeepsValuesAndIntervalsApart()
    {
        var document = await PageOf("diagnosed");
        Assert.Contains("+3.1 points (+2.2 to +4.0)", document.QuerySelector(".finding .costs")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenderAsync_CannotTell_TakesCopiesOutAndNamesTheSmallestStudyThatDecides()
    {
        var document = await PageOf("cannot-tell");
        Assert.Equal("Leave the copies out of training, and read the test accuracy without them.", document.QuerySelector(".glance-do li")!.TextContent);
        Assert.Equal("Cannot be told yet: wrong labels, test samples leaked into training or 3 others?", document.QuerySelector("h1")!.TextContent.Trim());
        Assert.Contains("Run again with 12 repeats and 40,000 test rows", document.QuerySelector(".glance-do")!.TextContent, StringComparison.Ordinal);
        Assert.Null(document.GetElementById("allocation-title"));
        Assert.Contains("all of it is unexplained: generalisation +7.3 points (+6.7 to +7.9), shift +0.9 points", document.GetElementById("causes")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenderAsync_Healthy_SaysThatNothingNeedsMending()
    {
        var document = await PageOf("healthy");
        Assert.Contains("Nothing that was examined needs mending.", document.QuerySelector(".glance-do")!.TextContent, StringComparison.Ordinal);
        Assert.Null(document.GetElementById("remedies"));
        Assert.Empty(document.QuerySelectorAll(".finding"));
    }

    // Sums are exact: the bars end at the whole gap, and the lines of a part at the part.
    [Fact]
    public void Allocation_Bars_EndAtTheWholeGap()
    {
        var study = DiagnosedStudies.Full();
        var (lines, gap) = (study.Result.Diagnosis!.Allocation, study.Baseline!.Gap!);
        Assert.All(gap.Parts, part => Assert.Equal(part.Difference, lines.Where(line => line.Part == part.Name).Sum(line => line.Points), 12));
        var rows = AllocationChart.Build(lines).Rows;
        Assert.Equal(gap.Total.Difference, rows[^1].Marks.OfType<BarMark>().Single().To, 12);
        Assert.Equal(gap.Total.Difference, rows[^2].Marks.OfType<BarMark>().Single().To, 12);
        Assert.Equal(["loss", "loss", "nothing", "loss", "gain", "harmless", "nothing", "whole"], rows.Select(row => row.Marks.OfType<BarMark>().Single().Style));
    }

    [Fact]
    public void Remedies_Extrapolated_ComeLastAndLookDifferent()
    {
        var rows = RemedyChart.Build(DiagnosedStudies.Full())!.Rows;
        Assert.Equal([0.031, 0.012, 0.004, -0.048, 0.008], rows.Select(row => row.Marks.OfType<DiamondMark>().Single().Value));
        Assert.Equal("verdict-extrapolated", rows[^1].Marks[0].Style);
        Assert.StartsWith("extrapolated, not run", rows[^1].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(rows.SkipLast(1), row => row.Marks.Any(mark => mark.Style == "verdict-extrapolated"));
    }

    [Fact]
    public async Task RenderAsync_Diagnosed_ShowsEveryPartOfTheAudit()
    {
        var document = await PageOf("diagnosed");
        (string Section, string Text)[] expected =
        [
            ("remedies", "Validation samples choose “"),
            ("remedies", "\"exclude\": \"audits/suspects-baseline.csv\""),
            ("remedies", "No option makes training samples like those in test."),
            ("audit", "3 test samples of 10,000 (<0.1%) have a copy in training: 2 the same, 1 nearly; 1 with another label."),
            ("audit", "FAILED. Something besides the labels"),
            ("audit", "changes most: 10.0% → 15.0%"),
            ("audit", "500 validation images reach the model differently: scaled by 255. 71.0% of the predictions change."),
            ("audit", "412.5 samples of the same class follow each other on average; a shuffle gives 1.1."),
            ("audit", "8 units of 192 are zero on all of 1,000 validation samples"),
            ("audit", "no model was left to compare features with"),
            ("gap", "changes accuracy by −1.2 points (−1.5 to −0.9) against the model at rest"),
        ];
        Assert.All(expected, pair => Assert.Contains(pair.Text, document.GetElementById(pair.Section)!.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RenderAsync_HostileNames_AreShownInert()
    {
        var page = await ReportRenderer.RenderAsync(EdgeStudies.All["diagnosed-hostile"]());
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", SummaryRenderer.Render(EdgeStudies.All["diagnosed-hostile"]()), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Overfitting.", "Overfitting.", 0)]
    [InlineData("Label noise. The audit finds it. More.", "Label noise. The audit finds it. More.", 0)]
    [InlineData("Mostly overfitting: 6.2 of the 8.2 points (5.1 to 7.3). Test samples are darker.", "Mostly overfitting: 6.2 of the 8.2 points (5.1 to 7.3).", 1)]
    [InlineData("", "", 0)]
    public void Lead_FirstSentence_HasSomethingToSay(string sentence, string lead, int rest)
    {
        var diagnosis = new DiagnosisResult { Verdict = "overfitting", Sentences = [sentence], SmallestEffect = 0.02, IsComplete = true, Findings = [] };
        Assert.Equal(lead, VerdictText.Lead(diagnosis));
        Assert.Equal(rest, VerdictText.Rest(diagnosis).Count);
    }

    [Theory]
    [InlineData("dropout", 3, new[] { "dropout" })]
    [InlineData("early stopping with patience 2 on a selection set", 3, new[] { "early stopping with", "patience 2 on a selection", "set" })]
    [InlineData("early stopping with patience 2 on a selection set", 1, new[] { "early stopping with patie…" })]
    public void Wrap_Label_BreaksAtSpaces(string label, int most, string[] lines) => Assert.Equal(lines, DisplayName.Wrap(label, 170, most));

    [Fact]
    public void Wrap_EndlessWord_EndsInAnEllipsis()
    {
        var lines = DisplayName.Wrap("a " + EdgeStudies.Endless[..300] + " b", 194, 4);
        Assert.Equal(3, lines.Count);
        Assert.EndsWith("…", lines[1], StringComparison.Ordinal);
    }

    private static async Task<IHtmlDocument> PageOf(string study) =>
        new HtmlParser().ParseDocument(await ReportRenderer.RenderAsync(EdgeStudies.All[study]()));
}
