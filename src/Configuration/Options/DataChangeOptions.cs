using System.ComponentModel.DataAnnotations;

namespace MlPipelines.Configuration;

/// <summary>Wrong labels that are planted in the training source, to learn what they cost and whether the label audit finds them. Follows the stream <c>data</c>.</summary>
public sealed record LabelNoiseOptions
{
    /// <summary>The share of labels that become wrong; with <c>pairs</c>, of the labels of the classes named there.</summary>
    [Range(0.0, 1.0)]
    public required double Rate { get; init; }

    /// <summary>Pairs of classes that are mistaken for each other: <c>[["shirt", "t-shirt"]]</c>, or their label numbers with IDX data. Absent: every other class is equally likely.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Pairs { get; init; }
}

/// <summary>
/// What is done to test images at the size that the model sees, in the order of the members here. Noise is drawn once per image (stream <c>data</c>), so that
/// every repeat and every variant sees the same image. Each member is off at its default.
/// </summary>
public sealed record CorruptOptions
{
    /// <summary>The image is scaled down by this factor and back up: 1 changes nothing, 4 leaves a sixteenth of the pixels.</summary>
    [Range(1.0, 32.0)]
    public double Rescale { get; init; } = 1;

    /// <summary>Pixels: standard deviation of a Gaussian blur.</summary>
    [Range(0.0, 32.0)]
    public double Blur { get; init; }

    /// <summary>Fraction of the full range 255 that is added to every pixel; below 0 darkens.</summary>
    [Range(-1.0, 1.0)]
    public double Brightness { get; init; }

    /// <summary>Factor on the distance of every pixel from the image's mean: 1 changes nothing, 0 leaves a flat image.</summary>
    [Range(0.0, 10.0)]
    public double Contrast { get; init; } = 1;

    /// <summary>Standard deviation of Gaussian noise per pixel and channel, as a fraction of the full range 255.</summary>
    [Range(0.0, 1.0)]
    public double Noise { get; init; }

    /// <summary>The image is encoded as JPEG of this quality and decoded again. Absent: it is not.</summary>
    [Range(1, 100)]
    public int? Jpeg { get; init; }
}
