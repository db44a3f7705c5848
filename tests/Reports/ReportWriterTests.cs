using AngleSharp.Html.Parser;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Reports;
using MlPipelines.Tests.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Reports;

/// <summary>From the files of a run directory to the files that people read, with a study that the conclusions themselves wrote.</summary>
public sealed class ReportWriterTests : IDisposable
{
    private readonly RunDirectory _run = new(Directory.CreateTempSubdirectory("mlpipelines-run-").FullName);

    [Fact]
    public async Task WriteAsync_FinishedRun_ShowsWhatTheFilesHold()
    {
        new SyntheticStudy().Write(_run);
        await ReportWriter.WriteAsync(_run, TestContext.Current.CancellationToken);

        var document = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(_run.Report, TestContext.Current.CancellationToken));
        var result = ResultFiles.ReadResult(_run.Result);
        Assert.Equal(VerdictText.Lead(result.Diagnosis!), document.GetElementById("verdict")!.TextContent.Trim());
        Assert.Contains(result.Verdict.Sentence, document.QuerySelector(".facts-list")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2 * result.Variants.Count, document.QuerySelectorAll("#curves .line-chart").Length);
        Assert.Equal(result.Comparisons.Count, document.QuerySelectorAll("table.comparisons tbody tr").Length);
        Assert.Equal(3 * 5, document.QuerySelectorAll("#reproduce table tbody tr").Length);
        Assert.StartsWith("## ", await File.ReadAllTextAsync(_run.Summary, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_Twice_WritesTheSameText()
    {
        new SyntheticStudy { Repeats = 2 }.Write(_run);
        await ReportWriter.WriteAsync(_run, TestContext.Current.CancellationToken);
        var first = await File.ReadAllTextAsync(_run.Report, TestContext.Current.CancellationToken);
        await ReportWriter.WriteAsync(_run, TestContext.Current.CancellationToken);
        Assert.Equal(first, await File.ReadAllTextAsync(_run.Report, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WriteAsync_LostHistory_IsAProblemAndKeepsTheOldReport()
    {
        new SyntheticStudy { Repeats = 2 }.Write(_run);
        await File.WriteAllTextAsync(_run.Report, "old", TestContext.Current.CancellationToken);
        File.Delete(_run.History("baseline", 1));
        await Assert.ThrowsAsync<ProblemException>(() => ReportWriter.WriteAsync(_run, TestContext.Current.CancellationToken));
        Assert.Equal("old", await File.ReadAllTextAsync(_run.Report, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WriteAsync_RunWithoutResult_NamesTheMissingFile()
    {
        var failure = await Assert.ThrowsAsync<ProblemException>(() => ReportWriter.WriteAsync(_run, TestContext.Current.CancellationToken));
        Assert.Contains("result.json", failure.Problems.Single().Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PageAsync_MorePicturesThanThePageBears_ShowsFewerAndSaysSo()
    {
        new SyntheticStudy { Repeats = 2 }.Write(_run);
        var pictures = Enumerable.Range(0, 24).Select(index => $"pictures/{index}.png").ToList();
        Directory.CreateDirectory(Path.Combine(_run.Root, "pictures"));
        for (var index = 0; index < pictures.Count; index++)
        {
            // A large picture after its signature: 30 kB each.
            await File.WriteAllBytesAsync(Path.Combine(_run.Root, pictures[index]), [.. Picture.Png(8, index), .. new byte[30_000]], TestContext.Current.CancellationToken);
        }

        var result = ResultFiles.ReadResult(_run.Result) with
        {
            Audit = new AuditResult { Mistakes = new MistakeAudit(100, 24, [.. pictures.Select((picture, row) => new Mistake(row, "id", "a", "b", 0.9, 0.1, picture))]) },
        };
        var report = new StudyReport(result, new Dictionary<(string, int), IReadOnlyList<EpochRow>>()) { Pictures = EmbeddedPictures.Read(_run, result) };
        var whole = await ReportWriter.PageAsync(_run, report);
        var limited = await ReportWriter.PageAsync(_run, report, mostBytes: 600_000);

        Assert.InRange(whole.Length, 600_001, ReportWriter.MostBytes);
        Assert.InRange(limited.Length, 100_000, 600_000);
        var document = new HtmlParser().ParseDocument(limited);
        var left = 24 - document.QuerySelectorAll("#mistakes img").Length;
        Assert.InRange(left, 1, 23);
        Assert.Contains($"{left} pictures more would make this page too large", document.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_run.Root, recursive: true);
}
