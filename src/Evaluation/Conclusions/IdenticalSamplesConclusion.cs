namespace MlPipelines.Evaluation;

/// <summary>Identical samples in two treatments.</summary>
internal static class IdenticalSamplesConclusion
{
    /// <summary>The pairs that a variant measured.</summary>
    public static IReadOnlyList<IdenticalPair> Of(VariantScores variant, StudyEvidence evidence, IReadOnlyList<string> classes) => [];
}
