using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Host;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Host;

public class DiagnoseVerbTests
{
    [Fact]
    public async Task Diagnose_WithEveryOption_PassesThemOn()
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync(
            "diagnose churn --budget 1h30m --config other.json --set seed=7 --size full --repeats 6 --threads 2 --output out --cache /cache --workers 3 -v quiet", operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.True(operations.IsDiagnosed);
        Assert.Equal(TimeSpan.FromMinutes(90), operations.Budget);
        Assert.Equal(["seed=7", "repeats=6", "training.threads=2"], operations.Overrides);
        Assert.Equal((ScenarioSize.Full, 3, "/cache"), (operations.Size, operations.Options!.Workers, operations.Options.CacheFolder));
        Assert.Equal(
            "mlpipelines diagnose churn --config other.json --size full --budget 1h30m --set seed=7 --set repeats=6 --set training.threads=2", operations.Options.Command);
        Assert.Single(operations.Reports);
    }

    [Fact]
    public async Task Diagnose_WithoutBudget_HasTheUsualOne()
    {
        var operations = new FakeStudyOperations();

        await HostRun.OfAsync("diagnose", operations);

        Assert.Equal(StudyDiagnosis.UsualBudget, operations.Budget);
        Assert.Equal("mlpipelines diagnose fashion --budget 10m", operations.Options!.Command);
    }

    [Fact]
    public async Task Diagnose_ARun_KeepsItsConfigurationCacheAndBudget()
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync("diagnose --run fashion --workers 1", operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal((new RunDirectory(Path.Combine(HostRun.CurrentFolder, "runs", "fashion")), null, 1), operations.Resumed);
        Assert.Null(operations.Budget);
        Assert.Null(operations.File);
    }

    [Theory]
    [InlineData("diagnose fashion --run churn", "leave the scenario's name out")]
    [InlineData("diagnose --run churn --set seed=2", "leave --set or --run out")]
    [InlineData("diagnose --run churn --repeats 2", "leave --repeats or --run out")]
    [InlineData("diagnose --run churn --size full", "leave --size or --run out")]
    [InlineData("diagnose --run churn --threads 2", "leave --threads or --run out")]
    [InlineData("diagnose --budget 10", "expected a time such as 90s, 10m or 1h30m, received '10'")]
    [InlineData("diagnose --budget 0s", "expected a time")]
    [InlineData("diagnose --budget 10m5h", "expected a time")]
    public async Task Diagnose_WhatCannotBeMeant_IsRefusedInWords(string commandLine, string expected)
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync(commandLine, operations);

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains(expected, string.Join(' ', run.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(operations.IsDiagnosed);
    }

    [Theory]
    [InlineData("90s", 90, "1m30s")]
    [InlineData("10m", 600, "10m")]
    [InlineData("1h30m", 5400, "1h30m")]
    [InlineData("2h5s", 7205, "2h5s")]
    public void Parse_TimesAsPeopleWriteThem_ComeBackFromText(string text, int seconds, string back)
    {
        TimeSpan time = Durations.Parse(text)!.Value;

        Assert.Equal(seconds, time.TotalSeconds);
        Assert.Equal(back, Durations.Text(time));
        Assert.Equal(time, Durations.Parse(back));
    }

    [Fact]
    public void Of_RoundOfADiagnosis_SaysWhatIsMeasuredAndWhatIsNot()
    {
        var lines = new ProgressLines(
            new HostEnvironment { CurrentFolder = HostRun.CurrentFolder, Output = TextWriter.Null, Error = TextWriter.Null });
        var progress = new StudyProgress();
        var round = new DiagnosisRound(StudySamples.Start, "evidence: a label audit in 5 folds", ["a range test: The model has no learning rate."]);
        progress.Apply(new Concluding(StudySamples.Start));
        progress.Apply(round);
        progress.Apply(new TrialsAdded(StudySamples.Start, [new PlannedTrial(4, "baseline", 0, 1) { Kind = TrialKind.Fold }]));

        Assert.Equal(
            ["diagnosis, evidence: a label audit in 5 folds", "not run: a range test: The model has no learning rate."], lines.Of(round, progress));
        Assert.Equal("evidence: a label audit in 5 folds", progress.Round);
        Assert.False(progress.IsConcluding);
    }
}
