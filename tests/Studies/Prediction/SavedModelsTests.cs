using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class SavedModelsTests : IDisposable
{
    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Load_MovedRunWithoutItsData_HasTheModelsOfEveryVariantAndRepeat()
    {
        StudyOutcome outcome = await _fixture.StartAsync(_fixture.Penguins());
        string moved = Path.Combine(_fixture.Folder, "elsewhere");
        Directory.Move(outcome.Directory.Root, moved);
        File.Delete(Path.Combine(_fixture.Folder, "penguins.csv"));

        SavedModels models = SavedModels.Read(new RunDirectory(moved));

        Assert.Equal("penguins", models.Scenario);
        Assert.Equal(["baseline", "wider"], models.Variants);
        Assert.Equal([0, 1], models.RepeatsOf("wider"));
        Assert.Equal([0, 1], models.FinishedOf("wider").Select(model => model.Repeat));
        using RunModel model = await RunModel.LoadAsync(moved, "wider", 1, TestContext.Current.CancellationToken);
        Assert.Equal(("wider", 1), (model.Saved.Variant, model.Saved.Repeat));
        Assert.Equal(["Adelie", "Chinstrap", "Gentoo"], model.Classes);
        Assert.Equal(16, Assert.IsType<MlpOptions>(model.Saved.Options.Model).HiddenUnits[0]);
        Assert.Equal(outcome.Result.Variants[1].Trials[1].WeightsDigest, model.Model.WeightsDigest);
        Assert.Equal("species", Assert.IsType<FittedTable>(model.Preprocessing).Label);
    }

    [Fact]
    public async Task Find_WhatIsNotThere_SaysWhatIs()
    {
        RunDirectory directory = (await _fixture.StartAsync(_fixture.LogisticPenguins())).Directory;
        Directory.Delete(Path.Combine(directory.Trial("baseline", 1), "model"), recursive: true);
        SavedModels models = SavedModels.Read(directory);
        List<Problem> problems = [];

        Assert.Null(models.Find("basline", 0, problems));
        Assert.Null(models.Find("baseline", 7, problems));
        Assert.Null(models.Find("baseline", 1, problems));

        Assert.Equal(
            [
                "--variant: expected a variant of this run: baseline, received \"basline\". Did you mean \"baseline\"?",
                "--repeat: expected a repeat of baseline: 0, 1, received 7.",
                $"{directory.Trial("baseline", 1)}: expected the model of repeat 1 of baseline, received a trial whose folder has no model. "
                    + "It was removed, or an older version wrote the run: run the scenario again.",
            ],
            problems.Select(problem => problem.ToString()));
        Assert.Equal([0], models.FinishedOf("baseline").Select(model => model.Repeat));

        string plan = File.ReadAllText(directory.Plan);
        File.WriteAllText(directory.Plan, plan[..plan.IndexOf("\"trials\"", StringComparison.Ordinal)] + "\"trials\": null }");
        Assert.Equal(
            $"{directory.Plan}: expected trials of variants with plain names, received others. The file was not written by this program.",
            Assert.Single(Assert.Throws<ProblemException>(() => SavedModels.Read(directory)).Problems).ToString());
    }

    [Fact]
    public async Task Find_FailedOrUnfinishedTrial_SaysWhy()
    {
        RunDirectory directory = (await _fixture.StartAsync(_fixture.LogisticPenguins())).Directory;
        TrialResult result = ResultFiles.ReadTrial(directory.TrialResult("baseline", 0));
        ResultFiles.WriteTrial(directory.TrialResult("baseline", 0), result with { State = TrialState.Failed, Failure = "the loss was NaN", FailureKind = "numericFailure" });
        Directory.Delete(Path.Combine(directory.Trial("baseline", 0), "model"), recursive: true);
        List<Problem> problems = [];
        SavedModels models = SavedModels.Read(directory);

        Assert.Null(models.Find("baseline", 0, problems));
        Assert.Equal("a trial that failed: the loss was NaN", problems[0].Received);
        Assert.Equal("Name another repeat with --repeat: 1.", problems[0].Remedy);

        Directory.Delete(directory.Trial("baseline", 1), recursive: true);
        Assert.Null(models.Find("baseline", 1, problems));
        Assert.Equal("a trial that did not finish", problems[1].Received);
    }

    [Theory]
    [InlineData("plan.json", "mlpipelines/plan/1", "mlpipelines/plan/9")]
    [InlineData("config.json", "mlpipelines/config/1", "mlpipelines/config/9")]
    [InlineData("plan.json", "\"variant\": \"baseline\"", "\"variant\": \"../../elsewhere\"")]
    public async Task Read_ChangedRun_IsAProblem(string file, string from, string to)
    {
        RunDirectory directory = (await _fixture.StartAsync(_fixture.LogisticPenguins())).Directory;
        string path = Path.Combine(directory.Root, file);
        string text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));

        ProblemException exception = Assert.Throws<ProblemException>(() => SavedModels.Read(directory));
        Assert.Equal(ProblemStage.Data, exception.Stage);
        Assert.Contains(to.Split('"')[^1] is { Length: > 0 } version ? version : "elsewhere", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_VariantThatAlignsAWholeTestSet_IsRefused()
    {
        StudyConfiguration study = _fixture.LogisticPenguins();
        study = study with { Baseline = study.Baseline with { Pipeline = study.Baseline.Pipeline with { AlignTest = true } } };
        RunDirectory directory = (await _fixture.StartAsync(study)).Directory;

        ProblemException exception = await Assert.ThrowsAsync<ProblemException>(
            () => RunModel.LoadAsync(directory.Root, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(
            "variant \"baseline\", pipeline.alignTest: expected a variant that prepares every sample by itself, received one that moves samples by the mean and spread of a whole test set. "
            + "Take the variant without alignTest: its weights are the same.",
            exception.Message);
    }

    [Fact]
    public async Task Load_AnotherVersionsModel_IsAProblemWithTheFolder()
    {
        RunDirectory directory = (await _fixture.StartAsync(_fixture.LogisticPenguins())).Directory;
        string folder = Path.Combine(directory.Trial("baseline", 0), "model");
        string file = Path.Combine(folder, "logistic.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("logistic/1", "logistic/2", StringComparison.Ordinal));

        ProblemException exception = await Assert.ThrowsAsync<ProblemException>(
            () => RunModel.LoadAsync(directory.Root, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(
            $"{folder}: expected a model that this version wrote, received logistic.json: expected \"schema\": \"mlpipelines/logistic/1\". "
            + "An older version wrote the run, or a file is damaged: run the scenario again.",
            exception.Message);
    }

    [Fact]
    public async Task Load_PreprocessingOfAnotherModel_IsAProblem()
    {
        RunDirectory directory = (await _fixture.StartAsync(_fixture.Penguins())).Directory;
        string file = Path.Combine(directory.Trial("baseline", 0), "model", FittedPreprocessing.FileName);
        FittedTable fitted = (FittedTable)FittedPreprocessing.Load(Path.GetDirectoryName(file)!);
        (fitted with { Classes = ["a", "b"] }).Save(Path.GetDirectoryName(file)!);

        ProblemException exception = await Assert.ThrowsAsync<ProblemException>(
            () => RunModel.LoadAsync(directory.Root, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("the network has another number of classes than the preprocessing", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoRun_NamesBothFiles()
    {
        ProblemException exception = Assert.Throws<ProblemException>(() => SavedModels.Read(new RunDirectory(_fixture.Folder)));
        Assert.Equal([Path.Combine(_fixture.Folder, "plan.json"), Path.Combine(_fixture.Folder, "config.json")], exception.Problems.Select(problem => problem.Where));
    }
}
