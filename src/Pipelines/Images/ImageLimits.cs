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

    /// <summary>The longest side that a saved preprocessing may ask for; JPEG knows no longer one.</summary>
    public const int LongestSide = 65_535;

    /// <summary>The most bytes of an image file.</summary>
    public const long MaximumFileBytes = 256L << 20;
}
