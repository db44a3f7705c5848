using SkiaSharp;

namespace MlPipelines.Pipelines;

/// <summary>
/// Decodes PNG, JPEG, BMP, GIF (first frame) and WebP through Skia, the decoder behind ML.NET's <c>MLImage</c>. Skia is called directly because
/// <c>MLImage</c> tells neither a truncated file from a whole one, nor the size before it allocates, ignores the EXIF orientation, and cannot decode
/// a JPEG at reduced size. Transparent pixels are composed over black; colour profiles are ignored, as Pillow and Keras do. Safe to use from several
/// threads at once.
/// </summary>
internal sealed class ImageDecoder : IDisposable
{
    private readonly ThreadLocal<(PinnedBuffer File, PinnedBuffer Pixels, PinnedBuffer Turned)> _buffers =
        new(() => (new PinnedBuffer(), new PinnedBuffer(), new PinnedBuffer()));

    private readonly Lock _largeImage = new();

    /// <summary>Reads and decodes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">
    /// Allows a JPEG to be decoded at 1/2, 1/4 or 1/8 of its size where that leaves at least twice the size that is needed; null for full size.
    /// </param>
    public DecodedImage Decode(string path, ImageTarget? target)
    {
        string? problem = ReadFile(path, out int length);
        if (problem is not null)
        {
            return new DecodedImage(problem);
        }

        using SKData data = SKData.Create(_buffers.Value.File.Address, length);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec is null)
        {
            return new DecodedImage(ImageSignature.Name(_buffers.Value.File.Reserve(length).Span) is { } name
                ? $"damaged or truncated at the beginning of the {name} data"
                : "not a PNG, JPEG, BMP, GIF or WebP image");
        }

        if (Fault(codec, _buffers.Value.File.Reserve(length).Span) is { } fault)
        {
            return new DecodedImage(fault);
        }

        long pixels = (long)codec.Info.Width * codec.Info.Height;
        if (pixels <= ImageLimits.LargePixels)
        {
            return Decode(codec, length, target);
        }

