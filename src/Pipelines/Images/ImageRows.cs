namespace MlPipelines.Pipelines;

/// <summary>A row of the ML.NET view of a source: where an image is, or what it is.</summary>
internal sealed class ImageSourceRow
{
    /// <summary>The index in the source.</summary>
    public int Index { get; set; }

    /// <summary>The image file; empty when <see cref="Raw"/> holds the pixels.</summary>
    public string Path { get; set; } = "";

    /// <summary>Pixels that need no decoding (IDX, generated images), else empty: (height, width, channels).</summary>
    public byte[] Raw { get; set; } = [];

    /// <summary>The width of <see cref="Raw"/>.</summary>
    public int RawWidth { get; set; }

    /// <summary>The channels of <see cref="Raw"/>: 1 for grey; 4 for red, green, blue and a fourth byte without meaning.</summary>
    public int RawChannels { get; set; } = 1;
}

/// <summary>What decoding and resizing add to a row.</summary>
internal sealed class DecodedImageRow
{
    /// <summary>The index in the source.</summary>
    public int SampleIndex { get; set; }

    /// <summary>(height, width, channels) at the target's size; zeros when the image cannot be used.</summary>
    public byte[] Pixels { get; set; } = [];

    /// <summary>Why the image cannot be read; empty when it can.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The image's own width.</summary>
    public int SourceWidth { get; set; }

    /// <summary>The image's own height.</summary>
    public int SourceHeight { get; set; }

    /// <summary>Whether red, green and blue are equal everywhere.</summary>
    public bool IsGrey { get; set; }

    /// <summary>Equal for equal images.</summary>
    public ulong ContentHash { get; set; }
}
