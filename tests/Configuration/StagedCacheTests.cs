using MlPipelines.Configuration;
using MlPipelines.Tests.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public sealed class StagedCacheTests : IDisposable
{
    private const string OfTheDisk = "Make room on the node's own disk, or name another folder as execution.scratch; then go on with \"resume\".";
    private const string OfTheCache = "Mend its permissions and the node's mount of that file system; then go on with \"resume\".";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bring_FromManyProcessesAtOnceAndAfterOneThatDied_IsWhole()
    {
        byte[] content = [.. Enumerable.Range(0, (5 << 20) + 7).Select(position => (byte)(position * 31))];
        string shared = _folder.Write("shared/a.pixels", content);
        string folder = Open();
        File.WriteAllText(Path.Combine(folder, "a.pixels.0123.partial"), "half of it");

        Parallel.For(0, 16, _ => StagedCache.Bring(folder, "a.pixels"));
        File.Delete(shared);
        StagedCache.Bring(folder, "a.pixels");
        StagedCache.Bring(folder, "missing.pixels");
        StagedCache.BringAll(folder, "missing");

        Assert.Equal(content, File.ReadAllBytes(Path.Combine(folder, "a.pixels")));
        Assert.False(Path.Exists(Path.Combine(folder, "missing.pixels")));
        Assert.False(Path.Exists(Path.Combine(folder, "missing")));
    }

    [Fact]
    public void BringAll_FolderOfTheCache_BringsWhatIsWhole()
    {
        _folder.Write("shared/features/a.features", "a");
        _folder.Write("shared/features/b.features.0123.partial", "half of it");
        string folder = Open();

        StagedCache.BringAll(folder, "features");

        Assert.Equal("a.features", Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(folder, "features")))));
    }

    [Fact]
    public void Open_ScratchThatCannotBeWritten_NamesTheMachineAndTheOption()
    {
        string file = _folder.Write("a file", "");

        Problem problem = Assert.Single(Assert.Throws<ProblemException>(() => StagedCache.Open(file, "/shared")).Problems);

        Assert.Matches($"/a file/mlpipelines-[0-9a-f]{{16}} on {Environment.MachineName}$", problem.Where);
        Assert.Equal(("a folder on the node's own disk that can be written", OfTheDisk), (problem.Expected, problem.Remedy));
    }

    [Fact]
    public void Bring_SharedFileThatCannotBeOpened_NamesTheSharedCacheAndNotTheDisk()
    {
        Directory.CreateDirectory(_folder["shared", "a.pixels"]);

        AssertNotReadable("a.pixels");
    }

    [Fact]
    public void Bring_SharedFileWhoseContentCannotBeRead_NamesTheSharedCacheAndLeavesNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a file that opens and gives an input/output error is one of Linux");
        Directory.CreateDirectory(_folder["shared"]);
        File.CreateSymbolicLink(_folder["shared", "a.pixels"], "/proc/self/mem");

        AssertNotReadable("a.pixels");
    }

    [Fact]
    public void ProblemOf_FolderOfTheCache_IsOfTheDiskOnlyWhereTheCacheIsStaged()
    {
        string folder = Open();
        IOException full = new("No space left on device", 28);

        Problem problem = StagedCache.ProblemOf(full, Path.Combine(folder, "features", "abc"))!;

        Assert.Equal(($"{folder} on {Environment.MachineName}", "a full disk", OfTheDisk), (problem.Where, problem.Received, problem.Remedy));
        Assert.Null(StagedCache.ProblemOf(full, _folder["shared"]));
    }

    private string Open() => StagedCache.Open(_folder["scratch"], _folder["shared"]);

    private void AssertNotReadable(string name)
    {
        string folder = Open();

        ProblemException thrown = Assert.Throws<ProblemException>(() => StagedCache.Bring(folder, name));

        Problem problem = Assert.Single(thrown.Problems);
        Assert.Equal($"{_folder["shared", name]} as {Environment.MachineName} sees it", problem.Where);
        Assert.Equal(("a shared cache that this node can read", OfTheCache), (problem.Expected, problem.Remedy));
        Assert.Equal(["origin.txt"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }
}
