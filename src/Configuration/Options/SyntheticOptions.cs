using System.ComponentModel.DataAnnotations;

namespace MlPipelines.Configuration;

/// <summary>
/// A generated table: features x1, x2, ... uniform in [0, 1), and a label whose relation to them is known. Drawn by the stream <c>data</c>, which stays the same
/// from repeat to repeat unless <c>vary</c> names it.
/// </summary>
public sealed record SyntheticOptions : DataOptions
{
    /// <summary>The number of training rows, from which validation rows are held out.</summary>
    [Range(2, 10_000_000)]
    public int TrainRows { get; init; } = 1000;

    /// <summary>The number of test rows.</summary>
    [Range(1, 10_000_000)]
    public int TestRows { get; init; } = 1000;

    /// <summary>The number of features.</summary>
    [Range(1, 10_000)]
    public int Features { get; init; } = 10;

    /// <summary>How the label follows from the features.</summary>
    public SyntheticLabels Labels { get; init; } = SyntheticLabels.Random;

    /// <summary>The share of each class; they add up to 1, and there are as many classes "0", "1", ... as shares.</summary>
    [ElementRange(0.0001, 0.9999)]
    public IReadOnlyList<double> Shares { get; init; } = [0.5, 0.5];
}

/// <summary>How a generated label follows from the features.</summary>
public enum SyntheticLabels
{
    /// <summary>Not at all: nothing can be learned, and every class has its share.</summary>
    Random,

    /// <summary>By a linear score with fixed random weights, cut so that every class has its share: a linear model can be right everywhere.</summary>
    Linear,
}

/// <summary>
/// Generated images of simple shapes, a class per shape, at random place, size, grey level and background, with pixel noise. Drawn by the stream <c>data</c>.
/// </summary>
public sealed record SyntheticImagesOptions : ImageDataOptions
{
    /// <summary>The number of training images, from which validation images are held out.</summary>
    [Range(2, 1_000_000)]
    public int TrainCount { get; init; } = 1000;

    /// <summary>The number of test images.</summary>
    [Range(1, 1_000_000)]
    public int TestCount { get; init; } = 1000;

    /// <summary>Width and height in pixels.</summary>
    [Range(8, 256)]
    public int Side { get; init; } = 28;

    /// <summary>The shapes that are the classes, each as frequent.</summary>
    public IReadOnlyList<SyntheticShape> Shapes { get; init; } =
        [SyntheticShape.Circle, SyntheticShape.Square, SyntheticShape.Triangle, SyntheticShape.Cross];

    /// <summary>Whether shapes and backgrounds have colours, which say nothing about the class.</summary>
    public bool Color { get; init; }

    /// <summary>Standard deviation of Gaussian noise per pixel, as a fraction of the full range 255.</summary>
    [Range(0.0, 1.0)]
    public double Noise { get; init; } = 0.1;
}

/// <summary>A shape of generated images.</summary>
public enum SyntheticShape
{
    /// <summary>A filled circle.</summary>
    Circle,

    /// <summary>A filled square.</summary>
    Square,

    /// <summary>A filled triangle, tip up.</summary>
    Triangle,

    /// <summary>A plus sign.</summary>
    Cross,

    /// <summary>A circle's outline.</summary>
    Ring,

    /// <summary>A horizontal bar.</summary>
    Bar,
}
