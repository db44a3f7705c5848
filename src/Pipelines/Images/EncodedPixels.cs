using System.Runtime.InteropServices;
using SkiaSharp;

namespace MlPipelines.Pipelines;

/// <summary>
/// Pixels (height, width, channels) through Skia's encoders and decoders. Skia knows no three-byte pixels, so colour passes as four bytes of which the last is opaque. ML.NET's
/// <c>MLImage</c> is no help here: it saves to a file only, at a quality that cannot be chosen.
/// </summary>
internal static class EncodedPixels
{
    /// <summary>Encodes as JPEG, chroma at half resolution as most cameras and Pillow do, and decodes in place. Without colour profiles.</summary>
    /// <param name="pixels">The pixels.</param>
    /// <param name="shape">The shape; 1 or 3 channels.</param>
    /// <param name="quality">1..100, libjpeg's scale.</param>
    /// <param name="workspace">Room for four bytes per pixel.</param>
    public static void ThroughJpeg(Span<byte> pixels, SampleShape shape, int quality, Span<byte> workspace)
    {
        workspace = workspace[..(shape.Height * shape.Width * InfoOf(shape).BytesPerPixel)];
        Widen(pixels, shape, workspace);
        using SKData encoded = Encode(workspace, shape, new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore));
        using SKCodec codec = SKCodec.Create(encoded) ?? throw new InvalidOperationException("Skia cannot read the JPEG that it wrote.");
        unsafe
        {
            fixed (byte* address = workspace)
            {
                SKImageInfo info = InfoOf(shape);
                SKCodecResult result = codec.GetPixels(info, (IntPtr)address, info.RowBytes, SKCodecOptions.Default);
                if (result != SKCodecResult.Success)
                {
                    throw new InvalidOperationException($"Skia cannot decode the JPEG that it wrote: {result}.");
                }
            }
        }

        Narrow(workspace, shape, pixels);
    }

    /// <summary>Encodes as PNG.</summary>
    /// <param name="pixels">The pixels.</param>
    /// <param name="shape">The shape; 1 or 3 channels.</param>
    public static byte[] ToPng(ReadOnlySpan<byte> pixels, SampleShape shape)
    {
        byte[] wide = new byte[shape.Height * shape.Width * InfoOf(shape).BytesPerPixel];
        Widen(pixels, shape, wide);
        using SKData encoded = Encode(wide, shape, null);
        return encoded.ToArray();
    }

    private static SKImageInfo InfoOf(SampleShape shape) =>
        new(shape.Width, shape.Height, shape.Channels == 1 ? SKColorType.Gray8 : SKColorType.Rgba8888, SKAlphaType.Opaque);

    private static unsafe SKData Encode(ReadOnlySpan<byte> wide, SampleShape shape, SKJpegEncoderOptions? jpeg)
    {
        fixed (byte* address = wide)
        {
            SKImageInfo info = InfoOf(shape);
            using SKPixmap pixmap = new(info, (IntPtr)address, info.RowBytes);
            return (jpeg is { } options ? pixmap.Encode(options) : pixmap.Encode(SKPngEncoderOptions.Default))
                ?? throw new InvalidOperationException($"Skia cannot encode {shape}.");
        }
    }

    private static void Widen(ReadOnlySpan<byte> pixels, SampleShape shape, Span<byte> wide)
    {
        if (shape.Channels == 1)
        {
            pixels.CopyTo(wide);
            return;
        }

        Span<uint> words = MemoryMarshal.Cast<byte, uint>(wide);
        for (int pixel = 0; pixel < words.Length; pixel++)
        {
            ReadOnlySpan<byte> rgb = pixels.Slice(3 * pixel, 3);
            words[pixel] = rgb[0] | ((uint)rgb[1] << 8) | ((uint)rgb[2] << 16) | 0xFF000000;
        }
    }

    private static void Narrow(ReadOnlySpan<byte> wide, SampleShape shape, Span<byte> pixels)
    {
        if (shape.Channels == 1)
        {
            wide.CopyTo(pixels);
            return;
        }

        for (int pixel = 0; pixel < wide.Length / 4; pixel++)
        {
            wide.Slice(4 * pixel, 3).CopyTo(pixels.Slice(3 * pixel, 3));
        }
    }
}
