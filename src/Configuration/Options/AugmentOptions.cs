using System.ComponentModel.DataAnnotations;

namespace MlPipelines.Configuration;

/// <summary>
/// Random changes to training images, drawn anew for every sample in every epoch. They are applied in the order of the members
/// here: rotation to vertical flip as one affine map about the image's centre with linear interpolation, then random crop,
/// brightness, contrast, noise, erasing. Each member is 0 (or false) by default: off.
/// </summary>
public sealed record AugmentOptions
{
    /// <summary>The classes whose samples are changed, such as a rare one, by name or, with IDX data, by label number. Absent: all.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Degrees: the angle is uniform in [-rotation, rotation].</summary>
    [Range(0.0, 180.0)]
    public double Rotation { get; init; }

    /// <summary>Fraction of the width: the shift is uniform in [-widthShift, widthShift].</summary>
    [Range(0.0, 1.0)]
    public double WidthShift { get; init; }

    /// <summary>Fraction of the height: the shift is uniform in [-heightShift, heightShift].</summary>
    [Range(0.0, 1.0)]
    public double HeightShift { get; init; }

    /// <summary>The scale of width and height alike is uniform in [1 - zoom, 1 + zoom].</summary>
    [Range(0.0, 0.9)]
    public double Zoom { get; init; }

    /// <summary>Degrees: the angle of a horizontal shear is uniform in [-shear, shear].</summary>
    [Range(0.0, 60.0)]
    public double Shear { get; init; }

    /// <summary>Mirrors left and right with probability one half. Breaks labels where the side matters (digits, text).</summary>
    public bool HorizontalFlip { get; init; }

    /// <summary>Mirrors top and bottom with probability one half. Breaks labels where up and down matter.</summary>
    public bool VerticalFlip { get; init; }

    /// <summary>What stands where a moved image leaves the frame empty.</summary>
    public FillMode FillMode { get; init; } = FillMode.Nearest;

    /// <summary>The pixel value 0..255 for <c>fillMode</c> <c>constant</c>, and for the padding of <c>randomCrop</c> under that mode.</summary>
    [Range(0.0, 255.0)]
    public double FillValue { get; init; }

    /// <summary>Pixels: the image is padded by this many on each side (by <c>fillMode</c>) and a random window of its own size is cut out.</summary>
    [Range(0, 128)]
    public int RandomCrop { get; init; }

    /// <summary>Fraction of the full range 255 that is added: uniform in [-brightness, brightness].</summary>
    [Range(0.0, 1.0)]
    public double Brightness { get; init; }

    /// <summary>The factor on the distance from the image's mean is uniform in [1 - contrast, 1 + contrast].</summary>
    [Range(0.0, 1.0)]
    public double Contrast { get; init; }

    /// <summary>Standard deviation of Gaussian noise per pixel and channel, as a fraction of the full range 255.</summary>
    [Range(0.0, 1.0)]
    public double GaussianNoise { get; init; }

    /// <summary>Probability that a random rectangle is filled with random pixels (Zhong et al. 2020, random erasing).</summary>
    [Range(0.0, 1.0)]
    public double Erasing { get; init; }

    /// <summary>The greatest share of the image's area that <c>erasing</c> fills; the least is 0.02, the aspect ratio lies in 0.3..3.3.</summary>
    [Range(0.02, 1.0)]
    public double ErasingArea { get; init; } = 0.33;
}

/// <summary>What stands where a moved image leaves the frame empty (the names and meaning of Keras and SciPy).</summary>
public enum FillMode
{
    /// <summary><c>aaaa|abcd|dddd</c>: the nearest pixel of the edge.</summary>
    Nearest,

    /// <summary><c>kkkk|abcd|kkkk</c>: <c>fillValue</c>.</summary>
    Constant,

    /// <summary><c>dcba|abcd|dcba</c>: mirrored about the edge.</summary>
    Reflect,

    /// <summary><c>abcd|abcd|abcd</c>: repeated.</summary>
    Wrap,
}
