using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using MlPipelines.Tests.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class LiveRunReaderTests : IDisposable
{
    private static readonly SyntheticStudy s_study = new() { Repeats = 4, TestRows = 60, TrainRows = 60, ValidationRows = 40, Variants = [new("baseline", 0.95, 0.85, 0.84)] };

    private readonly RunsFolder _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Read_TrialsOfEveryStage_ComesFromTheFolderAlone()
    {
        RunDirectory directory = _runs.Begun("synthetic/1", s_study, 4);
        _runs.Hold(directory.Lock);
        RunsFolder.End(directory, 0, s_study);
        RunsFolder.Train(directory, 1, s_study, 3);
        _runs.Hold(directory.TrialLock("baseline", "1"));
        RunsFolder.Train(directory, 2, s_study, 1);
        File.WriteAllText(directory.Log, "first\nsecond\n");

        LiveRun run = Read(new LiveRunReader(directory));

        Assert.Equal([LiveStage.Finished, LiveStage.Running, LiveStage.Interrupted, LiveStage.Waiting], run.Trials.Select(trial => trial.Stage));
        Assert.Equal([8, 3, 1, 0], run.Trials.Select(trial => trial.History.Count));
        Assert.Equal(s_study.History("baseline", 1).Take(3), run.Trials[1].History);
        Assert.Equal(new TrainingOptions().Epochs, run.Trials[1].Epochs);
        Assert.Equal(s_study.Trials()[0].Measurements["test"].Accuracy, run.Trials[0].TestAccuracy);
        Assert.Equal(["first", "second"], run.Log);
        Assert.Empty(run.Unreadable);
    }

    [Fact]
    public void Read_AgainAfterMoreEpochs_SeesThem()
    {
        RunDirectory directory = _runs.Begun("synthetic/1", s_study, 2);
        _runs.Hold(directory.TrialLock("baseline", "0"));
        LiveRunReader reader = new(directory);
        Assert.Equal(LiveStage.Waiting, Read(reader).Trials[0].Stage);

        RunsFolder.Train(directory, 0, s_study, 2);
        Assert.Equal(2, Read(reader).Trials[0].History.Count);

        RunsFolder.End(directory, 0, s_study);
        Assert.Equal(LiveStage.Finished, Read(reader).Trials[0].Stage);
    }

    [Fact]
    public void Read_FailedTrial_SaysWhy()
    {
        RunDirectory directory = _runs.Begun("synthetic/1", s_study, 1);
        RunsFolder.End(directory, 0, s_study with { Failed = [("baseline", 0)] });

        LiveTrial trial = Assert.Single(Read(new LiveRunReader(directory)).Trials);

        Assert.Equal(LiveStage.Failed, trial.Stage);
        Assert.Equal("epoch 2, step 7: the loss is not a finite number", trial.Failure);
    }

    [Fact]
    public void Read_TrialWhoseProcessDied_SaysWhyUntilItRunsAgain()
    {
        RunDirectory directory = _runs.Begun("synthetic/1", s_study, 1);
        RunsFolder.Train(directory, 0, s_study, 1);
        FailedAttempts.Write(directory, new PlannedTrial(0, "baseline", 0, 0), FailureKinds.Crash, "ended by SIGSEGV", RunsFolder.Planned, TimeProvider.System);

        LiveTrial trial = Assert.Single(Read(new LiveRunReader(directory)).Trials);
        Assert.Equal((LiveStage.Failed, "ended by SIGSEGV"), (trial.Stage, trial.Failure));

        _runs.Hold(directory.TrialLock("baseline", "0"));
        Assert.Equal(LiveStage.Running, Assert.Single(Read(new LiveRunReader(directory)).Trials).Stage);
    }

    [Fact]
    public void Read_StalledTrial_SaysSinceWhenAndWhatItDid()
    {
        RunDirectory directory = _runs.Begun("synthetic/1", s_study, 1);
        RunsFolder.Train(directory, 0, s_study, 1);
        _runs.Hold(directory.TrialLock("baseline", "0"));
        StudyJson.Write(directory.Stalled, new StalledTrials { Trials = [new StalledTrial("baseline", "0", RunsFolder.Planned, "training, batch 7")] });

        Assert.Equal(
            "no sign of progress since 2026-11-23 10:00 UTC; its last one: training, batch 7",
            Assert.Single(Read(new LiveRunReader(directory)).Trials).Stalled);
    }

    [Fact]
    public void Read_DamagedHistory_IsNamedAndNothingElseIsLost()
    {
        RunDirectory directory = _runs.Begun("synthetic/1", s_study, 2);
        RunsFolder.End(directory, 0, s_study);
        RunsFolder.Train(directory, 1, s_study, 1);
        File.AppendAllText(directory.PartialHistory("baseline", "1"), "two,rows\n");

        LiveRun run = Read(new LiveRunReader(directory));

        Assert.Equal(LiveStage.Finished, run.Trials[0].Stage);
        Assert.Contains("expected a whole number, received \"two\"", Assert.Single(run.Unreadable), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LongLog_IsItsEnd()
    {
        RunDirectory directory = _runs.Begun("synthetic/1", s_study, 1);
        File.WriteAllLines(directory.Log, Enumerable.Range(0, 5000).Select(line => $"line {line}"));

        Assert.Equal(Enumerable.Range(4988, 12).Select(line => $"line {line}"), Read(new LiveRunReader(directory)).Log);
    }

    [Fact]
    public async Task Study_WhileItTrains_HasTheEpochsOnDisk()
    {
        using StudyFixture fixture = new();
        List<(int Told, int Seen)> epochs = [];
        StudyFixture.Recorded events = new(value =>
        {
            if (value is EpochFinished epoch)
            {
                RunDirectory directory = new(Directory.EnumerateDirectories(Path.Combine(fixture.Output, "penguins")).Single());
                int seen = File.Exists(directory.TrialResult(epoch.Trial.Variant, epoch.Trial.Name))
                    ? ResultFiles.ReadHistory(directory.History(epoch.Trial.Variant, epoch.Trial.Repeat)).Count
                    : ResultFiles.ReadGrowingHistory(directory.PartialHistory(epoch.Trial.Variant, epoch.Trial.Name)).Count;
                epochs.Add((epoch.Epoch.Epoch + 1, seen));
            }
        });

        StudyOutcome outcome = await fixture.StartAndCancelAsync(fixture.Penguins("repeats=1"), 1, events, TestContext.Current.CancellationToken);

        Assert.NotEmpty(epochs);
        Assert.All(epochs, epoch => Assert.True(epoch.Seen >= epoch.Told, $"epoch {epoch.Told} was told and {epoch.Seen} were on the disk"));
        Assert.Equal(2, ResultFiles.ReadHistory(outcome.Directory.History("baseline", 0)).Count);
    }

    private LiveRun Read(LiveRunReader reader) => reader.Read(new RunList(_runs.Root).Read().Single());
}
