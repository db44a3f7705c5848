using System.Text.Json.Serialization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>The preprocessing of images: decode, resize to <see cref="Width"/> x <see cref="Height"/>, <see cref="Channels"/> channels, normalise per channel.</summary>
public sealed record FittedImages : FittedPreprocessing
{
    internal const string KindName = "image";

    /// <inheritdoc/>
    [JsonPropertyOrder(-2)]
    public override string Kind { get; init; } = KindName;

    /// <summary>Rows of pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of pixels.</summary>
    public required int Width { get; init; }

    /// <summary>1: grey, colour images become their luma (ITU-R BT.601). 3: red, green, blue; grey images repeat their channel.</summary>
    public required int Channels { get; init; }

    /// <summary>No height was configured: an image of another height is refused, as in training, not resized.</summary>
    public required bool HeightMustMatch { get; init; }

    /// <summary>The same for the width.</summary>
    public required bool WidthMustMatch { get; init; }

    /// <summary>The means of the training pixels (0..255) by channel.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Their standard deviations (divisor n) by channel.</summary>
    public required IReadOnlyList<double> StandardDeviation { get; init; }

    /// <summary>How training images are prepared, before they are augmented.</summary>
    public required FittedImagePath Training { get; init; }

    /// <summary>How test images are prepared; the same unless <c>pipeline.test</c> reproduces skew. New images go this way.</summary>
    public required FittedImagePath Test { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override SampleShape Shape => new(Height, Width, Channels, IsImage: true);

    /// <summary>Whether the two paths differ in anything.</summary>
    [JsonIgnore]
    public bool PathsDiffer =>
        Training.Resize != Test.Resize
        || Training.ChannelOrder != Test.ChannelOrder
        || !Training.Scale.SequenceEqual(Test.Scale)
        || !Training.Offset.SequenceEqual(Test.Offset);

    /// <summary>The preprocessing of a path.</summary>
    public FittedImagePath PathOf(PreprocessingPath path) => path == PreprocessingPath.Training ? Training : Test;

    /// <summary>What images are decoded to on a path.</summary>
    internal ImageTarget Target(PreprocessingPath path) => new(
        Width, Height, WidthMustMatch, HeightMustMatch, PathOf(path).Resize, Channels == 1 ? ColorMode.Grayscale : ColorMode.Rgb);

    internal override string? Fault() => base.Fault()
        ?? (Width < 1 || Height < 1 || Width > ImageLimits.LongestSide || Height > ImageLimits.LongestSide || (long)Width * Height > ImageLimits.MaximumPixels
            ? FormattableString.Invariant($"images of {Width} x {Height} pixels")
            : Channels is not (1 or 3) ? FormattableString.Invariant($"images of {Channels} channels")
            : Training.Fault(Channels) ?? Test.Fault(Channels));
}

/// <summary>One way from an image to a model's input: value x scale + offset per channel, in single precision.</summary>
public sealed record FittedImagePath
{
    /// <summary>What happens to the aspect ratio.</summary>
    public required ResizeMode Resize { get; init; }

    /// <summary>The order in which channels are normalised and reach the model.</summary>
    public required ChannelOrder ChannelOrder { get; init; }

    /// <summary>The factor by channel.</summary>
    public required IReadOnlyList<float> Scale { get; init; }

    /// <summary>The summand by channel.</summary>
    public required IReadOnlyList<float> Offset { get; init; }

    internal ChannelNormalization Normalization() => new(Scale, Offset);

    internal string? Fault(int channels) =>
        Scale.Count != channels || Offset.Count != channels ? FormattableString.Invariant($"a normalisation that has not {channels} channels")
        : ChannelOrder == ChannelOrder.Bgr && channels != 3 ? "grey images with channels in another order"
        : !Scale.Concat(Offset).All(float.IsFinite) ? "a normalisation that is not finite"
        : null;
}
