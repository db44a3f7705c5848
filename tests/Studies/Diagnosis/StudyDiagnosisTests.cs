using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>Diagnoses of tiny tables, from the first trial to the last.</summary>
public sealed class StudyDiagnosisTests : IDisposable
{
    private static readonly TimeSpan s_ample = TimeSpan.FromHours(1);

    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task StartAsync_SmallPerceptron_GathersEvidenceAndKeepsTheDecisionsInThePlan()
    {
        StudyFixture.Recorded events = new();

        StudyOutcome outcome = await DiagnoseAsync(Perceptron(), s_ample, events);

        StudyPlan plan = StudyPlan.Read(outcome.Directory.Plan);
        Assert.Equal(DiagnosisStage.Confirmed, plan.Diagnosis!.Stage);
        Assert.Equal(
            ["diagnose-overfit32", "diagnose-logistic", "diagnose-quarter", "diagnose-half", "diagnose-shuffled-labels"],
            plan.Diagnosis.Variants.Where(variant => variant.Role != ReservedRole.Remedy).Select(variant => variant.Name));
        Assert.Equal(5, plan.Trials.Count(trial => trial.Kind == TrialKind.Fold));
        Assert.All(plan.Trials, trial => Assert.Equal(TrialState.Finished, ResultFiles.ReadTrial(outcome.Directory.TrialResult(trial.Variant, trial.Name)).State));
        Assert.Equal("baseline", Assert.Single(outcome.Result.LabelAudits).Variant);
        Assert.Equal("baseline", Assert.Single(outcome.Result.RangeTests).Variant);
        Assert.Equal(["baseline"], outcome.Result.Variants.Select(variant => variant.Name));
        Assert.False(outcome.Result.Provenance.Configuration.ContainsKey("labelAudit"));
        Assert.Contains(events.Events.OfType<DiagnosisRound>(), round => round.What.Contains("random training labels", StringComparison.Ordinal));

        // The sanity runs do what they are for: 32 samples are fitted, and random labels are not.
        Assert.True(Trial(outcome, "diagnose-overfit32", 0).Measurements[MeasurementNames.TrainClean].Accuracy > 0.95);
        Assert.True(Trial(outcome, "diagnose-shuffled-labels", 0).Measurements[MeasurementNames.TrainClean].Accuracy < 0.75);
        Assert.Equal(32, Trial(outcome, "diagnose-overfit32", 0).Measurements[MeasurementNames.TrainClean].Rows);
    }

