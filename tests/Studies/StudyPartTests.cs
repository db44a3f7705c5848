using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>Studies with the parts that go beyond repeats and variants, run to their results.</summary>
public sealed class StudyPartTests : IDisposable
{
    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task StartAsync_TestImagesOnlyDiffer_TakesTheSameWeightsAndMeasuresThemAnew()
    {
        StudyConfiguration study = Shapes(""" "repeats": 2, "variants": { "blurred": { "data": { "corrupt": { "blur": 4 } } } } """);

        StudyOutcome outcome = await _fixture.StartAsync(study);

        VariantResult baseline = outcome.Result.Variants[0];
        VariantResult blurred = outcome.Result.Variants[1];
        Assert.All(blurred.Trials, trial => Assert.Equal("baseline", trial.WeightsFrom));
        Assert.Equal(baseline.Trials.Select(trial => trial.WeightsDigest), blurred.Trials.Select(trial => trial.WeightsDigest));
        Assert.Equal(
            baseline.Trials.Select(trial => trial.Measurements["trainClean"]), blurred.Trials.Select(trial => trial.Measurements["trainClean"]));
        Assert.NotEqual(
            baseline.Trials.Select(trial => trial.Measurements["test"].LogLoss), blurred.Trials.Select(trial => trial.Measurements["test"].LogLoss));
        Assert.NotEqual(blurred.Trials[0].Measurements["trainClean"].LogLoss, blurred.Trials[0].Measurements["trainAsTest"].LogLoss);
        Assert.Contains("trainAsTest", blurred.Trials[0].Measurements.Keys);
        Assert.DoesNotContain("trainAsTest", baseline.Trials[0].Measurements.Keys);
    }

