namespace MlPipelines.Pipelines;

/// <summary>
/// What is refused before memory is taken for it. Chosen here: 100 megapixels is above every camera in common use, and 400 MB of decoded
/// pixels; a few kilobytes of PNG can claim a hundred times as much.
/// </summary>
internal static class ImageLimits
{
    /// <summary>The most pixels of an image, by its header.</summary>
    public const long MaximumPixels = 100_000_000;

    /// <summary>Above this, images are decoded one at a time, whatever the number of cores, so that memory stays bounded.</summary>
    public const long LargePixels = 16_000_000;

    /// <summary>
    /// The longest side of an image, and of what a saved preprocessing may ask for; JPEG and GIF know no longer one. Resizing keeps two numbers for each pixel of a side.
    /// </summary>
    public const int LongestSide = 65_535;

    /// <summary>The most bytes of an image file.</summary>
    public const long MaximumFileBytes = 256L << 20;

    /// <summary>What is wrong with a size, or null.</summary>
    public static string? Fault(int width, int height) =>
        (long)width * height > MaximumPixels ? FormattableString.Invariant($"{width} x {height} pixels, more than {MaximumPixels / 1_000_000} megapixels")
        : Math.Max(width, height) > LongestSide ? FormattableString.Invariant($"{width} x {height} pixels, a side of more than {LongestSide}")
        : null;
}
