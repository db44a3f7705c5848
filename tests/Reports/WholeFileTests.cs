using MlPipelines.Configuration;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlpipelines-report-").FullName;

    [Fact]
    public async Task WriteAsync_ExistingFile_IsReplacedAndLeavesNothingBeside()
    {
        var path = Path.Combine(_folder, "report.html");
        await WholeFile.WriteAsync(path, "old", TestContext.Current.CancellationToken);
        await WholeFile.WriteAsync(path, "né", TestContext.Current.CancellationToken);
        Assert.Equal("né"u8.ToArray(), await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task WriteAsync_FolderIsMissing_NamesTheFile()
    {
        var path = Path.Combine(_folder, "gone", "report.html");
        var failure = await Assert.ThrowsAsync<ProblemException>(() => WholeFile.WriteAsync(path, "text", TestContext.Current.CancellationToken));
        Assert.Equal(path, failure.Problems.Single().Where);
        Assert.Equal(ProblemStage.Data, failure.Stage);
    }

    [Fact]
    public async Task WriteAsync_TargetIsAFolder_KeepsItAndLeavesNothingBeside()
    {
        var path = Directory.CreateDirectory(Path.Combine(_folder, "report.html")).FullName;
        await Assert.ThrowsAsync<ProblemException>(() => WholeFile.WriteAsync(path, "text", TestContext.Current.CancellationToken));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task WriteAsync_Cancelled_KeepsTheOldText()
    {
        var path = Path.Combine(_folder, "report.html");
        await File.WriteAllTextAsync(path, "old", TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WholeFile.WriteAsync(path, "new", new CancellationToken(canceled: true)));
        Assert.Equal("old", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
