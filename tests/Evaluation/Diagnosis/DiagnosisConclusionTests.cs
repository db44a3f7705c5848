using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Tests.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class DiagnosisConclusionTests
{
    private static readonly SyntheticVariant s_overfits = new("baseline", 0.99, 0.85, 0.85);
    private static readonly SyntheticVariant s_healthy = new("baseline", 0.90, 0.90, 0.90);

    private static readonly ICauseRule[] s_rules =
        [new TrainTestLeakageRule(), new PreprocessingSkewRule(), new OverfittingRule(), new DistributionShiftRule(), new LabelShiftRule(), new SmallTestSetRule()];

    private static DiagnosisResult Diagnose(DiagnosisEvidence evidence) => DiagnosisConclusion.Of(evidence, [.. s_rules.Select(rule => rule.Judge(evidence))]);

    private static (SyntheticVariant, ReservedRole, string) Remedy(string name, double validation, double test, string cause = Causes.Overfitting) =>
        (new SyntheticVariant("diagnose-" + name, 0.95, validation, test), ReservedRole.Remedy, cause);

    private static ShiftParts Shift(DiagnosisEvidence evidence, double label = 0) =>
        new(PlantedDiagnosis.Estimate(label), PlantedDiagnosis.Estimate(evidence.Result.Gap!.Parts[2].Difference - label), new CauseEstimate(0, 0, double.PositiveInfinity));

    [Fact]
    public void Of_TwoCausesAtOnce_SaysBothWithPointsAndWhatHelped()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(
            new SyntheticVariant("baseline", 0.99, 0.85, 0.80), reserved: [Remedy("shifted-images", 0.91, 0.86), Remedy("dropout", 0.85, 0.80)]).WithRisingLoss();
        evidence = evidence with { Shift = Shift(evidence), Audit = new AuditResult { Shifts = [PlantedDiagnosis.Darker()] } };

        DiagnosisResult result = Diagnose(evidence);

        Assert.Equal(Causes.Overfitting, result.Verdict);
        Assert.Equal([Causes.Overfitting, Causes.DistributionShift], result.Findings.Where(finding => finding.State == "present").Select(finding => finding.Cause));
        Assert.Matches(@"^Mostly overfitting: 1\d\.\d of the \d\d\.\d points \(\d+\.\d to \d+\.\d\)\.$", result.Sentences[0]);
        Assert.Matches(@"^\d\.\d points \(\d\.\d to \d\.\d\) come from test samples that are darker than training ones\.$", result.Sentences[1]);
        Assert.Contains(result.Sentences, sentence => System.Text.RegularExpressions.Regex.IsMatch(sentence, @"^Shifted images recovers \d\.\d points \(\d\.\d to \d\.\d; 8 paired repeats\)\.$"));
        Assert.Contains("Dropout does not help here.", result.Sentences);
        Assert.Null(result.Needed);
        Assert.All(evidence.Result.Gap!.Parts, part => Assert.Equal(part.Difference, result.Allocation.Where(row => row.Part == part.Name).Sum(row => row.Points), 1e-15));
    }

    [Fact]
    public void Of_RemedyThatChangesTestSamplesOnly_SaysWhatItRecoversAndWhyItIsNotChosen()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(
            new SyntheticVariant("baseline", 0.90, 0.90, 0.80),
            reserved: (new SyntheticVariant("diagnose-align-test", 0.90, 0.90, 0.89), ReservedRole.Remedy, Causes.DistributionShift)).WithSteadyLoss();
        evidence = evidence with { Shift = Shift(evidence), Audit = new AuditResult { Shifts = [PlantedDiagnosis.Darker()] } };

        // Validation samples are the same ones by the same weights.
        RemedyMeasurement remedy = evidence.Remedies[0];
        evidence = evidence with { Remedies = [remedy with { Validation = CrossedEstimate.Of([SampleSetScores.Crossed([.. Enumerable.Range(0, 8).Select(_ => new double[100])])]) }] };
        DiagnosisResult result = Diagnose(evidence);

        Assert.True(Assert.Single(result.Remedies, candidate => candidate.Name == "diagnose-align-test") is { ChangesTestOnly: true, IsChosen: false, Verdict: "better" });
        Assert.Contains(result.Sentences, sentence => System.Text.RegularExpressions.Regex.IsMatch(
            sentence, @"^Align test: recovers \d\.\d points \(\d\.\d to \d+\.\d; 8 paired repeats\)\. It changes test samples only, so that validation could not choose it\.$"));
        Assert.DoesNotContain(result.Sentences, sentence => sentence.StartsWith("Whether ", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_NothingThere_IsHealthy()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_healthy).WithSteadyLoss();

        DiagnosisResult result = Diagnose(evidence with { Shift = Shift(evidence) });

        Assert.Equal(Causes.Healthy, result.Verdict);
        Assert.StartsWith("Healthy: none of the 5 causes that were examined costs 2 points or more.", result.Sentences[0], StringComparison.Ordinal);
        Assert.Contains("Not examined: train-test leakage.", result.Sentences);
        Assert.All(result.Findings, finding => Assert.Null(finding.Severity));
    }

    [Fact]
    public void Of_FewRepeatsAndRows_CannotTellAndSaysWhatWould()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(new SyntheticStudy
        {
            Variants = [new SyntheticVariant("baseline", 0.90, 0.88, 0.88)],
            Repeats = 3,
            TrainRows = 4000,
            ValidationRows = 40,
            TestRows = 40,
        }).WithRisingLoss();

        DiagnosisResult result = DiagnosisConclusion.Of(evidence, [new OverfittingRule().Judge(evidence)]);

        Assert.Equal(Causes.CannotTell, result.Verdict);
        Assert.Equal(result.Needed!.Sentence, result.Sentences[0]);
        Assert.StartsWith("Cannot tell with 3 repeats and 40 test rows: ", result.Sentences[0], StringComparison.Ordinal);
        CrossedEstimate generalisation = GapConclusion.PartEstimate(evidence.Baseline, "generalisation")!;
        Assert.Null(RequiredSize.Repeats(generalisation, 0.02));
        int repeats = Assert.IsType<int>(result.Needed.Repeats);
        Assert.Equal((int)RequiredSize.RoundUp(40 * RequiredSize.HeldOutFactor(generalisation, 0.02, repeats)!.Value), result.Needed.TestRows);
    }

    /// <summary>Copies make test accuracy too high. That their share of the gap comes out above 0 is chance, and no number to lead with.</summary>
    [Fact]
    public void Of_CopiesThatInflateTest_LeadsWithTheirCountAndWhatTheyAdd()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(
            new SyntheticVariant("baseline", 0.95, 0.92, 0.90),
            reserved: (new SyntheticVariant("diagnose-unleaked", 0.80, 0.80, 0.80), ReservedRole.WithoutLeakedCopies, ""));
        evidence = evidence with
        {
            Audit = new AuditResult { Leakage = PlantedDiagnosis.Leakage(1000, 4000) },
            Shift = new ShiftParts(PlantedDiagnosis.Estimate(0), PlantedDiagnosis.Estimate(0.014), PlantedDiagnosis.Estimate(0.006)),
        };

        DiagnosisResult result = DiagnosisConclusion.Of(evidence, [new TrainTestLeakageRule().Judge(evidence)]);

        Assert.True(result.Findings[0] is { State: "present", GapPoints: > 0 });
        Assert.Matches(
            @"^Train-test leakage\. 1000 of 4000 test rows \(25\.0%\) have copies in training: .* Trained without these copies, the model scores \d+\.\d points \(.*\) less on the same test rows\.$", result.Sentences[0]);
    }

    /// <summary>That test samples have copies in training is said even where their effect cannot be told.</summary>
    [Fact]
    public void Of_CopiesWhoseEffectIsOpen_AreToldNevertheless()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(
            new SyntheticVariant("baseline", 0.90, 0.90, 0.90), rows: 400,
            reserved: (new SyntheticVariant("diagnose-unleaked", 0.89, 0.89, 0.89), ReservedRole.WithoutLeakedCopies, "")) with
        {
            Audit = new AuditResult { Leakage = PlantedDiagnosis.Leakage(80, 400) },
        };

        DiagnosisResult result = DiagnosisConclusion.Of(evidence, [new TrainTestLeakageRule().Judge(evidence)]);

        Assert.Equal((Causes.CannotTell, "undecided"), (result.Verdict, result.Findings[0].State));
        Assert.Matches(@"^80 of 400 test rows \(20\.0%\) have copies in training: .* Whether that matters is open; take them out whatever the answer is\.$", result.Sentences[1]);
    }

    [Fact]
    public void Of_FewRowsAndSteadySeeds_AsksForRowsAlone()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(new SyntheticStudy
        {
            Variants = [new SyntheticVariant("baseline", 0.90, 0.88, 0.88)],
            Deterministic = true,
            Repeats = 3,
            TrainRows = 8000,
            ValidationRows = 400,
            TestRows = 400,
        }).WithRisingLoss();

        NeededStudy needed = DiagnosisConclusion.Of(evidence, [new OverfittingRule().Judge(evidence)]).Needed!;

        CrossedEstimate generalisation = GapConclusion.PartEstimate(evidence.Baseline, "generalisation")!;
        Assert.Equal((int)RequiredSize.RoundUp(400 * RequiredSize.HeldOutFactor(generalisation, 0.02, 3)!.Value), needed.TestRows);
        Assert.Null(needed.Repeats);
        Assert.EndsWith("no number of repeats suffices with the rows there are.", needed.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_OneRepeat_AsksForRepeats()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(new SyntheticVariant("baseline", 0.90, 0.88, 0.88), rows: 200, repeats: 1).WithRisingLoss();

        DiagnosisResult result = DiagnosisConclusion.Of(evidence, [new OverfittingRule().Judge(evidence)]);

        Assert.Equal(5, result.Needed!.Repeats);
    }

    [Fact]
    public void Of_PlainRunWithAGap_AsksForTheDiagnosis()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_overfits, isComplete: false).WithSteadyLoss();

        DiagnosisResult result = DiagnosisConclusion.Of(evidence, [new OverfittingRule().Judge(evidence)]);

        Assert.Equal(Causes.CannotTell, result.Verdict);
        Assert.StartsWith("Cannot tell yet. Run mlpipelines diagnose: what decides about overfitting takes trainings", result.Sentences[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoFinishedRepeat_IsNeverHealthy()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(new SyntheticStudy { Repeats = 2, Failed = [("baseline", 0), ("baseline", 1)] });

        Assert.Equal(Causes.CannotTell, Diagnose(evidence).Verdict);
    }

    [Fact]
    public void Of_SmallestEffect_IsTheOption()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_overfits).WithRisingLoss();

        Assert.Equal(Causes.Overfitting, DiagnosisConclusion.Of(evidence, [new OverfittingRule().Judge(evidence)]).Verdict);
        DiagnosisEvidence lenient = evidence with { SmallestEffect = 0.3 };
        Assert.Equal(Causes.Healthy, DiagnosisConclusion.Of(lenient, [new OverfittingRule().Judge(lenient)]).Verdict);
    }

    [Fact]
    public void Of_RemediesNotRunOrNotChosen_AreNeverCalledHelpful()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_overfits, reserved: [Remedy("dropout", 0.82, 0.90), Remedy("l2", 0.85, 0.85)]).WithRisingLoss() with
        {
            RemediesNotRun = [new RemedyResult { Name = "diagnose-smaller", What = "a smaller model", Causes = [Causes.Overfitting], Repeats = 0, Verdict = "notRun", Note = "The budget." }],
        };

        DiagnosisResult result = Diagnose(evidence);

        Assert.DoesNotContain(result.Sentences, sentence => sentence.Contains("recovers", StringComparison.Ordinal) || sentence.Contains("smaller model", StringComparison.Ordinal));
        Assert.Contains("Whether dropout helps is not shown: validation did not choose it.", result.Sentences);
        Assert.Equal("better", result.Remedies.Single(remedy => remedy.Name == "diagnose-dropout").Verdict);
        Assert.DoesNotContain(result.Remedies, remedy => remedy.IsChosen);
        Assert.DoesNotContain("diagnose-smaller", result.Findings.Single(finding => finding.Cause == Causes.Overfitting).Remedies);
    }

    [Fact]
    public void Of_FewRepeats_BetterTakesAgreementOfTheSignFlips()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_overfits, repeats: 4, reserved: Remedy("dropout", 0.95, 0.95)).WithRisingLoss();

        RemedyResult remedy = Diagnose(evidence).Remedies.Single(candidate => candidate.Name == "diagnose-dropout");

        Assert.Equal("inconclusive", remedy.Verdict);
        Assert.True(remedy.IsChosen);
        Assert.Contains(Diagnose(evidence).Sentences, sentence => sentence.StartsWith("Dropout is chosen on validation samples; on test samples it is not shown to help", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_FailedRemedy_IsNotRunWithTheReason()
    {
        SyntheticStudy study = new()
        {
            Variants = [s_overfits],
            Repeats = 2,
            TestRows = 100,
            Failed = [("diagnose-dropout", 0), ("diagnose-dropout", 1)],
        };

        RemedyResult remedy = Diagnose(PlantedDiagnosis.Evidence(study, true, Remedy("dropout", 0.9, 0.9))).Remedies.Single();

        Assert.Equal("notRun", remedy.Verdict);
        Assert.StartsWith("No repeat finished. Repeat 0: ", remedy.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LearningCurve_ExtrapolatesMoreData()
    {
        // error(n) = 2 n^-0.5 at 400, 800 and 1600 samples: 10%, 7.07% and 5%; at 3200 3.54%, a gain of 1.46 points.
        SyntheticStudy study = new() { Variants = [new SyntheticVariant("baseline", 0.99, 0.95, 0.95)], TrainRows = 1600, TestRows = 6000, Repeats = 6, SeedSpread = 0, InteractionSpread = 0.1 };
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(study);
        VariantScores Part(int rows, double accuracy) => PlantedDiagnosis.Evidence(study with { TrainRows = rows, Variants = [new SyntheticVariant("baseline", 0.99, accuracy, accuracy)] }).Baseline;
        ReservedVariant quarter = new("diagnose-curve", ReservedRole.LearningCurve, [], "a part of the training samples", [], evidence.Options, 6);
        evidence = evidence with { References = [new ReferenceMeasurement(quarter, Part(400, 0.90)), new ReferenceMeasurement(quarter, Part(800, 0.9293))] };

        RemedyResult more = Diagnose(evidence.WithSteadyLoss()).Remedies.Single();

        Assert.Equal("extrapolated", more.Verdict);
        Assert.InRange(more.Test!.Difference, 0.0096, 0.0196);
        Assert.False(more.IsChosen);
        Assert.Contains(Diagnose(evidence.WithSteadyLoss()).Sentences, sentence => sentence.StartsWith("Twice the training samples (3200) would add ", StringComparison.Ordinal));
    }

    [Fact]
    public void References_SanityRuns_PassOrFailByTheirRules()
    {
        DiagnosisEvidence good = PlantedDiagnosis.Evidence(
            s_healthy,
            rows: 1000,
            reserved:
            [
                (new SyntheticVariant("diagnose-overfit32", 0.9999, 0.3, 0.3), ReservedRole.OverfitSanity, ""),
                (new SyntheticVariant("diagnose-shuffled", 0.5, 0.1, 0.1), ReservedRole.ShuffledLabels, ""),
                (new SyntheticVariant("diagnose-logistic", 0.8, 0.8, 0.8), ReservedRole.LogisticBaseline, ""),
            ]);
        DiagnosisEvidence bad = PlantedDiagnosis.Evidence(
            s_healthy,
            rows: 1000,
            reserved:
            [
                (new SyntheticVariant("diagnose-overfit32", 0.6, 0.3, 0.3), ReservedRole.OverfitSanity, ""),
                (new SyntheticVariant("diagnose-shuffled", 0.5, 0.4, 0.4), ReservedRole.ShuffledLabels, ""),
            ]);

        Assert.Equal(
            [("majority", null), ("logisticRegression", null), ("overfit32", true), ("shuffledLabels", true)],
            ReferenceRuns.Of(good).Select(run => (run.Name, run.Passed)));
        Assert.Equal([("majority", null), ("overfit32", false), ("shuffledLabels", (bool?)false)], ReferenceRuns.Of(bad).Select(run => (run.Name, run.Passed)));
        Assert.Equal(0.1, ReferenceRuns.Of(good)[0].Value, 6);
    }

    [Fact]
    public void Conclude_StudyWithReservedVariants_CarriesTheDiagnosisThroughJson()
    {
        SyntheticStudy study = new() { Repeats = 6, Variants = [s_overfits] };
        SyntheticStudy all = study with { Variants = [s_overfits, new SyntheticVariant("diagnose-dropout", 0.95, 0.90, 0.90)] };
        StudyConfiguration configuration = study.Configuration();
        configuration = configuration with
        {
            Reserved = [new ReservedVariant("diagnose-dropout", ReservedRole.Remedy, [Causes.Overfitting], "dropout 0.3", [], configuration.Baseline, 6)],
        };

        StudyResult result = StudyConclusion.Conclude(configuration, study.Provenance(), study.Dataset(), new StudyEvidence
        {
            Trials = [.. all.Trials().Where(trial => trial.Variant == "baseline")],
            ReservedTrials = [.. all.Trials().Where(trial => trial.Variant != "baseline")],
            Rows = all.Rows,
            History = all.History,
        });

        Assert.NotNull(result.Diagnosis);
        Assert.Equal(Causes.All.Count, result.Diagnosis.Findings.Select(finding => finding.Cause).Distinct().Count());
        Assert.Equal(6, result.Diagnosis.Remedies.Single().Repeats);
        Assert.DoesNotContain(result.Variants, variant => variant.Name == "diagnose-dropout");
        using TemporaryFolder folder = new();
        string path = folder["result.json"];
        ResultFiles.WriteResult(path, result);
        DiagnosisResult read = ResultFiles.ReadResult(path).Diagnosis!;
        Assert.Equivalent(result.Diagnosis, read, strict: true);
        Assert.Equal(result.Diagnosis.Sentences, read.Sentences);
    }

    [Fact]
    public void Conclude_NoTrial_HasNoDiagnosis()
    {
        SyntheticStudy study = new();

        Assert.Null(StudyConclusion.Conclude(study.Configuration(), study.Provenance(), study.Dataset(), new StudyEvidence { Trials = [], Rows = study.Rows }).Diagnosis);
    }
}
