using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>Which models of a run predict.</summary>
public sealed record ModelChoice
{
    /// <summary>The variant.</summary>
    public string Variant { get; init; } = VariantResult.Baseline;

    /// <summary>The repeat, from 0. Without meaning for an ensemble.</summary>
    public int Repeat { get; init; }

    /// <summary>Whether all finished repeats of the variant predict together: the mean of their probabilities.</summary>
    public bool Ensemble { get; init; }
}