        lock (_largeImage)
        {
            return Decode(codec, length, target);
        }
    }

    /// <summary>The size of an image as seen, from its header alone; null when it cannot be read.</summary>
    public (int Width, int Height)? ReadSize(string path) => ReadHeader(path) is { } header ? (header.Width, header.Height) : null;

    /// <summary>The size of an image as seen and how it is stored, from its header alone; null when it cannot be read.</summary>
    public ImageHeader? ReadHeader(string path)
    {
        if (ReadFile(path, out int length) is not null)
        {
            return null;
        }

        using SKData data = SKData.Create(_buffers.Value.File.Address, length);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec is null || ImageLimits.Fault(codec.Info.Width, codec.Info.Height) is not null)
        {
            return null;
        }

        bool swaps = ImageOrientation.SwapsSides(codec.EncodedOrigin);
        return new ImageHeader(
            swaps ? codec.Info.Height : codec.Info.Width,
            swaps ? codec.Info.Width : codec.Info.Height,
            codec.Info.ColorType == SKColorType.Gray8,
            codec.Info.AlphaType != SKAlphaType.Opaque,
            codec.EncodedFormat.ToString().ToUpperInvariant());
    }

    /// <inheritdoc/>
    public void Dispose() => _buffers.Dispose();

    /// <summary>What is wrong by the header and the structure, before memory is taken for pixels.</summary>
    private static string? Fault(SKCodec codec, ReadOnlySpan<byte> file) =>
        ImageLimits.Fault(codec.Info.Width, codec.Info.Height)
        ?? codec.EncodedFormat switch
        {
            SKEncodedImageFormat.Png => PngStructure.Fault(file),
            SKEncodedImageFormat.Jpeg => JpegStructure.Fault(file),
            _ => null,
        };

    private string? ReadFile(string path, out int length)
    {
        length = 0;
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (stream.Length > ImageLimits.MaximumFileBytes)
            {
                return $"a file of more than {ImageLimits.MaximumFileBytes >> 20} MiB";
            }

            Memory<byte> buffer = _buffers.Value.File.Reserve((int)stream.Length);
            length = stream.ReadAtLeast(buffer.Span, buffer.Length, throwOnEndOfStream: false);
            return length == 0 ? "an empty file" : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return UnreadableFile.Reason(exception);
        }
    }

    private DecodedImage Decode(SKCodec codec, int fileLength, ImageTarget? target)
    {
        (PinnedBuffer file, PinnedBuffer pixelBuffer, PinnedBuffer turnedBuffer) = _buffers.Value;
        SKSizeI size = target is null ? codec.Info.Size : ReducedSize(codec, target);
        bool isGrey = codec.Info.ColorType == SKColorType.Gray8;
        int channels = isGrey ? 1 : 4;

        // No colour space: pixel values as they are in the file. Premultiplied alpha is the image over black.
        SKImageInfo info = new(
            size.Width,
            size.Height,
            isGrey ? SKColorType.Gray8 : SKColorType.Rgba8888,
            codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul);
        Memory<byte> pixels = pixelBuffer.Reserve(info.BytesSize);
        SKCodecResult result = codec.GetPixels(info, pixelBuffer.Address, info.RowBytes, SKCodecOptions.Default);
        if (result != SKCodecResult.Success)
        {
            return new DecodedImage(result == SKCodecResult.IncompleteInput ? "truncated" : "damaged");
        }

        SKEncodedOrigin origin = codec.EncodedOrigin;
        ReadOnlySpan<byte> fileBytes = file.Reserve(fileLength).Span;
        ReadOnlyMemory<byte> seen = ImageOrientation.Apply(pixels, size.Width, size.Height, channels, origin, turnedBuffer);
        bool swaps = ImageOrientation.SwapsSides(origin);
        (int width, int height) = swaps ? (size.Height, size.Width) : (size.Width, size.Height);
        return new DecodedImage(seen, width, height, channels)
        {
            SourceWidth = swaps ? codec.Info.Height : codec.Info.Width,
            SourceHeight = swaps ? codec.Info.Width : codec.Info.Height,
            ContentHash = codec.EncodedFormat == SKEncodedImageFormat.Jpeg
                ? ImageContent.HashJpeg(fileBytes, (int)origin)
                : ImageContent.HashPixels(seen.Span, width, height, channels),
        };
    }

    /// <summary>
    /// The least size of 1/8, 1/4, 1/2 that is at least twice what the image is scaled to, per side; the whole size when none is. Only JPEG can be
    /// decoded so (its blocks are 8 x 8): Skia says so by the size it answers.
    /// </summary>
    private static SKSizeI ReducedSize(SKCodec codec, ImageTarget target)
    {
        SKSizeI whole = codec.Info.Size;
        if (codec.EncodedFormat != SKEncodedImageFormat.Jpeg)
        {
            return whole;
        }

        bool swaps = ImageOrientation.SwapsSides(codec.EncodedOrigin);
        (int width, int height) = swaps ? (whole.Height, whole.Width) : (whole.Width, whole.Height);
        (int neededWidth, int neededHeight) = ResizePlan.ScaledSize(width, height, target.Width, target.Height, target.Resize);
        (neededWidth, neededHeight) = swaps ? (neededHeight, neededWidth) : (neededWidth, neededHeight);
        foreach (int divisor in (ReadOnlySpan<int>)[8, 4, 2])
        {
            SKSizeI size = codec.GetScaledDimensions(1f / divisor);
            if (size.Width >= 2 * neededWidth && size.Height >= 2 * neededHeight)
            {
                return size;
            }
        }

        return whole;
    }
}

/// <summary>What an image's header says.</summary>
/// <param name="Width">Pixels, as seen.</param>
/// <param name="Height">Pixels, as seen.</param>
/// <param name="IsGrey">Whether it is stored in grey.</param>
/// <param name="HasAlpha">Whether it may be transparent.</param>
/// <param name="Format">PNG, JPEG, ...</param>
internal sealed record ImageHeader(int Width, int Height, bool IsGrey, bool HasAlpha, string Format);
