using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>The trial that audits the data, in whole studies.</summary>
public sealed class AuditTrialTests : IDisposable
{
    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task StartAsync_ImagesWithSkew_LooksWithTheModelOfTheFirstRepeat()
    {
        // As many workers as trials: the audit waits for its model.
        StudyOutcome outcome = await _fixture.StartAsync(Shapes(), workers: 2);

        Assert.Equal(0, outcome.FailedTrials);
        AuditResult audit = outcome.Result.Audit!;
        Assert.Empty(audit.Notes);
        Assert.Equal(ResultFiles.ReadTrial(outcome.Directory.TrialResult("baseline", 0)).WeightsDigest, Audited(outcome).WeightsDigest);
        Assert.Equal("scaled by 2 and shifted by -1", audit.Identity!.Difference);
        Assert.NotNull(audit.Identity.ChangedPredictions);
        Assert.Equal(8, audit.Identity.Augmentation!.Draws);
        Assert.Equal(["layers[0] conv2d", "layers[3] dense"], audit.DeadUnits!.Layers.Select(layer => layer.Layer));
        Assert.InRange(audit.LabelOrder!.BatchEntropyShare!.Value, 0.8, 1.2);
        AssertPictures(outcome, audit);
        Assert.Equal(File.ReadAllText(outcome.Directory.Audit("baseline")), Rewritten(ResultFiles.ReadAudit(outcome.Directory.Audit("baseline"))));
    }

    [Fact]
    public async Task StartAsync_FirstRepeatFails_AuditsWithoutAModelAndSaysSo()
    {
        StudyOutcome outcome = await _fixture.StartAsync(
            _fixture.Penguins(
                "training.optimizer={\"type\":\"sgd\",\"learningRate\":10}", "model.l2=1000", "training.epochs=60", "variants=null", "repeats=1"),
            workers: 1);

        Assert.Equal(1, outcome.FailedTrials);
        Assert.Null(Audited(outcome).WeightsDigest);
        Assert.Contains("without one", Assert.Single(outcome.Result.Audit!.Notes), StringComparison.Ordinal);
        Assert.Null(outcome.Result.Audit.DeadUnits);
        Assert.NotNull(outcome.Result.Audit.LabelOrder);
    }

