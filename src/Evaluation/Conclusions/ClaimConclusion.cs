using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Decides the scenario's claim.</summary>
internal static class ClaimConclusion
{
    /// <summary>The claim's result; null when the scenario makes none.</summary>
    public static ClaimResult? Of(
        ClaimOptions? claim, IReadOnlyList<VariantScores> variants, IReadOnlyList<VariantResult> results, IReadOnlyList<ComparisonResult> comparisons) => null;
}
