using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// Merges what a diagnosis added into what a run was configured to be. The configuration file of a run stays as it was written; whoever trains or concludes reads the two
/// together, here.
/// </summary>
internal static class ReservedVariants
{
    /// <summary>What the names of reserved variants begin with.</summary>
    public const string Prefix = ReservedNames.Prefix;

    /// <summary>The configuration with the variants, the label audit and the range test of the plan's diagnosis.</summary>
    /// <param name="study">The configuration as it was written.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="directory">The run directory, in which lists of samples to leave out lie.</param>
    /// <exception cref="ProblemException">A patch of the plan does not fit the configuration: one of the two files was changed.</exception>
    public static StudyConfiguration Merge(StudyConfiguration study, StudyPlan plan, RunDirectory directory)
    {
        if (plan.Diagnosis is not { } diagnosis)
        {
            return study;
        }

        ScenarioOptions baseline = BaselineOf(study, plan);
        return study with
        {
            Baseline = study.Baseline with
            {
                LabelAudit = diagnosis.Folds is { } folds ? Audited(study.Baseline.LabelAudit ?? new LabelAuditOptions { Folds = folds }) : study.Baseline.LabelAudit,
                RangeTest = diagnosis.HasRangeTest ? Tested(study.Baseline.RangeTest ?? new RangeTestOptions()) : study.Baseline.RangeTest,
            },
            Reserved =
            [
                .. diagnosis.Variants.Select(variant => new ReservedVariant(
                    variant.Name, variant.Role, variant.Causes, variant.What, variant.Patch, Patched(baseline, variant.Patch, directory), variant.Repeats)),
            ],
        };
    }

    /// <summary>What the data were when the study was planned, with those of the diagnosis's variants.</summary>
    public static PreparedStudy Merge(PreparedStudy prepared, StudyPlan plan) => plan.Diagnosis is not { } diagnosis ? prepared : prepared with
    {
        Fingerprints = prepared.Fingerprints
            .Concat(diagnosis.Variants.Select(variant => KeyValuePair.Create(variant.Name, variant.Fingerprint)))
            .ToDictionary(),
    };

    /// <summary>Whether a diagnosis added the variant.</summary>
    public static bool IsReserved(StudyPlan plan, string variant) => plan.Diagnosis?.Variants.Any(reserved => reserved.Name == variant) ?? false;

    /// <summary>The baseline with the values that its search chose, from which reserved variants start.</summary>
    public static ScenarioOptions BaselineOf(StudyConfiguration study, StudyPlan plan) =>
        plan.Trials.FirstOrDefault(IsBaseline) is { } trial ? StudyPlanner.OptionsOf(study, trial) : study.Baseline;

    /// <summary>Whether a trial measures a repeat of the baseline.</summary>
    public static bool IsBaseline(PlannedTrial trial) => trial is { Kind: TrialKind.Measure, Variant: VariantResult.Baseline };

    /// <summary>The baseline's options with a patch applied.</summary>
    /// <exception cref="ProblemException">The patch does not fit.</exception>
    public static ScenarioOptions Patched(ScenarioOptions baseline, JsonObject patch, RunDirectory directory)
    {
        JsonObject resolved = (JsonObject)patch.DeepClone();
        if (resolved["data"] is JsonObject data && data["exclude"]?.GetValue<string>() is { } list)
        {
            data["exclude"] = Path.GetFullPath(list, directory.Root);
        }

        return ScenarioJson.Patched(baseline, resolved);
    }

    private static LabelAuditOptions Audited(LabelAuditOptions audit) => audit with { Variants = WithBaseline(audit.Variants) };

    private static RangeTestOptions Tested(RangeTestOptions test) => test with { Variants = WithBaseline(test.Variants) };

    private static IReadOnlyList<string> WithBaseline(IReadOnlyList<string> variants) =>
        variants.Contains(VariantResult.Baseline) ? variants : [.. variants, VariantResult.Baseline];
}
