using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>What a process that was killed may leave, and what <c>resume</c> makes of it. Kills at random moments: <c>bench -- reliability kill</c>.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task ResumeAsync_NetworkCancelledInTraining_GoesOnFromItsCheckpoint()
    {
        StudyConfiguration study = _fixture.Penguins("variants=null", "repeats=1", "training.epochs=30");
        using CancellationTokenSource cancel = new();
        string? folder = null;
        StudyFixture.Recorded events = new(happened =>
        {
            folder = happened is StudyPlanned planned ? planned.RunFolder : folder;
            if (happened is EpochFinished { Epoch.Epoch: 1 })
            {
                cancel.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fixture.StartAndCancelAsync(study, workers: 1, events, cancel.Token));
        RunDirectory run = new(folder!);
        bool hadCheckpoint = File.Exists(Path.Combine(run.PartialTrial("baseline", "0"), "checkpoint.bin"));
        StudyFixture.Recorded resumed = new();

        StudyOutcome outcome = await StudyFixture.ResumeAsync(run, resumed);

        Assert.True(hadCheckpoint);
        Assert.Contains("goes on from its checkpoint in epoch", Assert.Single(resumed.Events.OfType<TrialNoted>()).Note, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 30), ResultFiles.ReadHistory(run.History("baseline", 0)).Select(epoch => epoch.Epoch));
        TrialResult trial = Assert.Single(outcome.Result.Variants[0].Trials);
        Assert.InRange(trial.ResumedSeconds, double.Epsilon, trial.TrainingSeconds);
        Assert.False(File.Exists(Path.Combine(run.Trial("baseline", 0), "checkpoint.bin")));
        Assert.False(Directory.Exists(run.PartialTrial("baseline", "0")));
        Assert.Equal(StudyFixture.Numbers(await Study.RunAsync(study, null, TestContext.Current.CancellationToken)), StudyFixture.Numbers(outcome));
    }

    [Fact]
    public async Task ResumeAsync_KilledBeforeThePlan_PreparesAndRuns()
    {
        StudyOutcome whole = await _fixture.StartAsync(_fixture.LogisticPenguins(), workers: 2);
        RunDirectory run = whole.Directory;
        IReadOnlyList<string> expected = StudyFixture.Numbers(whole);
        Directory.Delete(Path.Combine(run.Root, "trials"), recursive: true);
        File.Delete(run.Dataset);
        File.Delete(run.Result);
        JsonObject plan = JsonNode.Parse(File.ReadAllText(run.Plan))!.AsObject();
        plan["trials"] = new JsonArray();
        File.WriteAllText(run.Plan, plan.ToJsonString());
        File.WriteAllText(Path.Combine(run.Root, "dataset.json.1234.partial"), "{ \"half");

        StudyOutcome outcome = await StudyFixture.ResumeAsync(run);

        Assert.Equal(expected, StudyFixture.Numbers(outcome));
        Assert.Empty(Directory.EnumerateFiles(run.Root, "*.partial"));
    }

    [Fact]
    public async Task ResumeAsync_KilledBeforeTheFolderGotItsName_TakesTheTrialAsFinished()
    {
        StudyOutcome whole = await _fixture.StartAsync(_fixture.LogisticPenguins("repeats=1"), workers: 1);
        RunDirectory run = whole.Directory;
        byte[] trial = File.ReadAllBytes(run.TrialResult("baseline", 0));
        Directory.Move(run.Trial("baseline", 0), run.PartialTrial("baseline", "0"));
        File.WriteAllText(Path.Combine(run.PartialTrial("baseline", "0"), "checkpoint.bin"), "of the last epoch");

        await StudyFixture.ResumeAsync(run);

        Assert.Equal(trial, File.ReadAllBytes(run.TrialResult("baseline", 0)));
        Assert.False(File.Exists(Path.Combine(run.Trial("baseline", 0), "checkpoint.bin")));
    }

    [Fact]
    public async Task ResumeAsync_TornCheckpoint_IsToldAndNotUsed()
    {
        StudyConfiguration study = _fixture.Penguins("variants=null", "repeats=1");
        StudyOutcome whole = await Study.RunAsync(study, null, TestContext.Current.CancellationToken);
        RunDirectory run = whole.Directory;
        IReadOnlyList<string> expected = StudyFixture.Numbers(whole);
        Directory.Move(run.Trial("baseline", 0), run.PartialTrial("baseline", "0"));
        File.Delete(Path.Combine(run.PartialTrial("baseline", "0"), "trial.json"));
        File.WriteAllText(Path.Combine(run.PartialTrial("baseline", "0"), "checkpoint.bin"), "MLPCKPT1 and half of the rest, long enough to be one with the two digests it has");
        File.AppendAllText(run.Log, "2026-11-29T12:00:00.000Z half of a li");
        StudyFixture.Recorded events = new();

        StudyOutcome outcome = await StudyFixture.ResumeAsync(run, events);

        Assert.Equal("its checkpoint is not used (it is torn); training begins anew", Assert.Single(events.Events.OfType<TrialNoted>()).Note);
        Assert.Contains(File.ReadLines(run.Log), line => line.EndsWith("baseline/0 its checkpoint is not used (it is torn); training begins anew", StringComparison.Ordinal));
        Assert.Contains(File.ReadLines(run.Log), line => line.EndsWith("half of a li", StringComparison.Ordinal));
        Assert.Equal(expected, StudyFixture.Numbers(outcome));
        Assert.Equal(0, Assert.Single(outcome.Result.Variants[0].Trials).ResumedSeconds);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task RunAsync_UnderAnotherCulture_GivesTheSameNumbersAndFiles(string culture)
    {
        StudyConfiguration study = _fixture.LogisticPenguins("repeats=1");
        StudyOutcome expected = await Study.RunAsync(study, null, TestContext.Current.CancellationToken);
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
        try
        {
            StudyOutcome outcome = await Study.RunAsync(study, null, TestContext.Current.CancellationToken);

            Assert.Equal(StudyFixture.Numbers(expected), StudyFixture.Numbers(outcome));
            Assert.Equal(expected.Result.Verdict.Sentence, ResultFiles.ReadResult(outcome.Directory.Result).Verdict.Sentence);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }
}
