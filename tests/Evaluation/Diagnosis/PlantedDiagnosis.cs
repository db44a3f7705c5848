using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Tests.Evaluation;

/// <summary>Evidence of a diagnosis whose accuracies are planted; what audits say is added by the test.</summary>
internal static class PlantedDiagnosis
{
    /// <summary>A baseline with these accuracies, and the reserved variants beside it.</summary>
    public static DiagnosisEvidence Evidence(
        SyntheticVariant baseline, int rows = 4000, int repeats = 8, bool isComplete = true, params (SyntheticVariant Variant, ReservedRole Role, string Cause)[] reserved) =>
        Evidence(new SyntheticStudy { Variants = [baseline], TrainRows = rows, ValidationRows = rows, TestRows = rows, Repeats = repeats }, isComplete, reserved);

    public static DiagnosisEvidence Evidence(
        SyntheticStudy study, bool isComplete = true, params (SyntheticVariant Variant, ReservedRole Role, string Cause)[] reserved)
    {
        SyntheticStudy all = study with { Variants = [study.Variants[0], .. reserved.Select(entry => entry.Variant)] };
        StudyConfiguration configuration = study.Configuration();
        configuration = configuration with
        {
            Variants = [],
            Reserved =
            [
                .. reserved.Select(entry => new ReservedVariant(
                    entry.Variant.Name, entry.Role, entry.Role == ReservedRole.Remedy ? [entry.Cause] : [], What(entry.Variant), [], configuration.Baseline, study.Repeats)),
            ],
        };
        ILookup<bool, TrialResult> trials = all.Trials().ToLookup(trial => trial.Variant == "baseline");
        var rows = new Dictionary<(string, int), IReadOnlyDictionary<string, TrialRows>>();
        StudyEvidence evidence = new()
        {
            Trials = [.. trials[true]],
            ReservedTrials = [.. trials[false]],
            Rows = (variant, repeat) => rows.TryGetValue((variant, repeat), out IReadOnlyDictionary<string, TrialRows>? known)
                ? known
                : rows[(variant, repeat)] = all.Rows(variant, repeat),
            DiagnosisIsComplete = isComplete,
        };
        VariantResult result = StudyConclusion.Conclude(configuration with { Reserved = [] }, study.Provenance(), study.Dataset(), evidence).Variants[0];
        var baseline = VariantScores.Read("baseline", configuration.Baseline, evidence.Trials, evidence.Rows);
        return CollectedEvidence.Of(configuration, study.Dataset(), baseline, result, evidence, [], new HeldRows());
    }

    /// <summary>Log losses by epoch of every repeat, the same but for a little scatter; the kept epoch is the sixth.</summary>
    public static DiagnosisEvidence WithLosses(this DiagnosisEvidence evidence, params double[] heldOut) => evidence with
    {
        History = repeat =>
        [
            .. heldOut.Select((loss, index) => new EpochRow(
                index + 1, loss, 0.9, loss, 0.9, "validation", loss + (0.0005 * ((repeat + index) % 3)), 0.9, 0.001, 1, 1)),
        ],
    };

    /// <summary>The held-out loss halves and stays.</summary>
    public static DiagnosisEvidence WithSteadyLoss(this DiagnosisEvidence evidence) => evidence.WithLosses(0.8, 0.6, 0.5, 0.45, 0.42, 0.4);

    /// <summary>The held-out loss rises by half from its minimum.</summary>
    public static DiagnosisEvidence WithRisingLoss(this DiagnosisEvidence evidence) => evidence.WithLosses(0.8, 0.4, 0.45, 0.5, 0.55, 0.6);

    public static CauseEstimate Estimate(double mean, double deviation = 0.002) => new(mean, deviation * deviation, 20);

    public static CauseJudgement Judge(this DiagnosisEvidence evidence, ICauseRule rule) => rule.Judge(evidence);

    /// <summary>The state of a rule's cause as the arbiter decides it, alone.</summary>
    public static FindingState State(this DiagnosisEvidence evidence, ICauseRule rule) => Arbiter.Decide([rule.Judge(evidence)], evidence.SmallestEffect)[0].State;

    public static string StateName(this DiagnosisEvidence evidence, ICauseRule rule) => evidence.State(rule).ToString();

    public static LeakageAudit Leakage(int leaked, int rows) => new()
    {
        TestRows = rows,
        Exact = leaked,
        Near = 0,
        Rows = [.. Enumerable.Range(0, leaked).Select(row => new LeakedRow(row, "train", row, true, true))],
        TrainingCopies = [.. Enumerable.Range(0, leaked).Select(row => $"train/{row}.png")],
        Method = "Equal content.",
    };

    public static ShiftAudit Darker() => new()
    {
        From = "validation",
        To = "test",
        RowsFrom = 4000,
        RowsTo = 4000,
        Features = new TwoSampleTest(0.8, new Interval(0.78, 0.82), 0.001),
        Properties =
        [
            new ShiftedProperty { Name = "brightness", Kind = "imageProperty", EffectSize = -0.9, Distance = 0.4, P = 1e-9, AdjustedP = 1e-8, MeanFrom = 0.5, MeanTo = 0.3 },
            new ShiftedProperty { Name = "contrast", Kind = "imageProperty", EffectSize = 0.01, Distance = 0.01, P = 0.8, AdjustedP = 1 },
        ],
        Labels = new LabelShiftTest([0.5, 0.5], [0.2, 0.8], 0.0001),
    };

    public static DataAuditResult Data(double accuracyLimit = 1, int conflicting = 0, params AuditedColumn[] columns) => new()
    {
        Columns = columns,
        Duplicates = new DuplicateSummary { WithinTraining = 0, AcrossTest = 0, AcrossValidation = 0, Conflicting = conflicting, AccuracyLimit = accuracyLimit },
    };

    private static string What(SyntheticVariant variant) => variant.Name.Replace("diagnose-", "", StringComparison.Ordinal).Replace('-', ' ');
}
