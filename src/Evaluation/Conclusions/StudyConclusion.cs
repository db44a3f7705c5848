using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>From finished trials to <see cref="StudyResult"/>: summaries, gap, comparisons, claim, verdict.</summary>
public static class StudyConclusion
{
    /// <summary>Concludes a study from whatever trials there are; trials of the plan that are missing count as not run.</summary>
    /// <param name="study">The configuration.</param>
    /// <param name="provenance">What was run where.</param>
    /// <param name="dataset">What the data are.</param>
    /// <param name="evidence">What the trials left.</param>
    /// <exception cref="ProblemException">The rows of a trial are not those that its <c>trial.json</c> counts.</exception>
    public static StudyResult Conclude(StudyConfiguration study, StudyProvenance provenance, DatasetResult dataset, StudyEvidence evidence) =>
        Conclude(study, provenance, dataset, evidence, new HeldRows());

    /// <summary>The same with bounds of one's own for the rows in memory.</summary>
    internal static StudyResult Conclude(StudyConfiguration study, StudyProvenance provenance, DatasetResult dataset, StudyEvidence evidence, HeldRows held)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(evidence);
        ILookup<string, TrialResult> trials = evidence.Trials.ToLookup(trial => trial.Variant);
        VariantScores baseline = VariantScores.Read(VariantResult.Baseline, study.Baseline, trials[VariantResult.Baseline], evidence.Rows, held);
        List<VariantScores> variants = [baseline];
        List<VariantResult> results = [Result(baseline, null, dataset, evidence)];
        List<PairedDifference> pairs = [];
        foreach (VariantConfiguration configured in study.Variants)
        {
            VariantScores variant = VariantScores.Read(configured.Name, configured.Options, trials[configured.Name], evidence.Rows, held);
            variants.Add(variant);
            results.Add(Result(variant, configured.Patch, dataset, evidence));
            pairs.AddRange(VariantComparison.Pairs(baseline, variant));
            held.Trim(baseline);
        }

        IReadOnlyList<ComparisonResult> comparisons = VariantComparison.Compare(pairs);
        RangeTestResult[] rangeTests =
        [
            .. variants.Where(variant => evidence.RangeTests.ContainsKey(variant.Name)).Select(variant =>
                RangeTestConclusion.Of(variant.Name, evidence.RangeTests[variant.Name], variant.Options.Training.Optimizer.LearningRate)),
        ];
        DiagnosisResult? diagnosis = DiagnosisConclusion.Of(CollectedEvidence.Of(study, dataset, baseline, results[0], evidence, rangeTests, held));
        return new StudyResult
        {
            Scenario = study.Scenario,
            Description = study.Baseline.Description,
            Size = study.Size == ScenarioSize.Full ? "full" : "quick",
            Verdict = GapVerdict.Of(results[0], baseline, StudyCaveats.Of(variants, results, comparisons, evidence.FailedParts)),
            Provenance = provenance,
            Dataset = dataset,
            Variants = results,
            Comparisons = comparisons,
            Claim = ClaimConclusion.Of(study.Baseline.Claim, variants, results, comparisons),
            Spreads = SpreadConclusion.Of(variants),
            Sweeps = SweepConclusion.Of(study, dataset, variants, results),
            VarianceComponents = VarianceComponentsConclusion.Of(study.Baseline.VarianceComponents, baseline, evidence.ComponentRuns),
            Searches = evidence.Searches,
            RangeTests = rangeTests,
            LabelAudits = evidence.LabelAudits,
            DataAudit = evidence.DataAudit,
            Audit = RepeatedMistakes.Count(evidence.Audit, baseline),
            Diagnosis = diagnosis,
            Gates = GateConclusion.Of(study.Baseline.Gates, baseline, diagnosis),
        };
    }

    private static VariantResult Result(VariantScores variant, JsonObject? patch, DatasetResult dataset, StudyEvidence evidence)
    {
        IReadOnlyList<string> classes = dataset.Classes;
        ConfusionMatrix? confusion = ClassConclusion.Confusion(variant, classes.Count);
        return new VariantResult
        {
            Name = variant.Name,
            Patch = patch,
            Trials = variant.Trials,
            Summary = MetricSummaries.Of(variant, classes.Count),
            Gap = GapConclusion.Of(variant),
            Confusion = confusion is null ? [] : ClassConclusion.Rows(confusion),
            Classes = confusion is null ? [] : ClassConclusion.Classes(variant, confusion, classes),
            Calibration = CalibrationConclusion.Of(variant),
            PrecisionRecall = patch is null ? PrecisionRecallConclusion.Of(variant, classes) : [],
            Ensemble = EnsembleConclusion.Of(variant, classes.Count),
            IdenticalSamples = IdenticalSamplesConclusion.Of(variant, evidence, classes),
            Dynamics = DynamicsConclusion.Of(variant, evidence, dataset),
        };
    }
}
