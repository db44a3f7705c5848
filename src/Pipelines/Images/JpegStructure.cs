namespace MlPipelines.Pipelines;

/// <summary>
/// What a JPEG's markers tell before it is decoded. Decoders fill what is missing with grey when an end marker follows too little data, and walk through all blocks once per scan, however many
/// empty scans a few kilobytes hold.
/// </summary>
internal static class JpegStructure
{
    /// <summary>The most scans: encoders write 1 to 12, optimisers a few dozen. Chosen here, at about 2 seconds for the most pixels that are allowed.</summary>
    private const int MostScans = 100;

    /// <summary>What is wrong, or null.</summary>
    /// <param name="file">The whole file.</param>
    public static string? Fault(ReadOnlySpan<byte> file)
    {
        Frame frame = default;
        int scans = 0;
        long scanBytes = 0;
        for (int position = 2; Next(file, ref position, out byte marker, out ReadOnlySpan<byte> segment);)
        {
            if (IsFrame(marker) && segment.Length >= 6)
            {
                frame = Frame.Of(marker, segment);
            }
            else if (marker == 0xDA)
            {
                int length = DataLength(file[position..]);
                scanBytes += length;
                position += length;
                if (++scans > MostScans)
                {
                    return FormattableString.Invariant($"damaged: more than {MostScans} passes over the image");
                }
            }
        }

        // A Huffman code has at least one bit. A sequential block has a code for its mean and one for its end; a progressive image has its means in one scan.
        long bits = frame.Blocks * (frame.IsProgressive ? 1 : 2);
        return frame.IsHuffman && 8 * scanBytes < bits ? "truncated: fewer data than an image of that size can have" : null;
    }

    /// <summary>Steps to the next marker.</summary>
    private static bool Next(ReadOnlySpan<byte> file, ref int position, out byte marker, out ReadOnlySpan<byte> segment)
    {
        marker = 0;
        segment = default;
        int found = file[Math.Min(position, file.Length)..].IndexOf((byte)0xFF);
        while (found >= 0 && position + found + 1 < file.Length)
        {
            position += found;
            marker = file[position + 1];
            if (marker is 0xFF)
            {
                position++;
            }
            else if (marker is 0 or 0x01 or (>= 0xD0 and <= 0xD8))
            {
                position += 2;
            }
            else if (marker == 0xD9 || position + 4 > file.Length)
            {
                return false;
            }
            else
            {
                int end = Math.Min(file.Length, position + 2 + Math.Max(2, (file[position + 2] << 8) | file[position + 3]));
                segment = file[(position + 4)..end];
                position = end;
                return true;
            }

            found = file[Math.Min(position, file.Length)..].IndexOf((byte)0xFF);
        }

        return false;
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>The bytes up to the next marker that is no restart and no escaped 255.</summary>
    private static int DataLength(ReadOnlySpan<byte> data)
    {
        int position = 0;
        while (true)
        {
            int found = data[position..].IndexOf((byte)0xFF);
            if (found < 0 || position + found + 1 >= data.Length)
            {
                return data.Length;
            }

            position += found;
            if (data[position + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                return position;
            }

            position += data[position + 1] == 0xFF ? 1 : 2;
        }
    }

    /// <summary>What a frame header says.</summary>
    private readonly record struct Frame(long Blocks, bool IsProgressive, bool IsHuffman)
    {
        public static Frame Of(byte marker, ReadOnlySpan<byte> segment)
        {
            (long height, long width) = ((segment[1] << 8) | segment[2], (segment[3] << 8) | segment[4]);

            // The component of full resolution alone: the others only add.
            return new Frame((width + 7) / 8 * ((height + 7) / 8), marker is 0xC2 or 0xC6, marker <= 0xC7);
        }
    }
}
