using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Test samples have copies in training. Decided by how much they inflate accuracy on the same test rows: with and without the copies in training where that was run, otherwise by the nested
/// part of the gap. Copies can inflate accuracy by no more than their share of the test rows.
/// </summary>
/// <remarks>
/// That copies are there is counted, and only what they do is estimated: where trainings without them show that accuracy is surely inflated, and by more than the smallest effect as far as they measure it, the
/// cause is present. To ask that it is surely inflated by more than the smallest effect left 24.6% and 45.6% copied test rows undecided, which add 2.2 points (0.9 to 3.5) and 4.3 (1.4 to 7.2).
/// </remarks>
internal sealed class TrainTestLeakageRule : ICauseRule
{
    public string Cause => Causes.TrainTestLeakage;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        if (evidence.Audit?.Leakage is not { } leakage)
        {
            return CauseJudgement.NotExamined(Cause, "test samples were not compared with training samples");
        }

        if (leakage.Rows.Count == 0)
        {
            return CauseJudgement.Absent(Cause, EstimateText.Text($"None of the {leakage.TestRows} test rows has a copy, or nearly a copy, in training."));
        }

        double delta = evidence.SmallestEffect;
        string found = EstimateText.Text(
            $"{EstimateText.Share(leakage.Rows.Count, leakage.TestRows, "test rows")} have copies in training: {leakage.Exact} exact, {leakage.Near} nearly; {leakage.Rows.Count(row => row.SameLabel)} with the same label.");
        if (leakage.Rows.Count < delta * leakage.TestRows)
        {
            return CauseJudgement.Absent(Cause, found, $"So few cannot change accuracy by {Points.Whole(delta)}.");
        }

        CrossedEstimate? retrained = evidence.ReferencesOf(ReservedRole.WithoutLeakedCopies).FirstOrDefault() is { } without ? Inflation(evidence.Baseline, without) : null;
        CauseEstimate? inflation = retrained is not null ? CauseEstimate.Of(retrained) : Negative(evidence.Shift?.Leakage);
        string? measured = inflation is null ? null : retrained is not null
            ? $"Trained without these copies, the model scores {EstimateText.Of(inflation)} less on the same test rows."
            : $"Accuracy on all test rows is {EstimateText.Of(inflation)} above that on the rows without copies.";
        bool isSmall = inflation is not null && inflation.Interval().Upper < delta;
        return new CauseJudgement
        {
            Cause = Cause,
            Estimate = inflation,
            Limit = retrained is not null && inflation!.Mean >= delta ? 0 : null,
            Gap = evidence.Shift is { } shift ? new GapShare("shift", shift.Leakage) : null,
            Effect = retrained is null ? null : CauseEstimate.Of(retrained, -1),
            Evidence = measured is null || isSmall ? [found] : [found, measured],
            Against = [.. isSmall && measured is not null ? (string[])[measured] : [], .. retrained is null ? NotRetrained() : []],
            Excluded = [leakage.Method],
            Advice = "Remove the copies from training (data.exclude) or from the test set, and judge the model by the rows without copies.",
        };
    }

    private static string[] NotRetrained() =>
        ["Rows with copies may be easier or harder by nature; mlpipelines diagnose trains without the copies and so removes that doubt."];

    private static CauseEstimate? Negative(CauseEstimate? estimate) => estimate is null ? null : estimate with { Mean = -estimate.Mean };

    /// <summary>Accuracy as is minus accuracy without the copies in training, all test rows, paired.</summary>
    private static CrossedEstimate? Inflation(VariantScores baseline, VariantScores without)
    {
        int[] repeats = [.. baseline.RepeatsWith(MeasurementNames.Test).Intersect(without.RepeatsWith(MeasurementNames.Test))];
        return repeats.Length == 0
            ? null
            : StatisticEstimate.Of(
                [new SignedMeasurement(baseline, MeasurementNames.Test, 1), new SignedMeasurement(without, MeasurementNames.Test, -1)], RowMetric.Accuracy, repeats);
    }
}
