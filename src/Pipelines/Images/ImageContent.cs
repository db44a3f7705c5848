using System.Runtime.InteropServices;

namespace MlPipelines.Pipelines;

/// <summary>
/// What makes two images the same sample, so that a split keeps them on one side. It must not depend on the pipeline: variants with other sizes
/// or colours share their split. So images of lossless formats are compared by their full-size RGB pixels (a grey file equals its RGB copy), and
/// JPEG, which may be decoded at reduced size, by its coded data without the metadata.
/// </summary>
internal static class ImageContent
{
    private const ulong PixelSeed = 1;
    private const ulong JpegSeed = 2;
    private const int BlockPixels = 1024;

    /// <summary>The hash of decoded pixels: (height, width, channels), channels 1 or 4, the fourth ignored.</summary>
    public static ulong HashPixels(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        ContentHash hash = new(PixelSeed);
        hash.Add(((ulong)width << 32) | (uint)height);
        Span<uint> block = stackalloc uint[BlockPixels];
        for (int start = 0; start < width * height; start += BlockPixels)
        {
            int count = Math.Min(BlockPixels, (width * height) - start);
            Expand(pixels.Slice(start * channels, count * channels), channels, block);
            hash.Add(MemoryMarshal.AsBytes(block[..count]));
        }

        return hash.Value;
    }

    /// <summary>The hash of a JPEG file without application data (EXIF, colour profile) and comments, but with its orientation.</summary>
    public static ulong HashJpeg(ReadOnlySpan<byte> file, int orientation)
    {
        ContentHash hash = new(JpegSeed);
        hash.Add((ulong)orientation);
        int position = 2;
        while (position + 4 <= file.Length && file[position] == 0xFF)
        {
            byte marker = file[position + 1];
            int length = 2 + ((file[position + 2] << 8) | file[position + 3]);
            if (marker == 0xDA || marker == 0xFF || position + length > file.Length)
            {
                break;
            }

            // APP0 and APP14 stay: Adobe's APP14 says how colours are coded.
            bool isMetadata = marker is 0xFE or (>= 0xE1 and <= 0xEF and not 0xEE);
            if (!isMetadata)
            {
                hash.Add(file.Slice(position, length));
            }

            position += length;
        }

        hash.Add(file[Math.Min(position, file.Length)..]);
        return hash.Value;
    }

    private static void Expand(ReadOnlySpan<byte> pixels, int channels, Span<uint> block)
    {
        if (channels == 1)
        {
            for (int pixel = 0; pixel < pixels.Length; pixel++)
            {
                block[pixel] = pixels[pixel] * 0x010101u;
            }

            return;
        }

        ReadOnlySpan<uint> words = MemoryMarshal.Cast<byte, uint>(pixels);
        for (int pixel = 0; pixel < words.Length; pixel++)
        {
            block[pixel] = words[pixel] & 0x00FFFFFF;
        }
    }
}
