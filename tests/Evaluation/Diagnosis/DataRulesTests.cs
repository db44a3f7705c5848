using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class DataRulesTests
{
    private static readonly SyntheticVariant s_baseline = new("baseline", 0.90, 0.90, 0.90);

    private static readonly AuditedColumn s_leak = new()
    {
        Name = "refund",
        Kind = "numeric",
        Missing = new Dictionary<string, double>(),
        Power = 0.999,
        PowerInterval = new Interval(0.99, 1),
        TestPower = 0.999,
        Suspicion = "It nearly determines the label by itself.",
    };

    [Fact]
    public void Leakage_NoAudit_IsNotExamined() => Assert.Equal(FindingState.NotExamined, Small().State(new TrainTestLeakageRule()));

    [Theory]
    [InlineData(0, "None of the 400 test rows")]
    [InlineData(7, "7 of 400 test rows (1.8%)")] // at most 1.75 points, whatever they do
    public void Leakage_FewCopies_IsAbsentAsAFact(int leaked, string says)
    {
        CauseJudgement judgement = (Small() with { Audit = new AuditResult { Leakage = PlantedDiagnosis.Leakage(leaked, 400) } }).Judge(new TrainTestLeakageRule());

        Assert.Equal(FindingState.Absent, judgement.Decided);
        Assert.StartsWith(says, judgement.Against[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.82, "Present")]
    [InlineData(0.90, "Absent")]
    [InlineData(0.879, "Present")] // surely some, and more than 2 points as measured
    [InlineData(0.8815, "Undecided")]
    public void Leakage_Retrained_IsJudgedByTheSameTestRows(double without, string state)
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(
            s_baseline, reserved: (new SyntheticVariant("diagnose-unleaked", 0.90, 0.90, without), ReservedRole.WithoutLeakedCopies, "")) with
        {
            Audit = new AuditResult { Leakage = PlantedDiagnosis.Leakage(800, 4000) },
        };

        CauseJudgement judgement = evidence.Judge(new TrainTestLeakageRule());

        Assert.Equal(state, evidence.StateName(new TrainTestLeakageRule()));
        Assert.Equal(-judgement.Estimate!.Mean, judgement.Effect!.Mean);
    }

    [Fact]
    public void Leakage_PlainRun_IsJudgedByTheNestedPart()
    {
        DiagnosisEvidence evidence = Small() with
        {
            Audit = new AuditResult { Leakage = PlantedDiagnosis.Leakage(100, 400) },
            Shift = new ShiftParts(PlantedDiagnosis.Estimate(0), PlantedDiagnosis.Estimate(0), PlantedDiagnosis.Estimate(-0.06)),
        };

        CauseJudgement judgement = evidence.Judge(new TrainTestLeakageRule());

        Assert.Equal(0.06, judgement.Estimate!.Mean, 12);
        Assert.Null(judgement.Effect);
        Assert.Contains(judgement.Against, sentence => sentence.Contains("mlpipelines diagnose", StringComparison.Ordinal));
    }

    [Fact]
    public void TargetLeakage_NoSuspicion_IsAbsent() => Assert.Equal(
        FindingState.Absent,
        (Small() with { DataAudit = PlantedDiagnosis.Data(1, 0, s_leak with { Suspicion = null }) }).State(new TargetLeakageRule()));

    [Fact]
    public void TargetLeakage_SuspicionWithoutARemedy_IsUndecided() =>
        Assert.Equal(FindingState.Undecided, (Small() with { DataAudit = PlantedDiagnosis.Data(1, 0, s_leak) }).State(new TargetLeakageRule()));

    [Theory]
    [InlineData(0.80, "Present")] // the test set shares the leak
    [InlineData(0.97, "Present")] // it does not, and the model relied on it
    [InlineData(0.90, "Absent")]
    public void TargetLeakage_ColumnDropped_IsJudgedByTheChange(double dropped, string state)
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(
            s_baseline, reserved: (new SyntheticVariant("diagnose-drop", 0.90, 0.80, dropped), ReservedRole.Remedy, Causes.TargetLeakage)) with
        {
            DataAudit = PlantedDiagnosis.Data(1, 0, s_leak),
        };

        Assert.Equal(state, evidence.StateName(new TargetLeakageRule()));
    }

    [Fact]
    public void TargetLeakage_PowerVanishesInTest_OwnsThePointsOfTheShift()
    {
        DiagnosisEvidence evidence = Small() with
        {
            DataAudit = PlantedDiagnosis.Data(1, 0, s_leak with { TestPower = 0.5 }),
            Shift = new ShiftParts(PlantedDiagnosis.Estimate(0), PlantedDiagnosis.Estimate(0.1), PlantedDiagnosis.Estimate(0)),
        };

        Assert.Equal(FindingState.Present, evidence.State(new TargetLeakageRule()));
        Assert.Equal(FindingState.Undecided, evidence.State(new DistributionShiftRule()));
        Assert.Equal("shift", evidence.Judge(new TargetLeakageRule()).Gap!.Part);
    }

    [Theory]
    [InlineData(1.00, 0, "Absent")]
    [InlineData(0.999, 4, "Absent")]
    [InlineData(0.90, 160, "Present")]
    [InlineData(0.975, 40, "Undecided")]
    public void ConflictingLabels_AccuracyLimit_DecidesIt(double limit, int conflicting, string state) =>
        Assert.Equal(state, (Small() with { DataAudit = PlantedDiagnosis.Data(limit, conflicting) }).StateName(new ConflictingLabelsRule()));

    [Fact]
    public void DataRules_NoAudit_AreNotExamined()
    {
        Assert.Equal(FindingState.NotExamined, Small().State(new ConflictingLabelsRule()));
        Assert.Equal(FindingState.NotExamined, Small().State(new TargetLeakageRule()));
    }

    private static DiagnosisEvidence Small() => PlantedDiagnosis.Evidence(s_baseline, rows: 400, repeats: 3);
}
