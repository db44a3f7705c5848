using System.Text;
using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atomic-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_Twice_LeavesTheNewContentAndNothingElse()
    {
        string path = Path.Combine(_folder, "file");

        AtomicFile.Write(path, stream => stream.Write("old and longer"u8), durable: true);
        AtomicFile.Write(path, stream => stream.Write("né"u8), durable: false);

        Assert.Equal("né", File.ReadAllText(path, Encoding.UTF8));
        Assert.Single(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public void Write_ActionThatFails_KeepsTheOldContent()
    {
        string path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }, durable: true));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public void WriteFile_FolderThatIsMissing_IsAProblemWithARemedy()
    {
        string path = Path.Combine(_folder, "missing", "file");

        ProblemException thrown = Assert.Throws<ProblemException>(() => Storage.WriteFile(path, stream => stream.Write("text"u8)));

        Assert.Equal(ProblemStage.Storage, thrown.Stage);
        Assert.StartsWith(path, thrown.Problems[0].Where, StringComparison.Ordinal);
        Assert.Contains("--output", thrown.Message, StringComparison.Ordinal);
    }
}
