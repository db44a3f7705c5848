using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Accuracy and gap against swept values.</summary>
internal static class SweepConclusion
{
    /// <summary>Every swept option with its points.</summary>
    public static IReadOnlyList<SweepResult> Of(
        StudyConfiguration study, DatasetResult dataset, IReadOnlyList<VariantScores> variants, IReadOnlyList<VariantResult> results) => [];
}
