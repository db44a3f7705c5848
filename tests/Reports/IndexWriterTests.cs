using AngleSharp.Html.Parser;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public sealed class IndexWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlpipelines-index-").FullName;

    [Fact]
    public async Task WriteAsync_AnyScenarios_GivesTheApprovedPageAndSummary()
    {
        await IndexWriter.WriteAsync(_folder, Entries());
        Approved.Match("index.html", await File.ReadAllTextAsync(Path.Combine(_folder, IndexWriter.PageName), TestContext.Current.CancellationToken));
        Approved.Match("index.md", await File.ReadAllTextAsync(Path.Combine(_folder, IndexWriter.SummaryName), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RenderAsync_EveryScenario_SaysItsVerdictAndLeadsToItsReport()
    {
        var document = new HtmlParser().ParseDocument(await IndexWriter.RenderAsync(Entries()));
        Assert.Equal(
            ["holds here", "fails here", "cannot be decided here", "no claim", "no result"],
            document.QuerySelectorAll(".scenario .claim-chip").Select(chip => chip.TextContent));
        Assert.Equal(
            ["dropout-l2/2026-11-23T14-05-00Z/report.html", "a%20b/%23c/report.html", "javascript%3Aalert%281%29/report.html", "plain/report.html"],
            document.QuerySelectorAll(".scenario a").Select(link => link.GetAttribute("href")));
        Assert.Equal("1 claim holds, 1 claim fails, 1 claim cannot be decided, 1 scenario makes no claim, 1 scenario has no result.", document.GetElementById("tally")!.TextContent);
        Assert.Contains("The label file is missing.", document.QuerySelectorAll(".scenario")[4].TextContent, StringComparison.Ordinal);
        Assert.Empty(document.QuerySelectorAll("script, img, [src]"));
    }

    [Fact]
    public async Task RenderAsync_NoScenario_SaysSo()
    {
        var document = new HtmlParser().ParseDocument(await IndexWriter.RenderAsync([]));
        Assert.Equal("No scenario.", document.GetElementById("tally")!.TextContent);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal static IReadOnlyList<IndexEntry> Entries() =>
    [
        new IndexEntry("dropout-l2", RichStudies.Full().Result, "dropout-l2/2026-11-23T14-05-00Z/report.html", null),
        new IndexEntry("augmentation-flip", RichStudies.Full(verdict: "fails").Result, "a b\\#c\\report.html", null),
        new IndexEntry(EdgeStudies.Markup, RichStudies.Full(verdict: "undecided").Result, "javascript:alert(1)/report.html", null),
        new IndexEntry("fashion", ReportFixture.Default().Result, "plain/report.html", null),
        new IndexEntry("churn", null, null, "The label file is missing."),
    ];
}
