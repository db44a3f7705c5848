using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class StudyRunTests : IDisposable
{
    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task StartAsync_OneWorkerOrTwo_GivesTheSameWeightsAndPredictions()
    {
        StudyConfiguration study = _fixture.Penguins();

        StudyOutcome two = await _fixture.StartAsync(study, workers: 2);
        StudyOutcome one = await _fixture.StartAsync(study, workers: 1);

        Assert.Equal(4, StudyFixture.Numbers(one).Count);
        Assert.Equal(StudyFixture.Numbers(one), StudyFixture.Numbers(two));
    }

    [Fact]
    public async Task StartAsync_Finished_LeavesTheFilesOfTheContract()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.LogisticPenguins(), workers: 2);

        Assert.Equal(0, outcome.FailedTrials);
        foreach (string file in (string[])["config.json", "plan.json", "dataset.json", "split.csv", "result.json", "log.txt"])
        {
            Assert.True(File.Exists(Path.Combine(outcome.Directory.Root, file)), file);
        }

        string trial = outcome.Directory.Trial("baseline", 1);
        Assert.Equal(
            ["gradients.csv", "history.csv", "model", "predictions.csv", "trial.json"],
            Directory.EnumerateFileSystemEntries(trial).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(outcome.Result.Verdict, ResultFiles.ReadResult(outcome.Directory.Result).Verdict, new VerdictComparer());
    }

    [Fact]
    public async Task ResumeAsync_AfterCancelling_KeepsFinishedTrialsAndGivesTheUninterruptedResult()
    {
        StudyConfiguration study = _fixture.Penguins();
        using CancellationTokenSource cancel = new();
        string? folder = null;
        StudyFixture.Recorded events = new(happened =>
        {
            folder = happened is StudyPlanned planned ? planned.RunFolder : folder;
            if (happened is TrialFinished)
            {
                cancel.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fixture.StartAndCancelAsync(study, workers: 1, events, cancel.Token));
        RunDirectory interrupted = new(folder!);
        byte[] kept = File.ReadAllBytes(interrupted.TrialResult("baseline", 0));
        StudyFixture.Recorded resumed = new();
        StudyOutcome outcome = await StudyFixture.ResumeAsync(interrupted, resumed);
        StudyOutcome uninterrupted = await _fixture.StartAsync(study, workers: 2);

        Assert.Equal(kept, File.ReadAllBytes(interrupted.TrialResult("baseline", 0)));
        Assert.DoesNotContain(resumed.Events.OfType<TrialStarted>(), started => started.Trial.Index == 0);
        Assert.Equal(StudyFixture.Numbers(uninterrupted), StudyFixture.Numbers(outcome));
    }

    [Fact]
    public async Task StartAsync_LossThatIsNoNumber_IsAFailedTrialAndNotAFinish()
    {
        StudyConfiguration study = _fixture.Penguins(
            "training.optimizer={\"type\":\"sgd\",\"learningRate\":10}", "model.l2=1000", "training.epochs=60", "variants=null", "repeats=1");

        StudyOutcome outcome = await _fixture.StartAsync(study, workers: 1);

        TrialResult trial = Assert.Single(outcome.Result.Variants[0].Trials);
        Assert.Equal(1, outcome.FailedTrials);
        Assert.Equal(TrialState.Failed, trial.State);
        Assert.Equal("numericFailure", trial.FailureKind);
        Assert.Equal("failed", outcome.Result.Verdict.State);
    }

    [Fact]
    public async Task ResumeAsync_RunThatAnotherProcessRuns_Refuses()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.LogisticPenguins("repeats=1"), workers: 1);
        using FileLock held = FileLock.TryTake(Path.Combine(outcome.Directory.Root, ".lock"))!;

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => StudyFixture.ResumeAsync(outcome.Directory));

        Assert.Contains("no other process", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResumeAsync_DataThatChanged_StopsWithoutTraining()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.LogisticPenguins("repeats=1"), workers: 1);
        Directory.Delete(outcome.Directory.Trial("baseline", 0), recursive: true);
        string table = Path.Combine(_fixture.Folder, "penguins.csv");
        File.WriteAllLines(table, File.ReadLines(table).SkipLast(1).ToArray());

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => StudyFixture.ResumeAsync(outcome.Directory));

        Assert.Equal(ProblemStage.Data, thrown.Stage);
        Assert.Contains("fingerprint", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_LayersThatDoNotFitTheData_IsToldBeforeAnythingTrains()
    {
        StudyConfiguration study = _fixture.Penguins(
            "model={\"hiddenUnits\":null,\"dropout\":null,\"layers\":[{\"type\":\"dense\",\"units\":5,\"activation\":\"softmax\"}]}",
            "variants=null");

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => _fixture.StartAsync(study, workers: 1));

        Assert.Equal(ProblemStage.Configuration, thrown.Stage);
        Assert.Contains("layers[0] dense", thrown.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_fixture.Output, "penguins")));
    }

    [Fact]
    public async Task Run_IndexOutsideThePlan_NamesTheRange()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.LogisticPenguins(), workers: 1);

        ProblemException thrown = Assert.Throws<ProblemException>(
            () => TrialRun.Run(outcome.Directory, index: 7, TextWriter.Null, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Contains("0 to 2", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FinishedTrial_IsLeftAsItIs()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.LogisticPenguins("repeats=1"), workers: 1);
        byte[] before = File.ReadAllBytes(outcome.Directory.TrialResult("baseline", 0));

        Assert.True(TrialRun.Run(outcome.Directory, index: 0, TextWriter.Null, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Equal(before, File.ReadAllBytes(outcome.Directory.TrialResult("baseline", 0)));
    }

    private sealed class VerdictComparer : IEqualityComparer<StudyVerdict>
    {
        public bool Equals(StudyVerdict? x, StudyVerdict? y) => x?.Sentence == y?.Sentence && x?.State == y?.State;

        public int GetHashCode(StudyVerdict obj) => obj.Sentence.GetHashCode(StringComparison.Ordinal);
    }
}
