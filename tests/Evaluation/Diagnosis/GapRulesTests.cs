using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class GapRulesTests
{
    private static readonly SyntheticVariant s_overfits = new("baseline", 0.99, 0.85, 0.85);
    private static readonly SyntheticVariant s_fits = new("baseline", 0.90, 0.90, 0.90);

    private static (SyntheticVariant, ReservedRole, string) Dropout(double accuracy) =>
        (new SyntheticVariant("diagnose-dropout", 0.95, accuracy, accuracy), ReservedRole.Remedy, Causes.Overfitting);

    [Fact]
    public void Overfitting_GapAndRisingLoss_IsPresentWithItsPoints()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_overfits, isComplete: false).WithRisingLoss();

        CauseJudgement judgement = evidence.Judge(new OverfittingRule());

        Assert.Equal(FindingState.Present, evidence.State(new OverfittingRule()));
        Assert.Equal(evidence.Result.Gap!.Parts[0].Difference, judgement.Gap!.Estimate.Mean, 12);
        Assert.Contains(judgement.Evidence, sentence => sentence.StartsWith("Log loss on validation samples rises by ", StringComparison.Ordinal));
    }

    [Fact]
    public void Overfitting_GapAndSteadyLoss_IsUndecidedInARunAndHarmlessAfterADiagnosis()
    {
        DiagnosisEvidence run = PlantedDiagnosis.Evidence(s_overfits, isComplete: false).WithSteadyLoss();
        DiagnosisEvidence diagnosed = PlantedDiagnosis.Evidence(s_overfits, reserved: Dropout(0.85)).WithSteadyLoss();

        Assert.Equal(FindingState.Undecided, run.State(new OverfittingRule()));
        Assert.Equal(FindingState.Absent, diagnosed.State(new OverfittingRule()));
        Assert.Contains(diagnosed.Judge(new OverfittingRule()).Against, sentence => sentence.Contains("harmless", StringComparison.Ordinal));
    }

    [Fact]
    public void Overfitting_SteadyLossAndABetterRegularisedVariant_IsPresent()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_overfits, reserved: Dropout(0.91)).WithSteadyLoss();

        Assert.Equal(FindingState.Present, evidence.State(new OverfittingRule()));
        Assert.InRange(evidence.Judge(new OverfittingRule()).Effect!.Mean, 0.04, 0.08);
    }

    [Fact]
    public void Overfitting_NoGap_IsAbsentThoughTheLossRises() =>
        Assert.Equal(FindingState.Absent, PlantedDiagnosis.Evidence(s_fits).WithRisingLoss().State(new OverfittingRule()));

    [Fact]
    public void Overfitting_NoGapMeasurements_IsNotExamined()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(new SyntheticStudy { Repeats = 2, Failed = [("baseline", 0), ("baseline", 1)] });

        Assert.Equal(FindingState.NotExamined, evidence.State(new OverfittingRule()));
    }

    [Theory]
    [InlineData(0.999, 0.9, "Absent")] // fits all
    [InlineData(0.9, 0.8, "Absent")] // capacity to spare
    [InlineData(0.8, 0.8, "Undecided")] // a larger model was not run
    public void Underfitting_WithoutALargerModel_IsJudgedByTraining(double train, double validation, string state) =>
        Assert.Equal(state, PlantedDiagnosis.Evidence(new SyntheticVariant("baseline", train, validation, validation)).StateName(new UnderfittingRule()));

    /// <summary>A gap of 6 points is capacity to spare, unless a strong penalty is what leaves the training samples unfitted: then only less of it tells.</summary>
    [Theory]
    [InlineData(0.001, 0, "Absent")]
    [InlineData(0.01, 0, "Undecided")]
    [InlineData(0, 0.5, "Absent")]
    [InlineData(0, 0.6, "Undecided")]
    public void Underfitting_StronglyRestrained_IsNotExcludedByAGap(double l2, double dropout, string state)
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(new SyntheticVariant("baseline", 0.86, 0.80, 0.80));

        Assert.Equal(state, (evidence with { Options = evidence.Options with { Model = new MlpOptions { L2 = l2, Dropout = dropout } } }).StateName(new UnderfittingRule()));
    }

    [Theory]
    [InlineData(0.88, "Present")]
    [InlineData(0.80, "Absent")]
    [InlineData(0.82, "Undecided")]
    public void Underfitting_LargerModel_IsJudgedByItsTestEffect(double larger, string state)
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(
            new SyntheticVariant("baseline", 0.80, 0.80, 0.80),
            reserved: (new SyntheticVariant("diagnose-larger", larger, larger, larger), ReservedRole.Remedy, Causes.Underfitting));

        Assert.Equal(state, evidence.StateName(new UnderfittingRule()));
    }

    [Theory]
    [InlineData(0.90, 4000, "Present")]
    [InlineData(0.80, 4000, "Absent")]
    [InlineData(0.815, 300, "Undecided")]
    public void Skew_TestPath_IsJudgedByTheSameImages(double clean, int rows, string state)
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(new SyntheticStudy
        {
            Variants = [new SyntheticVariant("baseline", 0.92, 0.80, 0.80) { ValidationClean = clean }],
            TestPath = new TestPathOptions(),
            TrainRows = rows,
            ValidationRows = rows,
            TestRows = rows,
        });

        Assert.Equal(state, evidence.StateName(new PreprocessingSkewRule()));
    }

    [Fact]
    public void Skew_OnePath_IsAbsentAsAFact() =>
        Assert.Equal(FindingState.Absent, PlantedDiagnosis.Evidence(s_fits, rows: 100).Judge(new PreprocessingSkewRule()).Decided);

    [Fact]
    public void DistributionShift_DarkerTestImages_SaysSo()
    {
        DiagnosisEvidence evidence = Shifted(other: 0.06) with { Audit = new AuditResult { Shifts = [PlantedDiagnosis.Darker()] } };

        CauseJudgement judgement = evidence.Judge(new DistributionShiftRule());

        Assert.Equal(FindingState.Present, evidence.State(new DistributionShiftRule()));
        Assert.Contains(judgement.Evidence, sentence => sentence.StartsWith("Test samples are darker than training ones (mean 0.5 in validation, 0.3 in test", StringComparison.Ordinal));
        Assert.DoesNotContain(judgement.Evidence, sentence => sentence.Contains("contrast", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "Present")] // what aligned samples gain on the same rows decides where the sets leave it open
    [InlineData(false, "Undecided")] // not where no property differs
    public void DistributionShift_AlignedSamplesGain_DecidesWhatTheSetsLeaveOpen(bool isDarker, string state)
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(
            s_fits, reserved: (new SyntheticVariant("diagnose-align-test", 0.90, 0.90, 0.95), ReservedRole.Remedy, Causes.DistributionShift));
        evidence = evidence with { Shift = Shifted(other: 0.02).Shift, Audit = isDarker ? new AuditResult { Shifts = [PlantedDiagnosis.Darker()] } : null };

        Assert.Equal(state, evidence.StateName(new DistributionShiftRule()));
        CauseJudgement judgement = evidence.Judge(new DistributionShiftRule());
        Assert.Equal(isDarker, judgement.Effect is not null);
        Assert.Equal(isDarker, judgement.Advice!.Contains("pipeline.alignTest", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.0252, true, "Present")]
    [InlineData(0.0252, false, "Undecided")] // 2.6 standard errors above the limit, and nothing tells the sets apart
    [InlineData(0.03, false, "Present")] // 5 standard errors
    public void DistributionShift_NothingTellsTheSetsApart_TakesASurerDifference(double other, bool isTold, string state)
    {
        ShiftAudit alike = PlantedDiagnosis.Darker() with { Features = new TwoSampleTest(0.52, new Interval(0.48, 0.56), 0.2), Properties = [] };
        DiagnosisEvidence evidence = Shifted(other: other) with { Audit = new AuditResult { Shifts = [isTold ? PlantedDiagnosis.Darker() : alike] } };

        Assert.Equal(state, evidence.StateName(new DistributionShiftRule()));
    }

    [Fact]
    public void DistributionShift_AlignmentBesideAnotherTestPath_DecidesNothing()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(
            s_fits, reserved: (new SyntheticVariant("diagnose-align-test", 0.90, 0.90, 0.95), ReservedRole.Remedy, Causes.DistributionShift));
        evidence = evidence with
        {
            Shift = Shifted(other: 0.02).Shift,
            Audit = new AuditResult { Shifts = [PlantedDiagnosis.Darker()] },
            Options = evidence.Options with { Pipeline = new PipelineOptions { Test = new TestPathOptions { Normalization = PixelNormalization.None } } },
        };

        Assert.Equal(FindingState.Undecided, evidence.State(new DistributionShiftRule()));
    }

    [Fact]
    public void DistributionShift_SignificanceWithoutPoints_IsAbsent() => Assert.Equal(
        FindingState.Absent,
        (Shifted(other: 0) with { Audit = new AuditResult { Shifts = [PlantedDiagnosis.Darker()] } }).State(new DistributionShiftRule()));

    [Fact]
    public void DistributionShift_NearTheLimit_IsUndecided() => Assert.Equal(FindingState.Undecided, Shifted(other: 0.02).State(new DistributionShiftRule()));

    [Theory]
    [InlineData(0.05, "Present")]
    [InlineData(0.02, "Undecided")]
    [InlineData(0.00, "Absent")]
    public void LabelShift_Points_DecideIt(double label, string state) => Assert.Equal(state, Shifted(label: label).StateName(new LabelShiftRule()));

    [Fact]
    public void Shift_NotDivided_IsNotExamined()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_fits, rows: 100, repeats: 2) with { Shift = null };

        Assert.Equal(FindingState.NotExamined, evidence.State(new LabelShiftRule()));
        Assert.Equal(FindingState.NotExamined, evidence.State(new DistributionShiftRule()));
    }

    private static DiagnosisEvidence Shifted(double label = 0, double other = 0) => PlantedDiagnosis.Evidence(s_fits, rows: 200, repeats: 3) with
    {
        Shift = new ShiftParts(PlantedDiagnosis.Estimate(label), PlantedDiagnosis.Estimate(other), PlantedDiagnosis.Estimate(0)),
    };
}