    [Fact]
    public async Task StartAsync_WeightsOfTheOtherTrialAreMissing_TrainsThemToTheSameNumbers()
    {
        StudyOutcome outcome = await _fixture.StartAsync(
            Shapes(""" "repeats": 1, "variants": { "blurred": { "data": { "corrupt": { "blur": 1 } } } } """));
        string predictions = File.ReadAllText(outcome.Directory.Predictions("blurred", 0));
        Directory.Delete(outcome.Directory.Trial("baseline", 0), recursive: true);
        Directory.Delete(outcome.Directory.Trial("blurred", 0), recursive: true);

        // The second trial of the plan alone: what an array job may do before the first has started.
        Assert.True(TrialRun.Run(outcome.Directory, index: 1, TextWriter.Null, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Null(ResultFiles.ReadTrial(outcome.Directory.TrialResult("blurred", 0)).WeightsFrom);
        Assert.Equal(predictions, File.ReadAllText(outcome.Directory.Predictions("blurred", 0)));
    }

    [Fact]
    public async Task StartAsync_Search_MeasuresTheBestValuesWhateverTheWorkersAndNeverLooksAtTest()
    {
        StudyConfiguration study = Penguins(""""
            "repeats": 2,
            "search": { "strategy": "random", "trials": 3, "space": { "training.optimizer.learningRate": { "logUniform": [0.001, 0.1] } } }
            """");

        StudyOutcome one = await _fixture.StartAsync(study);
        StudyOutcome two = await _fixture.StartAsync(study, workers: 2);

        SearchResult search = Assert.Single(one.Result.Searches);
        Assert.Equal(3, search.Candidates.Count);
        SearchCandidate best = search.Candidates[search.Best!.Value];
        Assert.Equal(search.Candidates.Min(candidate => candidate.Score), best.Score);
        Assert.Equal(search.BestSoFar[^1], best.Score);
        Assert.Equal(search.Candidates.Select(candidate => candidate.Score), two.Result.Searches[0].Candidates.Select(candidate => candidate.Score));
        Assert.Equal(StudyFixture.Numbers(one), StudyFixture.Numbers(two));
        Assert.Equal(["selection"], ResultFiles.ReadTrial(one.Directory.TrialResult("baseline", "search-0")).Measurements.Keys);
        Assert.False(File.Exists(Path.Combine(one.Directory.Trial("baseline", "search-0"), "predictions.csv")));
        Assert.Equal(2, one.Result.Variants[0].Trials.Count);
    }

    [Fact]
    public async Task ResumeAsync_InTheMiddleOfASearch_GivesTheUninterruptedResult()
    {
        StudyConfiguration study = Penguins(""""
            "repeats": 1,
            "search": { "strategy": "random", "trials": 3, "parallel": 1, "space": { "training.batchSize": { "choice": [8, 16, 32] } } }
            """");
        using CancellationTokenSource cancel = new();
        string? folder = null;
        int finished = 0;
        StudyFixture.Recorded events = new(happened =>
        {
            folder = happened is StudyPlanned planned ? planned.RunFolder : folder;
            if (happened is TrialFinished && ++finished == 2)
            {
                cancel.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fixture.StartAndCancelAsync(study, workers: 1, events, cancel.Token));
        StudyOutcome resumed = await StudyFixture.ResumeAsync(new RunDirectory(folder!));
        StudyOutcome uninterrupted = await _fixture.StartAsync(study);

        Assert.Equal(StudyFixture.Numbers(uninterrupted), StudyFixture.Numbers(resumed));
        Assert.Equal(
            uninterrupted.Result.Searches[0].Candidates.Select(candidate => candidate.Score), resumed.Result.Searches[0].Candidates.Select(candidate => candidate.Score));
    }

    [Fact]
    public async Task StartAsync_LabelAudit_RanksPlantedLabelsAndItsListCanBeExcluded()
    {
        StudyConfiguration study = Penguins(""""
            "repeats": 1,
            "labelAudit": { "folds": 3 }
            """", """ "labelNoise": { "rate": 0.1 } """, epochs: 60);

        StudyOutcome outcome = await _fixture.StartAsync(study);

        LabelAuditResult audit = Assert.Single(outcome.Result.LabelAudits);
        Assert.True(audit.Planted!.Precision > 0.5, $"precision {audit.Planted.Precision}");
        Assert.True(audit.Planted.Recall > 0.6, $"recall {audit.Planted.Recall}");
        string list = Path.Combine(_fixture.Folder, "suspects.csv");
        SuspectList.Copy(outcome.Directory, list);
        StudyOutcome without = await _fixture.StartAsync(
            Penguins(""" "repeats": 1 """, """ "labelNoise": { "rate": 0.1 }, "exclude": "suspects.csv" """));
        Assert.True(without.Result.Dataset.Counts["train"].Sum() < outcome.Result.Dataset.Counts["train"].Sum());
        Assert.Equal(outcome.Result.Dataset.Counts["test"], without.Result.Dataset.Counts["test"]);
    }

    [Fact]
    public async Task Copy_RunWithoutLabelAudit_SaysHowToGetOne()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.LogisticPenguins("repeats=1"));

        ProblemException thrown = Assert.Throws<ProblemException>(() => SuspectList.Copy(outcome.Directory, Path.Combine(_fixture.Folder, "s.csv")));

        Assert.Contains("labelAudit", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_VarianceComponentsAndRangeTest_AreInTheResult()
    {
        StudyConfiguration study = Penguins(""""
            "repeats": 3,
            "varianceComponents": { "streams": ["init"], "pairs": 3, "bases": 3, "changes": 1 },
            "rangeTest": { "steps": 20 }
            """");

        StudyOutcome outcome = await _fixture.StartAsync(study);

        StreamEffect init = Assert.Single(outcome.Result.VarianceComponents!.Streams);
        Assert.Equal(("init", 3, 3), (init.Stream, init.Pairs, init.Bases));
        Assert.Equal(3, outcome.Result.VarianceComponents.Accuracies.Count);
        RangeTestResult range = Assert.Single(outcome.Result.RangeTests);
        Assert.InRange(range.Points.Count, 10, 20);
        Assert.True(range.Points[0].LearningRate < range.Points[^1].LearningRate);
    }

    private StudyConfiguration Shapes(string members) => _fixture.Load(
        $$"""
        { "scenario": "shapes", "scenarios": { "shapes": {
            "data": { "type": "syntheticImages", "trainCount": 120, "testCount": 60, "side": 12, "split": { "validation": 0.2 } },
            "model": { "type": "cnn", "filters": [4], "denseUnits": 8 },
            "training": { "epochs": 3 },
            {{members}} } } }
        """);

    private StudyConfiguration Penguins(string members, string? data = null, int epochs = 3)
    {
        _ = _fixture.Penguins();
        return _fixture.Load(
            $$"""
            { "scenario": "penguins", "scenarios": { "penguins": {
                "data": { "type": "table", "train": "penguins.csv", "label": "species"{{(data is null ? "" : ", " + data)}} },
                "model": { "type": "mlp", "hiddenUnits": [8] },
                "training": { "epochs": {{epochs}} },
                {{members}} } } }
            """);
    }
}