    [Fact]
    public async Task ResumeAsync_RemediesInThePlan_AreTrainedPairedAndNotDecidedAgain()
    {
        StudyOutcome plain = await _fixture.StartAsync(Perceptron());
        RunDirectory directory = plain.Directory;
        StudyPlan plan = StudyPlan.Read(directory.Plan);
        StudyResult fake = plain.Result with { Diagnosis = DiagnosedCases.Diagnosis([(Causes.Overfitting, "undecided"), (Causes.LabelNoise, "present")]) };
        PlannedRound round = Remedies(directory, plan, fake, seconds: 3600);
        (plan, _) = round.AppendedTo(plan);
        StudyJson.Write(directory.Plan, plan);
        StudyFixture.Recorded events = new();

        StudyOutcome outcome = await StudyFixture.ResumeInProcessAsync(directory, events);

        Assert.Equal(["diagnose-dropout", "diagnose-weight-penalty", "diagnose-smaller-model", "diagnose-early-stopping"], round.Diagnosis.Variants.Select(variant => variant.Name));
        Assert.Equal(["diagnose-exclude-suspects"], round.Diagnosis.RemediesNotRun.Select(remedy => remedy.Name));
        Assert.All(round.Diagnosis.RemediesNotRun, remedy => Assert.Equal(("notRun", 0), (remedy.Verdict, remedy.Repeats)));

        // Four remedies take 8 repeats before any can be shown to help; there were 2, so the baseline gets 6 more.
        Assert.All(round.Diagnosis.Variants, variant => Assert.Equal(8, variant.Repeats));
        Assert.Equal(6 + (4 * 8), events.Events.OfType<TrialFinished>().Count());
        Assert.Equal(8, outcome.Result.Variants[0].Trials.Count);
        Assert.DoesNotContain(events.Events, happened => happened is DiagnosisRound);
        Assert.NotEqual(Trial(outcome, "baseline", 1).WeightsDigest, Trial(outcome, "diagnose-dropout", 1).WeightsDigest);
        Assert.Equal(Ids(directory, "baseline"), Ids(directory, "diagnose-dropout"));
        Assert.Equal(["baseline"], outcome.Result.Variants.Select(variant => variant.Name));

        // Again: nothing is trained.
        StudyFixture.Recorded again = new();
        await StudyDiagnosis.ContinueAsync(directory, null, null, 1, TimeProvider.System, again, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(again.Events, happened => happened is TrialStarted);
    }

    [Theory]
    [InlineData("undecided", 0.05, 0.03, 3600, 4, true)] // error 0.03 / 2.2, distance 0.03: (2.8 * 0.0136 / 0.03)^2 = 1.6 times the 2 repeats
    [InlineData("undecided", 0.025, 0.03, 3600, 6, true)] // never more than three times as many
    [InlineData("undecided", 0.05, 0.03, 0, 2, false)] // nothing can be afforded
    [InlineData("undecided", 0.015, 0.03, 3600, 2, false)] // it does not look as if it were there
    [InlineData("present", 0.05, 0.01, 3600, 2, false)] // nothing is open
    public async Task Confirmation_RemedyThatSeemsToHelp_GetsTheRepeatsThatWouldShowIt(string state, double effect, double half, double seconds, int repeats, bool again)
    {
        StudyOutcome plain = await _fixture.StartAsync(Perceptron());
        RunDirectory directory = plain.Directory;
        StudyPlan plan = StudyPlan.Read(directory.Plan);
        StudyConfiguration study = StudyConfigurationFile.Read(directory.Configuration);
        JsonObject patch = new() { ["training"] = new JsonObject { ["epochs"] = 9 } };
        PlannedVariant variant = new("diagnose-more-epochs", ReservedRole.Remedy, [Causes.Undertrained], "9 epochs", patch, 2, "");
        GapPart part = new("validation.accuracy", variant.Name, VariantResult.Baseline, effect, new Interval(effect - half, effect + half));
        StudyResult fake = plain.Result with
        {
            Diagnosis = DiagnosedCases.Diagnosis([(Causes.Undertrained, state)]) with
            {
                Verdict = state == "present" ? Causes.Undertrained : Causes.CannotTell,
                Findings = [new MlPipelines.Evaluation.Finding { Cause = Causes.Undertrained, State = state, EffectPoints = effect, EffectInterval = new Interval(effect - half, effect + half) }],
                Remedies = [new RemedyResult { Name = variant.Name, What = variant.What, Causes = variant.Causes, Repeats = 2, Validation = part, Test = part, Verdict = "inconclusive" }],
            },
        };
        DiagnosedCase known = Case(directory, fake, study.Baseline);

        PlannedRound round = new ConfirmationPlanner(known, new TrialCost(study.Baseline, fake.Variants[0].Trials, known.Data), new DiagnosisBudget(seconds, workers: 1))
            .Plan(new DiagnosisPlan { BudgetSeconds = seconds, Stage = DiagnosisStage.Remedies, Variants = [variant] }, plan.Trials);

        Assert.Equal((DiagnosisStage.Confirmed, again, repeats), (round.Diagnosis.Stage, round.Diagnosis.HasSecondLook, round.Diagnosis.Variants[0].Repeats));
        Assert.Equal(
            Enumerable.Range(2, repeats - 2).SelectMany(repeat => new[] { ("baseline", repeat), (variant.Name, repeat) }).Order(),
            round.Trials.Select(trial => (trial.Variant, trial.Repeat)).Order());
    }

    [Fact]
    public async Task Plan_BudgetForOne_LeavesTheOthersOutWithWhatTheyTake()
    {
        StudyOutcome plain = await _fixture.StartAsync(Perceptron());
        StudyPlan plan = StudyPlan.Read(plain.Directory.Plan);
        StudyResult fake = plain.Result with { Diagnosis = DiagnosedCases.Diagnosis([(Causes.Overfitting, "present")]) };
        double one = plain.Result.Variants[0].Trials.Sum(trial => trial.Seconds);

        PlannedRound round = Remedies(plain.Directory, plan, fake, seconds: 1.5 * one);

        Assert.Equal("diagnose-dropout", round.Diagnosis.Variants[0].Name);
        Assert.Contains("of the budget", round.Diagnosis.RemediesNotRun.Single(remedy => remedy.Name == "diagnose-weight-penalty").Note, StringComparison.Ordinal);
        Assert.NotNull(round.Diagnosis.RemediesNotRun.Single(remedy => remedy.Name == "diagnose-weight-penalty").Patch);
    }

    [Fact]
    public async Task ContinueAsync_InterruptedInTheEvidence_GoesOnWithResumeAndGivesTheUninterruptedNumbers()
    {
        using CancellationTokenSource cancel = new();
        string? folder = null;
        StudyFixture.Recorded events = new(happened =>
        {
            folder = happened is StudyPlanned planned ? planned.RunFolder : folder;
            if (happened is TrialFinished { Trial.Variant: "diagnose-quarter" })
            {
                cancel.Cancel();
            }
        });
        StudyConfiguration study = Logistic();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StudyDiagnosis.StartAsync(study, s_ample, Options(), events, cancel.Token));
        RunDirectory interrupted = new(folder!);
        IReadOnlyList<PlannedVariant> decided = StudyPlan.Read(interrupted.Plan).Diagnosis!.Variants;
        StudyOutcome resumed = await StudyFixture.ResumeInProcessAsync(interrupted);
        StudyOutcome whole = await DiagnoseAsync(study, s_ample);

        StudyPlan plan = StudyPlan.Read(interrupted.Plan);
        Assert.Equal(DiagnosisStage.Confirmed, plan.Diagnosis!.Stage);
        Assert.Equal(decided.Select(variant => variant.Patch.ToJsonString()), plan.Diagnosis.Variants.Take(decided.Count).Select(variant => variant.Patch.ToJsonString()));
        Assert.Equal(
            File.ReadAllText(whole.Directory.Predictions("diagnose-half", 0)), File.ReadAllText(resumed.Directory.Predictions("diagnose-half", 0)));
        Assert.Equal(whole.Result.LabelAudits[0].NoiseRate, resumed.Result.LabelAudits[0].NoiseRate);
    }

