using MlPipelines.Configuration;
using MlPipelines.Host;
using MlPipelines.Reports;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Host;

/// <summary>What <c>run</c> does beyond one scenario of the usual size.</summary>
public class ManyScenariosTests
{
    [Fact]
    public async Task Run_Full_ReadsTheFullSizeAndSaysSoInTheCommand()
    {
        var operations = new FakeStudyOperations();

        await HostRun.OfAsync("run --size full", operations);

        Assert.Equal(ScenarioSize.Full, operations.Size);
        Assert.Equal("mlpipelines run fashion --size full", operations.Options!.Command);
    }

    [Fact]
    public async Task Run_UnknownSize_IsAUsageError()
    {
        HostRun run = await HostRun.OfAsync("run --size huge");

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains("--size: expected quick or full, received 'huge'.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_All_RunsEveryScenarioAndWritesTheIndexAfterEach()
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync("run --all -v quiet", operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal([1, 2], operations.Indexes.Select(entries => entries.Count));
        Assert.Equal(["fashion", "churn"], operations.Indexes[^1].Select(entry => entry.Scenario));
        Assert.All(operations.Indexes[^1], entry => Assert.NotNull(entry.Result));
        Assert.Contains("index.html", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AllWithAScenarioThatCannotRun_GoesOnAndReturnsItsCode()
    {
        int started = 0;
        var operations = new FakeStudyOperations
        {
            Study = (_, _) => ++started == 1
                ? throw new ProblemException(ProblemStage.Data, new Problem("photos", "images", "none"))
                : Task.FromResult(StudySamples.Outcome()),
        };

        HostRun run = await HostRun.OfAsync("run --all -v quiet", operations);

        Assert.Equal(ExitCode.Data, run.ExitCode);
        IndexEntry failed = operations.Indexes[^1][0];
        Assert.Null(failed.Result);
        Assert.Contains("expected images", failed.Problem, StringComparison.Ordinal);
        Assert.NotNull(operations.Indexes[^1][1].Result);
    }

    [Theory]
    [InlineData("run churn --all", "--all runs every scenario")]
    [InlineData("run --all --write-suspects s.csv", "--write-suspects takes one scenario")]
    public async Task Run_AllWithWhatFitsOneScenario_IsAUsageError(string commandLine, string message)
    {
        HostRun run = await HostRun.OfAsync(commandLine);

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WriteSuspectsWithoutLabelAudit_IsToldBeforeAnythingRuns()
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync("run --write-suspects s.csv", operations);

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains("labelAudit", run.Error, StringComparison.Ordinal);
        Assert.Null(operations.Options);
    }

    [Fact]
    public async Task Run_WriteSuspects_CopiesThemAfterTheRun()
    {
        MlConfig config = StudySamples.Config;
        var operations = new FakeStudyOperations
        {
            Config = () => config with
            {
                Scenarios = config.Scenarios.ToDictionary(entry => entry.Key, entry => entry.Value with { LabelAudit = new LabelAuditOptions() }),
            },
        };

        HostRun run = await HostRun.OfAsync("run --write-suspects lists/s.csv -v quiet", operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal(Path.Combine(HostRun.CurrentFolder, "lists", "s.csv"), operations.Suspects!.Value.Destination);
        Assert.Contains("suspects: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guide_ToFile_WritesWhatTheRunsSay()
    {
        string folder = Directory.CreateTempSubdirectory("guide-").FullName;
        try
        {
            string file = Path.Combine(folder, "scenarios.md");
            var operations = new FakeStudyOperations { ScenarioRuns = [new ScenarioRun("fashion", StudySamples.Outcome().Result, "0123456789abcdef")] };

            HostRun run = await HostRun.OfAsync(["guide", file], operations, environment => environment);

            Assert.Equal(ExitCode.Fine, run.ExitCode);
            Assert.Equal(ScenarioSize.Full, operations.Guide!.Value.Size);
            Assert.Equal("0123456789abcdef", ScenarioGuide.ReadDigests(File.ReadAllText(file))["fashion"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
