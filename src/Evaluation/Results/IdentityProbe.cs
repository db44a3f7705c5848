namespace MlPipelines.Evaluation;

/// <summary>The same validation images through the training path and through the test path, and what augmentation makes of training images.</summary>
public sealed record IdentityProbe
{
    /// <summary>The number of images.</summary>
    public required int Samples { get; init; }

    /// <summary>What the model receives through the training path.</summary>
    public required TensorStatistics Training { get; init; }

    /// <summary>What it receives for the same images through the test path.</summary>
    public required TensorStatistics Test { get; init; }

    /// <summary>The share of images whose tensors are equal to the last bit.</summary>
    public required double EqualTensors { get; init; }

    /// <summary>The mean absolute difference of their values, in standard deviations of the training path's.</summary>
    public required double MeanDifference { get; init; }

    /// <summary>What differs, in words: <c>scaled by 0.0039</c>, <c>channels in reverse order</c>, <c>other resizing</c>; null when nothing does.</summary>
    public string? Difference { get; init; }

    /// <summary>The share of images whose predicted class changes; null without a model.</summary>
    public double? ChangedPredictions { get; init; }

    /// <summary>How predictions of one training image spread over its augmentations; null without augmentation or model.</summary>
    public AugmentationSpread? Augmentation { get; init; }
}

/// <summary>Statistics of prepared images.</summary>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Minimum">Least value.</param>
/// <param name="Maximum">Greatest value.</param>
/// <param name="ChannelMeans">Mean by channel.</param>
/// <param name="ChannelDeviations">Standard deviation by channel.</param>
/// <param name="Digest">SHA-256 of all values, in hexadecimal.</param>
public sealed record TensorStatistics(
    int Height, int Width, int Channels, double Minimum, double Maximum, IReadOnlyList<double> ChannelMeans, IReadOnlyList<double> ChannelDeviations, string Digest);

/// <summary>Predictions of training images over several augmentations of each.</summary>
/// <param name="Samples">Images.</param>
/// <param name="Draws">Augmentations of each.</param>
/// <param name="Accuracy">Mean accuracy over all of them.</param>
/// <param name="CleanAccuracy">Accuracy on the same images as they are.</param>
/// <param name="Deviation">Mean over images of the standard deviation of the true class's probability over its augmentations.</param>
/// <param name="ChangedShare">The share of augmented predictions that differ from the image's own.</param>
public sealed record AugmentationSpread(int Samples, int Draws, double Accuracy, double CleanAccuracy, double Deviation, double ChangedShare);
