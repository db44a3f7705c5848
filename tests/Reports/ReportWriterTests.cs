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

    public void Dispose() => Directory.Delete(_run.Root, recursive: true);
}
