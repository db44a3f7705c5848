using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>A round of a diagnosis: the decisions, and the trials that follow from them.</summary>
/// <param name="Diagnosis">The decisions so far.</param>
/// <param name="Trials">The trials that they add; numbers and round are given when they are appended.</param>
/// <param name="What">What is measured, in words.</param>
internal sealed record PlannedRound(DiagnosisPlan Diagnosis, IReadOnlyList<PlannedTrial> Trials, string What)
{
    /// <summary>The plan with the round's trials at its end.</summary>
    public (StudyPlan Plan, IReadOnlyList<PlannedTrial> Added) AppendedTo(StudyPlan plan)
    {
        int round = plan.Trials.Count == 0 ? 0 : plan.Trials[^1].Round + 1;
        PlannedTrial[] added = [.. Trials.Select((trial, index) => trial with { Index = plan.Trials.Count + index, Round = round })];
        return (plan with { Diagnosis = Diagnosis, Trials = [.. plan.Trials, .. added] }, added);
    }

    /// <summary>The trials of reserved variants, repeat by repeat, as those of the scenario's own.</summary>
    /// <param name="variants">The variants with their options.</param>
    /// <param name="baseline">The baseline's options; a variant that differs from it in test samples only takes its weights.</param>
    public static IReadOnlyList<PlannedTrial> Measuring(IReadOnlyList<(PlannedVariant Variant, ScenarioOptions Options)> variants, ScenarioOptions baseline)
    {
        string trained = SharedTraining.Key(baseline);
        return
        [
            .. Enumerable.Range(0, variants.Select(pair => pair.Variant.Repeats).DefaultIfEmpty(0).Max()).SelectMany(repeat => variants
                .Where(pair => repeat < pair.Variant.Repeats)
                .Select(pair => new PlannedTrial(0, pair.Variant.Name, repeat, 0)
                {
                    WeightsFrom = SharedTraining.Key(pair.Options) == trained ? VariantResult.Baseline : null,
                })),
        ];
    }

    /// <summary>The patch with a list of samples to leave out, where there are any; the list is written into the run directory.</summary>
    public static JsonObject WithList(JsonObject patch, IReadOnlyList<string> excluded, string name, DiagnosedCase study)
    {
        if (excluded.Count == 0)
        {
            return patch;
        }

        JsonObject changed = (JsonObject)patch.DeepClone();
        changed["data"] ??= new JsonObject();
        changed["data"]!["exclude"] = ExclusionList.Write(study.Directory, name, excluded, study.Options.Data.Exclude);
        return changed;
    }
}
