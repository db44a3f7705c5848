using SkiaSharp;

namespace MlPipelines.Pipelines;

/// <summary>
/// Turns pixels as a camera stored them into the image as a viewer shows it: the eight EXIF orientations. Cameras write photos as the sensor read
/// them; without this, upright phones give images that lie on their side, in training or in production, rarely in both.
/// </summary>
internal static class ImageOrientation
{
    /// <summary>Whether width and height change places.</summary>
    public static bool SwapsSides(SKEncodedOrigin origin) =>
        origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>The image as seen: the same memory when nothing is to do, else a copy in the buffer.</summary>
    /// <param name="pixels">(height, width, channels) as stored.</param>
    /// <param name="width">Columns as stored.</param>
    /// <param name="height">Rows as stored.</param>
    /// <param name="channels">Bytes of a pixel.</param>
    /// <param name="origin">Where the first stored row and column are on the seen image.</param>
    /// <param name="buffer">Room for the copy.</param>
    public static ReadOnlyMemory<byte> Apply(
        ReadOnlyMemory<byte> pixels,
        int width,
        int height,
        int channels,
        SKEncodedOrigin origin,
        PinnedBuffer buffer)
    {
        if (origin is SKEncodedOrigin.TopLeft or 0)
        {
            return pixels;
        }

        Memory<byte> turned = buffer.Reserve(pixels.Length);
        bool swaps = SwapsSides(origin);
        bool fromRight = origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        bool fromBottom = origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;
        (int seenWidth, int seenHeight) = swaps ? (height, width) : (width, height);
        ReadOnlySpan<byte> source = pixels.Span;
        Span<byte> target = turned.Span;
        for (int y = 0; y < seenHeight; y++)
        {
            for (int x = 0; x < seenWidth; x++)
            {
                (int column, int row) = swaps ? (y, x) : (x, y);
                column = fromRight ? width - 1 - column : column;
                row = fromBottom ? height - 1 - row : row;
                source.Slice(((row * width) + column) * channels, channels).CopyTo(target[(((y * seenWidth) + x) * channels)..]);
            }
        }

        return turned;
    }
}