    [Fact]
    public async Task ContinueAsync_PlainRunWithASecondBudget_KeepsItsTrialsAndSkipsWhatDoesNotFit()
    {
        StudyOutcome plain = await _fixture.StartAsync(Logistic());
        byte[] before = File.ReadAllBytes(plain.Directory.TrialResult("baseline", 0));

        await ContinueAsync(plain.Directory, TimeSpan.FromMilliseconds(1));

        DiagnosisPlan diagnosis = StudyPlan.Read(plain.Directory.Plan).Diagnosis!;
        Assert.Equal(before, File.ReadAllBytes(plain.Directory.TrialResult("baseline", 0)));
        Assert.Empty(diagnosis.Variants);
        Assert.Null(diagnosis.Folds);
        Assert.Contains(diagnosis.Skipped, skipped => skipped.Reason.Contains("of the budget", StringComparison.Ordinal));
        Assert.Contains(diagnosis.Skipped, skipped => skipped.Reason.Contains("no learning rate", StringComparison.Ordinal));

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => ContinueAsync(plain.Directory, s_ample));
        Assert.Contains("the budget with which this run's diagnosis was planned, 0.001 s, received 3600 s", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ContinueAsync_RunsThatAreNotWhole_SayWhatIsWrong()
    {
        StudyOutcome plain = await _fixture.StartAsync(Logistic());
        RunDirectory directory = plain.Directory;
        string plan = File.ReadAllText(directory.Plan);

        File.WriteAllText(directory.Plan, plan.Replace("mlpipelines/plan/1", "mlpipelines/plan/9", StringComparison.Ordinal));
        Assert.Contains("another version", await MessageAsync(directory), StringComparison.Ordinal);

        File.WriteAllText(directory.Plan, plan[..(plan.Length / 2)]);
        Assert.Contains("cut off or damaged", await MessageAsync(directory), StringComparison.Ordinal);

        File.WriteAllText(directory.Plan, plan);
        File.Delete(directory.Predictions("baseline", 0));
        Assert.Contains("predictions.csv", await MessageAsync(directory), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ListOfExcludedSamplesChanged_RefusesTheTrial()
    {
        StudyOutcome plain = await _fixture.StartAsync(Logistic());
        RunDirectory directory = plain.Directory;
        StudyPlan plan = StudyPlan.Read(directory.Plan);
        ScenarioOptions options = Logistic().Baseline;
        DiagnosedCase study = Case(directory, plain.Result, options);
        JsonObject patch = PlannedRound.WithList([], ["1", "2"], "diagnose-test", study);
        CheckedChange change = Preparation(directory, plan).Check(patch);
        Assert.Null(change.Refusal);
        Assert.NotEqual(PreparedStudy.Read(directory.Dataset).Description.Fingerprint, change.Fingerprint);
        PlannedVariant variant = new("diagnose-test", ReservedRole.Remedy, [Causes.LabelNoise], "", patch, 1, change.Fingerprint);
        PlannedRound round = new(
            new DiagnosisPlan { BudgetSeconds = 1, Stage = DiagnosisStage.Remedies, Variants = [variant] }, PlannedRound.Measuring([(variant, change.Options!)], options), "");
        StudyJson.Write(directory.Plan, round.AppendedTo(plan).Plan);
        int index = plan.Trials.Count;
        File.AppendAllText(Path.Combine(directory.Root, "audits", "diagnose-test.csv"), "3\n");

        ProblemException thrown = Assert.Throws<ProblemException>(
            () => TrialRun.Run(directory, index, TextWriter.Null, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Contains("fingerprint", thrown.Message, StringComparison.Ordinal);
    }

    private StudyConfiguration Perceptron() => _fixture.Load(
        """
        { "scenario": "tiny", "scenarios": { "tiny": {
            "data": { "type": "synthetic", "trainRows": 240, "testRows": 200, "features": 4, "labels": "linear" },
            "model": { "type": "mlp", "hiddenUnits": [16] },
            "training": { "epochs": 4, "optimizer": { "learningRate": 0.01 } },
            "repeats": 2 } } }
        """);

    private StudyConfiguration Logistic() => _fixture.Load(
        """
        { "scenario": "tiny", "scenarios": { "tiny": {
            "data": { "type": "synthetic", "trainRows": 240, "testRows": 200, "features": 4, "labels": "linear" },
            "model": { "type": "logisticRegression" },
            "repeats": 1 } } }
        """);

    private StudyRunOptions Options() => new() { OutputFolder = _fixture.Output, CacheFolder = _fixture.Cache, Workers = 1, Command = "mlpipelines diagnose tiny", InProcess = true };

    private Task<StudyOutcome> DiagnoseAsync(StudyConfiguration study, TimeSpan budget, IProgress<StudyEvent>? events = null) =>
        StudyDiagnosis.StartAsync(study, budget, Options(), events ?? new StudyFixture.Recorded(), TestContext.Current.CancellationToken);

    private static Task<StudyOutcome> ContinueAsync(RunDirectory directory, TimeSpan? budget) => StudyDiagnosis.ContinueAsync(
        directory, budget, cacheFolder: null, workers: 1, TimeProvider.System, new StudyFixture.Recorded(), TestContext.Current.CancellationToken);

    private static async Task<string> MessageAsync(RunDirectory directory) =>
        (await Assert.ThrowsAsync<ProblemException>(() => ContinueAsync(directory, TimeSpan.FromSeconds(1)))).Message;

    private ReservedPreparation Preparation(RunDirectory directory, StudyPlan plan)
    {
        StudyConfiguration study = StudyConfigurationFile.Read(directory.Configuration);
        return new ReservedPreparation(study, ReservedVariants.BaselineOf(study, plan), directory, _fixture.Cache, TestContext.Current.CancellationToken);
    }

    private static DiagnosedCase Case(RunDirectory directory, StudyResult result, ScenarioOptions options) => new()
    {
        Options = options,
        Result = result,
        Data = PreparedStudy.Read(directory.Dataset).Description,
        Directory = directory,
    };

    private PlannedRound Remedies(RunDirectory directory, StudyPlan plan, StudyResult result, double seconds)
    {
        StudyConfiguration study = StudyConfigurationFile.Read(directory.Configuration);
        DiagnosedCase known = Case(directory, result, study.Baseline);
        TrialCost cost = new(study.Baseline, result.Variants[0].Trials, known.Data);
        return new RemedyPlanner(known, Preparation(directory, plan), cost, new DiagnosisBudget(seconds, workers: 1))
            .Plan(new DiagnosisPlan { BudgetSeconds = seconds, Stage = DiagnosisStage.Evidence }, plan.Trials);
    }

    private static TrialResult Trial(StudyOutcome outcome, string variant, int repeat) => ResultFiles.ReadTrial(outcome.Directory.TrialResult(variant, repeat));

    private static IReadOnlyList<string> Ids(RunDirectory directory, string variant) => ResultFiles.ReadPredictions(directory.Predictions(variant, 1))[MeasurementNames.Test].Ids;
}
