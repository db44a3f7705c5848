using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>From finished trials to <see cref="StudyResult"/>: summaries, gap, comparisons, verdict.</summary>
public static class StudyConclusion
{
    /// <summary>Concludes a study from whatever trials there are; trials of the plan that are missing count as not run.</summary>
    /// <param name="study">The configuration.</param>
    /// <param name="provenance">What was run where.</param>
    /// <param name="dataset">What the data are.</param>
    /// <param name="trials">All trials that ended.</param>
    /// <param name="rows">Reads a finished trial's rows: (variant, repeat) → measurement → rows. Called once per finished trial, one after another.</param>
    /// <exception cref="ProblemException">The rows of a trial are not those that its <c>trial.json</c> counts.</exception>
    public static StudyResult Conclude(
        StudyConfiguration study,
        StudyProvenance provenance,
        DatasetResult dataset,
        IReadOnlyList<TrialResult> trials,
        Func<string, int, IReadOnlyDictionary<string, TrialRows>> rows)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(dataset);
        VariantScores[] variants =
        [
            VariantScores.Read(VariantResult.Baseline, study.Baseline, trials, rows),
            .. study.Variants.Select(variant => VariantScores.Read(variant.Name, variant.Options, trials, rows)),
        ];
        VariantResult[] results =
        [
            .. variants.Select((variant, index) => Result(variant, index == 0 ? null : study.Variants[index - 1].Patch, dataset.Classes)),
        ];
        IReadOnlyList<ComparisonResult> comparisons = VariantComparison.Compare(variants[0], variants[1..]);
        return new StudyResult
        {
            Scenario = study.Scenario,
            Description = study.Baseline.Description,
            Verdict = GapVerdict.Of(results[0], variants[0], StudyCaveats.Of(variants, results, comparisons)),
            Provenance = provenance,
            Dataset = dataset,
            Variants = results,
            Comparisons = comparisons,
        };
    }

    private static VariantResult Result(VariantScores variant, JsonObject? patch, IReadOnlyList<string> classes)
    {
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
        };
    }
}
