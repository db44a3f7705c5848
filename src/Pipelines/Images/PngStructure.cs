using System.Buffers.Binary;

namespace MlPipelines.Pipelines;

/// <summary>What a PNG's chunks tell before it is decoded: whether their checksums are right, and whether there is enough data for the size that the header says.</summary>
internal static class PngStructure
{
    /// <summary>Deflate makes at most 258 bytes of 2 bits, 1032 of one byte.</summary>
    private const long MostExpansion = 1032;

    /// <summary>What is wrong, or null.</summary>
    /// <param name="file">The whole file, which begins with PNG's signature.</param>
    public static string? Fault(ReadOnlySpan<byte> file)
    {
        long dataBytes = 0;
        long pixelBits = 0;
        for (int position = 8; position + 12 <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[position..]);
            if (length > file.Length - position - 12)
            {
                return "truncated";
            }

            ReadOnlySpan<byte> name = file.Slice(position + 4, 4);
            ReadOnlySpan<byte> content = file.Slice(position + 8, (int)length);

            // An upper-case first letter: the image cannot be understood without the chunk.
            if ((name[0] & 0x20) == 0 && Crc32.Of(file.Slice(position + 4, 4 + (int)length)) != BinaryPrimitives.ReadUInt32BigEndian(file[(position + 8 + (int)length)..]))
            {
                return $"damaged: the checksum of its part {Shown(name)} is wrong";
            }

            if (name.SequenceEqual("IHDR"u8) && content.Length == 13)
            {
                pixelBits = Bits(content);
            }
            else if (name.SequenceEqual("IDAT"u8))
            {
                dataBytes += length;
            }
            else if (name.SequenceEqual("IEND"u8))
            {
                return pixelBits > 8 * MostExpansion * dataBytes ? "truncated: fewer data than an image of that size can have" : null;
            }

            position += 12 + (int)length;
        }

        return "truncated";
    }

    private static long Bits(ReadOnlySpan<byte> header)
    {
        long pixels = (long)BinaryPrimitives.ReadUInt32BigEndian(header) * BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        int channels = header[9] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        return pixels > long.MaxValue / 128 ? long.MaxValue : pixels * channels * Math.Min(header[8], (byte)16);
    }

    private static string Shown(ReadOnlySpan<byte> name) =>
        name.IndexOfAnyExceptInRange((byte)'A', (byte)'z') < 0 ? System.Text.Encoding.ASCII.GetString(name) : Convert.ToHexString(name);
}
