using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>What a probe looks at.</summary>
public sealed record ProbeOptions
{
    /// <summary>Augmentations of each image, unless others are asked for: a standard deviation of 8 numbers is right to a quarter (1/sqrt(2 (n - 1))).</summary>
    public const int UsualAugmentations = 8;

    /// <summary>The most images: a page that people look at has no more. Chosen here.</summary>
    public const int MostImages = 30;

    /// <summary>The most augmentations of each image, for the same reason.</summary>
    public const int MostAugmentations = 64;

    /// <summary>The variants.</summary>
    public IReadOnlyList<string> Variants { get; init; } = [VariantResult.Baseline];

    /// <summary>Augmentations of each image.</summary>
    public int Augmentations { get; init; } = UsualAugmentations;
}
