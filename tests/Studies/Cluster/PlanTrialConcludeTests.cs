using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>The contract for engines that this program does not know: plan, trial by trial, conclude.</summary>
public sealed class PlanTrialConcludeTests : IDisposable
{
    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task ConcludeAsync_TrialsRunBackwardsAndTwice_GivesTheResultOfRun()
    {
        StudyConfiguration study = _fixture.LogisticPenguins();
        (RunDirectory directory, int trials) = Plan(study);

        foreach (int index in Enumerable.Range(0, trials).Reverse().Concat(Enumerable.Range(0, trials)))
        {
            Assert.True(Trial(directory, index));
        }

        (StudyOutcome? outcome, IReadOnlyList<int> more) = await Conclude(directory);

        Assert.Empty(more);
        Assert.Equal(StudyFixture.Numbers(await _fixture.StartAsync(study, workers: 2)), StudyFixture.Numbers(outcome!));
    }

    [Fact]
    public async Task ConcludeAsync_TrialsMissing_SaysHowMany()
    {
        (RunDirectory directory, _) = Plan(_fixture.LogisticPenguins());
        Trial(directory, 1);

        (StudyOutcome? outcome, _) = await Conclude(directory);

        Assert.Contains("1 of 2 repeats of baseline were not run.", outcome!.Result.Verdict.Caveats);
        Assert.Contains(outcome.Result.Verdict.Caveats, caveat => caveat.StartsWith("The audit of the data of baseline did not end", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ConcludeAsync_Search_PlansRoundByRoundAndRefusesAnOpenOne()
    {
        (RunDirectory directory, int trials) = Plan(_fixture.LogisticPenguins(
            "repeats=1", "search={\"strategy\":\"random\",\"trials\":3,\"parallel\":2,\"space\":{\"model.l2\":{\"logUniform\":[0.001,1]}}}"));
        Assert.Equal(2, trials);
        Trial(directory, 0);

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => Conclude(directory));
        Assert.Contains("no result of 1", thrown.Message, StringComparison.Ordinal);

        Trial(directory, 1);
        Assert.Equal([2], (await Conclude(directory)).More);
        Trial(directory, 2);
        Assert.Equal([3, 4], (await Conclude(directory)).More);
        Trial(directory, 3);
        Trial(directory, 4);
        Assert.Equal(0, (await Conclude(directory)).Outcome!.FailedTrials);
    }

    [Fact]
    public void Run_PlanOfAnotherVersion_RefusesAndLeavesTheReason()
    {
        (RunDirectory directory, _) = Plan(_fixture.LogisticPenguins("repeats=1"));
        StudyJson.Write(directory.Plan, StudyPlan.Read(directory.Plan) with { Version = "9.9.9" });

        ProblemException thrown = Assert.Throws<ProblemException>(() => Trial(directory, 0));

        Assert.Contains("version 9.9.9", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(Environment.MachineName, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("version 9.9.9", ResultFiles.ReadTrial(directory.FailedAttempt("baseline", "0")).Failure!, StringComparison.Ordinal);
    }

    private (RunDirectory Directory, int Trials) Plan(StudyConfiguration study) => StudyRun.Plan(
        study,
        new StudyRunOptions { OutputFolder = _fixture.Output, CacheFolder = _fixture.Cache, Command = "mlpipelines plan penguins" },
        new StudyFixture.Recorded(),
        TestContext.Current.CancellationToken);

    private static bool Trial(RunDirectory directory, int index) =>
        TrialRun.Run(directory, index, TextWriter.Null, TimeProvider.System, TestContext.Current.CancellationToken);

    private static Task<(StudyOutcome? Outcome, IReadOnlyList<int> More)> Conclude(RunDirectory directory) =>
        StudyConclusionRun.ConcludeAsync(directory, TimeProvider.System, new StudyFixture.Recorded(), TestContext.Current.CancellationToken);
}
