namespace MlPipelines.Evaluation;

/// <summary>
/// Single images through everything that makes predictions of one image differ: the training path and the test path, augmentations, and the repeats that trained the model. Numbers describe
/// these images and nothing beyond them.
/// </summary>
public sealed record ProbeResult
{
    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The run, as <c>scenario/time</c>.</summary>
    public required string Run { get; init; }

    /// <summary>The variants that were probed, at least one.</summary>
    public required IReadOnlyList<ProbedVariant> Variants { get; init; }

    /// <summary>What a user should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A variant's view of the images.</summary>
public sealed record ProbedVariant
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The repeats that have a model.</summary>
    public required IReadOnlyList<int> Repeats { get; init; }

    /// <summary>The class names by index.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The augmentation in words: <c>rotation 10, horizontalFlip</c>; null without one.</summary>
    public string? Augmentation { get; init; }

    /// <summary>The images, in the order in which they were given.</summary>
    public required IReadOnlyList<ProbedImage> Images { get; init; }

    /// <summary>How far predictions move, over all images: root mean squares of the spreads, means of the shares.</summary>
    public required ProbeSpread Spread { get; init; }
}

/// <summary>One image.</summary>
public sealed record ProbedImage
{
    /// <summary>What a user calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Its own width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Its own height.</summary>
    public required int Height { get; init; }

    /// <summary>Whether it is coloured.</summary>
    public required bool IsColored { get; init; }

    /// <summary>What the model receives through both paths, and what differs, for the first repeat's preprocessing.</summary>
    public required IdentityProbe Tensors { get; init; }

    /// <summary>The image as the training path gives it to the normalisation, a PNG file.</summary>
    public required ReadOnlyMemory<byte> TrainingPicture { get; init; }

    /// <summary>The same of the test path.</summary>
    public required ReadOnlyMemory<byte> TestPicture { get; init; }

    /// <summary>Augmented as training would, through the training path; empty without augmentation.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> AugmentedPictures { get; init; } = [];

    /// <summary>The class with the greatest mean probability over the repeats, through the test path: the one whose probability is followed.</summary>
    public required int Class { get; init; }

    /// <summary>What every repeat says.</summary>
    public required IReadOnlyList<ProbedRepeat> Repeats { get; init; }

    /// <summary>How far the probability of <see cref="Class"/> moves.</summary>
    public required ProbeSpread Spread { get; init; }
}

/// <summary>What a repeat's model says about an image; probabilities by class.</summary>
/// <param name="Repeat">The repeat.</param>
/// <param name="Training">Through the training path, without augmentation.</param>
/// <param name="Test">Through the test path.</param>
/// <param name="Augmented">For each augmentation, the same ones for every repeat.</param>
public sealed record ProbedRepeat(int Repeat, IReadOnlyList<float> Training, IReadOnlyList<float> Test, IReadOnlyList<IReadOnlyList<float>> Augmented);

/// <summary>
/// How far predictions of an image move, by what moves them. Spreads are standard deviations of the probability of one class, so that they can be compared; shares count predictions whose most
/// probable class is another one.
/// </summary>
/// <param name="Repeats">Over repeats, through the test path (divisor n - 1); null with one repeat.</param>
/// <param name="Augmentations">Over augmentations within a repeat (divisor n - 1), root mean square over repeats; null with fewer than two augmentations.</param>
/// <param name="Paths">Between the two paths within a repeat: |difference| / sqrt(2), root mean square over repeats.</param>
/// <param name="RepeatsChanged">The share of repeats that predict another class than the mean of all; null with one repeat.</param>
/// <param name="AugmentationsChanged">The share of augmented images of which the same repeat predicts another class than of the image as it is; null without augmentations.</param>
/// <param name="PathsChanged">The share of repeats that predict another class through the test path than through the training path.</param>
public sealed record ProbeSpread(
    double? Repeats, double? Augmentations, double Paths, double? RepeatsChanged, double? AugmentationsChanged, double PathsChanged);
