namespace MlPipelines.Pipelines;

/// <summary>An image in memory, as seen (EXIF orientation applied) and not resized to the target yet, or why there is none.</summary>
internal readonly struct DecodedImage
{
    /// <summary>A readable image.</summary>
    public DecodedImage(ReadOnlyMemory<byte> pixels, int width, int height, int channels)
    {
        (Pixels, Width, Height, Channels) = (pixels, width, height, channels);
        (SourceWidth, SourceHeight) = (width, height);
    }

    /// <summary>An image that cannot be read.</summary>
    /// <param name="reason">Why, as a short phrase.</param>
    public DecodedImage(string reason) => Reason = reason;

    /// <summary>Why the image cannot be read, or null.</summary>
    public string? Reason { get; }

    /// <summary>(height, width, channels). Valid until the decoder is asked for the next image on the same thread.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>Columns of <see cref="Pixels"/>.</summary>
    public int Width { get; }

    /// <summary>Rows of <see cref="Pixels"/>.</summary>
    public int Height { get; }

    /// <summary>1 for grey; 4 for red, green, blue and a fourth byte without meaning.</summary>
    public int Channels { get; }

    /// <summary>The image's own width; more than <see cref="Width"/> when it was decoded at reduced size.</summary>
    public int SourceWidth { get; init; }

    /// <summary>The image's own height.</summary>
    public int SourceHeight { get; init; }

    /// <summary>Equal for equal images, whatever size they were decoded at.</summary>
    public ulong ContentHash { get; init; }
}
