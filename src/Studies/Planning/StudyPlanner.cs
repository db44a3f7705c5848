using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>Decides which trials a study has, and in which order they are started.</summary>
internal static class StudyPlanner
{
    /// <summary>
    /// Every variant in every repeat, repeat by repeat: when a study is interrupted, the variants have nearly the same repeats, and the
    /// comparison is still paired.
    /// </summary>
    public static IReadOnlyList<PlannedTrial> Plan(StudyConfiguration study)
    {
        string[] variants = [VariantResult.Baseline, .. study.Variants.Select(variant => variant.Name)];
        return [.. Enumerable.Range(0, study.Baseline.Repeats)
            .SelectMany(repeat => variants.Select(variant => (repeat, variant)))
            .Select((trial, index) => new PlannedTrial(index, trial.variant, trial.repeat, Round: 0))];
    }

    /// <summary>The whole scenario of a variant.</summary>
    public static ScenarioOptions OptionsOf(StudyConfiguration study, string variant) => variant == VariantResult.Baseline
        ? study.Baseline
        : study.Variants.First(candidate => candidate.Name == variant).Options;

    /// <summary>The seeds of a trial. Variants with the same repeat share them.</summary>
    public static TrialSeeds SeedsOf(StudyConfiguration study, int repeat) => new(study.Baseline.Seed, repeat, study.Baseline.Vary);
}
