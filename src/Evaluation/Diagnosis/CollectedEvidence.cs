using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Gathers what rules may read: the baseline, what was concluded about it, audits, and the variants that a diagnosis added.</summary>
internal static class CollectedEvidence
{
    /// <exception cref="ProblemException">The rows of a reserved trial are not those that its <c>trial.json</c> counts.</exception>
    public static DiagnosisEvidence Of(
        StudyConfiguration study, DatasetResult dataset, VariantScores baseline, VariantResult result, StudyEvidence evidence, IReadOnlyList<RangeTestResult> rangeTests, HeldRows held)
    {
        List<(ReservedVariant Variant, VariantScores Scores, RemedyMeasurement? Measurement)> remedies = [];
        List<(ReservedVariant Variant, VariantScores Scores)> references = [];
        foreach (ReservedVariant variant in study.Reserved)
        {
            VariantScores scores = VariantScores.Read(variant.Name, variant.Options, evidence.ReservedTrials, evidence.Rows, held);
            if (variant.Role == ReservedRole.Remedy)
            {
                remedies.Add((variant, scores, Measured(baseline, variant, scores)));
            }
            else if (scores.Finished.Count > 0)
            {
                references.Add((variant, scores));
            }

            held.Trim(baseline);
        }

        return new DiagnosisEvidence
        {
            Options = study.Baseline,
            Dataset = dataset,
            Baseline = baseline,
            Result = result,
            SmallestEffect = study.Baseline.Diagnosis.SmallestEffect,
            History = repeat => evidence.History(baseline.Name, repeat),
            Shift = baseline.RepeatsWith(MeasurementNames.Validation, MeasurementNames.Test).Count == 0 ? null : ShiftSplit.Of(baseline, evidence.Audit?.Leakage),
            Audit = evidence.Audit,
            DataAudit = evidence.DataAudit,
            LabelAudit = evidence.LabelAudits.FirstOrDefault(audit => audit.Variant == baseline.Name),
            RangeTest = rangeTests.FirstOrDefault(test => test.Variant == baseline.Name),
            Remedies = [.. remedies.Select(remedy => remedy.Measurement).OfType<RemedyMeasurement>()],
            RemediesNotRun =
            [
                .. remedies.Where(remedy => remedy.Measurement is null).Select(remedy => NotMeasured(remedy.Variant, remedy.Scores)),
                .. evidence.RemediesNotRun,
            ],
            References = [.. references.Select(pair => new ReferenceMeasurement(pair.Variant, pair.Scores))],
            IsComplete = evidence.DiagnosisIsComplete,
            Looks = evidence.DiagnosisLooks,
            Held = held,
        };
    }

    /// <returns>Null when no repeat is common.</returns>
    private static RemedyMeasurement? Measured(VariantScores baseline, ReservedVariant variant, VariantScores scores)
    {
        string[] measurements = [MeasurementNames.Validation, MeasurementNames.Test];
        int[] repeats = [.. baseline.RepeatsWith(measurements).Intersect(scores.RepeatsWith(measurements))];
        CrossedEstimate Difference(string measurement, RowMetric metric) => StatisticEstimate.Of(
            [new SignedMeasurement(scores, measurement, 1), new SignedMeasurement(baseline, measurement, -1)], metric, repeats);
        return repeats.Length == 0
            ? null
            : new RemedyMeasurement(
                variant,
                scores,
                repeats,
                Difference(MeasurementNames.Validation, RowMetric.Accuracy),
                Difference(MeasurementNames.Test, RowMetric.Accuracy),
                Difference(MeasurementNames.Validation, RowMetric.BalancedAccuracy),
                Difference(MeasurementNames.Test, RowMetric.BalancedAccuracy));
    }

    private static RemedyResult NotMeasured(ReservedVariant variant, VariantScores scores)
    {
        TrialResult? failed = scores.Trials.FirstOrDefault(trial => trial.State == TrialState.Failed);
        return new RemedyResult
        {
            Name = variant.Name,
            What = variant.What,
            Causes = variant.Causes,
            Patch = variant.Patch,
            Repeats = 0,
            Verdict = RemedyResults.NotRun,
            Note = failed is not null ? EstimateText.Text($"No repeat finished. Repeat {failed.Repeat}: {failed.Failure}")
                : scores.Finished.Count > 0 ? "It has no finished repeat in common with the baseline."
                : "None of its repeats has ended yet.",
        };
    }
}