    [Fact]
    public async Task ResumeAsync_ModelThatCannotBeRead_FailsTheAuditAndKeepsTheStudy()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.Penguins("variants=null", "repeats=1"));
        Directory.Delete(outcome.Directory.Trial("baseline", "audit"), recursive: true);
        File.WriteAllText(Path.Combine(outcome.Directory.Trial("baseline", 0), "model", "network.json"), "{");
        StudyFixture.Recorded events = new();

        StudyOutcome again = await StudyFixture.ResumeAsync(outcome.Directory, events);

        Assert.Equal(1, again.FailedTrials);
        Assert.Null(again.Result.Audit);
        Assert.Equal(outcome.Result.Verdict.Sentence, again.Result.Verdict.Sentence);
        Assert.Contains("network.json", Assert.Single(events.Events.OfType<TrialFailed>()).Failure, StringComparison.Ordinal);
        Assert.Contains("network.json", File.ReadAllText(outcome.Directory.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResumeAsync_AuditOfBeforeTheModel_IsMadeAnew()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.LogisticPenguins("repeats=1"));
        string audit = outcome.Directory.TrialResult("baseline", "audit");
        byte[] before = File.ReadAllBytes(audit);
        await StudyFixture.ResumeAsync(outcome.Directory);
        Assert.Equal(before, File.ReadAllBytes(audit));

        // As after a crash of repeat 0: an audit without eyes.
        ResultFiles.WriteTrial(audit, ResultFiles.ReadTrial(audit) with { WeightsDigest = null });
        StudyOutcome again = await StudyFixture.ResumeAsync(outcome.Directory);

        Assert.Equal(again.Result.Variants[0].Trials[0].WeightsDigest, Audited(again).WeightsDigest);
    }

    [Fact]
    public async Task ResumeAsync_PlanWithoutAudit_ConcludesWithoutOne()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.LogisticPenguins("repeats=1"));
        StudyPlan plan = StudyPlan.Read(outcome.Directory.Plan);
        StudyJson.Write(outcome.Directory.Plan, plan with { Trials = [.. plan.Trials.Where(trial => trial.Kind != TrialKind.Audit)] });
        Directory.Delete(outcome.Directory.Trial("baseline", "audit"), recursive: true);

        StudyOutcome again = await StudyFixture.ResumeAsync(outcome.Directory);

        Assert.Null(again.Result.Audit);
        Assert.Equal(outcome.Result.Verdict.Sentence, again.Result.Verdict.Sentence);
    }

    [Fact]
    public async Task ReadAudit_CutOffOrOfAnotherVersion_IsAClearError()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.LogisticPenguins("repeats=1"));
        string path = outcome.Directory.Audit("baseline");
        string text = File.ReadAllText(path);
        File.WriteAllText(path, text[..(text.Length / 2)]);

        ProblemException cut = await Assert.ThrowsAsync<ProblemException>(() => StudyFixture.ResumeAsync(outcome.Directory));
        File.WriteAllText(path, text.Replace(AuditResult.CurrentSchema, "mlpipelines/audit/9", StringComparison.Ordinal));
        ProblemException other = Assert.Throws<ProblemException>(() => ResultFiles.ReadAudit(path));

        Assert.Contains("audit.json", cut.Message, StringComparison.Ordinal);
        Assert.Contains("\"schema\": \"mlpipelines/audit/1\"", other.Message, StringComparison.Ordinal);
        Assert.Contains("mlpipelines/audit/9", other.Message, StringComparison.Ordinal);
    }

    /// <summary>Everything that a report shows as a picture lies in the run directory.</summary>
    private static void AssertPictures(StudyOutcome outcome, AuditResult audit)
    {
        PictureAudit pictures = audit.Pictures!;
        Assert.Equal("layers[0] conv2d", pictures.Attention!.Layer);
        Assert.NotEmpty(pictures.Attention.Examples);
        Assert.Equal(60, audit.Mistakes!.Rows);
        Assert.Equal(60 - (outcome.Result.Variants[0].Trials[0].Measurements[MeasurementNames.Test].Accuracy * 60), audit.Mistakes.Wrong, 1e-9);
        Assert.NotEmpty(pictures.Augmented);
        string?[] paths =
        [
            .. audit.Mistakes.Examples.Select(mistake => mistake.Picture),
            .. pictures.Attention.Examples.SelectMany(example => (string?[])[example.Picture, example.PredictedMap]),
            .. pictures.ClassAverages.SelectMany(average => (string?[])[average.TrainPicture, average.TestPicture]),
            .. pictures.Augmented.SelectMany(image => image.Draws.Prepend(image.Original)),
            .. pictures.Paths.SelectMany(pair => (string?[])[pair.Training, pair.Deployed]),
        ];
        Assert.All(paths, path => Assert.True(File.Exists(Path.Combine(outcome.Directory.Root, path!)), path));
    }

    private static TrialResult Audited(StudyOutcome outcome) => ResultFiles.ReadTrial(outcome.Directory.TrialResult("baseline", "audit"));

    private string Rewritten(AuditResult audit)
    {
        string path = Path.Combine(_fixture.Folder, "audit.json");
        ResultFiles.WriteAudit(path, audit);
        return File.ReadAllText(path);
    }

    private StudyConfiguration Shapes() => _fixture.Load(
        """
        { "scenario": "shapes", "scenarios": { "shapes": {
            "data": { "type": "syntheticImages", "trainCount": 120, "testCount": 60, "side": 12, "split": { "validation": 0.2 } },
            "model": { "type": "cnn", "filters": [4], "denseUnits": 8 },
            "pipeline": { "normalization": "unit", "test": { "normalization": "symmetric" }, "augment": { "horizontalFlip": true } },
            "training": { "epochs": 3 },
            "repeats": 1 } } }
        """);
}
