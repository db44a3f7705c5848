using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>The effect of each random stream on test accuracy.</summary>
internal static class VarianceComponentsConclusion
{
    /// <summary>The effects; null unless the scenario measures them and enough runs finished.</summary>
    public static VarianceComponentsResult? Of(
        VarianceComponentsOptions? options, VariantScores baseline, IReadOnlyList<ComponentRun> runs) => null;
}
