namespace MlPipelines.Evaluation;

/// <summary>How training went.</summary>
internal static class DynamicsConclusion
{
    /// <summary>The dynamics of a variant; null for a trainer without epochs or without a finished repeat.</summary>
    public static DynamicsResult? Of(VariantScores variant, StudyEvidence evidence, DatasetResult dataset) => null;
}
