using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class RunDirectoriesTests : IDisposable
{
    private readonly string _output = Directory.CreateTempSubdirectory("runs-").FullName;

    public void Dispose() => Directory.Delete(_output, recursive: true);

    [Fact]
    public void Find_NoName_TakesTheNewestOfAllScenarios()
    {
        Planned("a", "2026-01-01T00-00-00Z");
        string newest = Planned("b", "2026-01-02T00-00-00Z");
        Planned("a", "2026-01-01T12-00-00Z");

        Assert.Equal(newest, RunDirectories.Find(_output, run: null).Root);
    }

    [Fact]
    public void Find_ScenarioName_TakesItsNewestRun()
    {
        string expected = Planned("a", "2026-01-01T12-00-00Z");
        Planned("a", "2026-01-01T00-00-00Z");
        Planned("b", "2026-01-02T00-00-00Z");

        Assert.Equal(expected, RunDirectories.Find(_output, "a").Root);
    }

    [Theory]
    [InlineData("a/2026-01-01T00-00-00Z")]
    [InlineData("./a/2026-01-01T00-00-00Z/")]
    public void Find_PathBelowTheOutputFolder_TakesIt(string named)
    {
        string expected = Planned("a", "2026-01-01T00-00-00Z");
        Planned("a", "2026-01-01T12-00-00Z");

        Assert.Equal(expected, RunDirectories.Find(_output, named).Root.TrimEnd('/'));
    }

    [Fact]
    public void Find_UnknownName_ListsTheNewestRuns()
    {
        Planned("a", "2026-01-01T00-00-00Z");

        ProblemException thrown = Assert.Throws<ProblemException>(() => RunDirectories.Find(_output, "z"));

        Assert.Contains("a/2026-01-01T00-00-00Z", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NoRuns_SaysHowToStartOne()
    {
        ProblemException thrown = Assert.Throws<ProblemException>(() => RunDirectories.Find(Path.Combine(_output, "none"), run: null));

        Assert.Contains("Start a study", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_TwiceInOneSecond_MakesTwoFolders()
    {
        FixedClock clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

        string first = RunDirectories.Create(_output, "a", clock).Root;
        string second = RunDirectories.Create(_output, "a", clock).Root;

        Assert.Equal("2026-01-02T03-04-05Z", Path.GetFileName(first));
        Assert.Equal("2026-01-02T03-04-05Z-2", Path.GetFileName(second));
    }

    [Fact]
    public void Create_OutputFolderThatIsAFile_IsAProblemWithARemedy()
    {
        string file = Path.Combine(_output, "file");
        File.WriteAllText(file, "");

        ProblemException thrown = Assert.Throws<ProblemException>(() => RunDirectories.Create(file, "a", TimeProvider.System));

        Assert.Equal(ProblemStage.Storage, thrown.Stage);
        Assert.Contains("--output", thrown.Message, StringComparison.Ordinal);
    }

    private string Planned(string scenario, string time)
    {
        RunDirectory directory = new(Path.Combine(_output, scenario, time));
        Directory.CreateDirectory(directory.Root);
        File.WriteAllText(directory.Plan, "{}");
        return directory.Root;
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
