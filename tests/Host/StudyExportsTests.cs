using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Host;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Host;

public class StudyExportsTests
{
    private static readonly GateResult Failed = new("gap.total <= 0.02", "fail", false, 0.05, new Interval(0.04, 0.06), "gap.total <= 0.02: it is 0.05.");

    [Theory]
    [InlineData("run")]
    [InlineData("run --all")]
    [InlineData("diagnose")]
    [InlineData("diagnose --run fashion")]
    [InlineData("resume")]
    public async Task JUnit_GateThatFails_IsWrittenAndTheExitCodeStays(string verb)
    {
        FakeStudyOperations operations = Gated();

        HostRun run = await HostRun.OfAsync($"{verb} --junit out/gates.xml", operations);

        Assert.Equal(ExitCode.Gate, run.ExitCode);
        Assert.Equal(Path.Combine(HostRun.CurrentFolder, "out", "gates.xml"), operations.Gates!.Value.File);
        Assert.Contains(operations.Gates.Value.Studies, study => study.Gates.SequenceEqual([Failed]));
        Assert.Contains($"gates: {Path.Combine("out", "gates.xml")}\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JUnit_OfAReport_TakesTheGatesOfTheResult()
    {
        FakeStudyOperations operations = Gated();

        HostRun run = await HostRun.OfAsync("report fashion --junit gates.xml --tensorboard", operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.NotNull(operations.Gates);
        Assert.Single(operations.EventFiles);
    }

    [Theory]
    [InlineData("run", "\"fashion\", which has none")]
    [InlineData("diagnose", "\"fashion\", which has none")]
    [InlineData("resume", "none with gates")]
    [InlineData("report fashion", "none with gates")]
    public async Task JUnit_ScenarioWithoutGates_IsAProblem(string verb, string received)
    {
        HostRun run = await HostRun.OfAsync($"{verb} --junit gates.xml");

        string words = string.Join(' ', run.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains($"--junit expected a scenario with gates received {received} remedy Add \"gates\":", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TensorBoard_WhileAStudyRuns_WritesEachTrialAsItFinishesAndAllAtTheEnd()
    {
        var operations = new FakeStudyOperations
        {
            Study = (events, _) =>
            {
                events.Report(StudySamples.Planned());
                events.Report(new TrialFinished(StudySamples.Start, StudySamples.Plan[1], 0.9, 0.8, 3));
                return Task.FromResult(StudySamples.Outcome());
            },
        };

        HostRun run = await HostRun.OfAsync("run --tensorboard", operations);

        string folder = new RunDirectory(StudySamples.RunFolder).TensorBoard;
        Assert.Equal([Path.Combine(folder, "dropout", "0"), folder], operations.EventFiles);
        Assert.Contains("(4 trials)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TensorBoard_NoTrialWithEpochs_SaysSo()
    {
        HostRun run = await HostRun.OfAsync("run --tensorboard", new FakeStudyOperations { TrialsWithEpochs = 0 });

        Assert.Contains("tensorboard: no trial has epochs, so there is nothing to write\n", run.Output, StringComparison.Ordinal);
    }

    private static FakeStudyOperations Gated()
    {
        StudyOutcome outcome = StudySamples.Outcome();
        StudyResult result = outcome.Result with { Gates = [Failed] };
        MlConfig config = StudySamples.Config;
        return new FakeStudyOperations
        {
            Config = () => config with
            {
                Scenarios = config.Scenarios.ToDictionary(entry => entry.Key, entry => entry.Value with { Gates = new GateOptions { Require = ["gap.total <= 0.02"] } }),
            },
            Study = (_, _) => Task.FromResult(outcome with { Result = result }),
            StoredResult = () => result,
        };
    }
}
