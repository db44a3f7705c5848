namespace MlPipelines.Bench;

/// <summary>Ways to damage a file.</summary>
internal static class ByteMutations
{
    private static readonly byte[] _tellingBytes = [0x00, 0x01, 0x7F, 0x80, 0xFF, 0xFE, 0x0A, 0x22, 0x2C];

    /// <summary>Flips up to 16 bits.</summary>
    public static byte[] FlipBits(byte[] file, Random random)
    {
        byte[] changed = [.. file];
        for (int count = 1 + random.Next(16); count > 0; count--)
        {
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        }

        return changed;
    }

    /// <summary>Cuts the end off: anything from one byte to all but one.</summary>
    public static byte[] Truncate(byte[] file, Random random) => file[..(1 + random.Next(file.Length - 1))];

    /// <summary>Sets one, two or four bytes, early ones more often, because headers lie there.</summary>
    public static byte[] Overwrite(byte[] file, Random random)
    {
        byte[] changed = [.. file];
        for (int count = 1 + random.Next(4); count > 0; count--)
        {
            int reach = random.Next(2) == 0 ? Math.Min(64, changed.Length) : changed.Length;
            int at = random.Next(reach);
            byte value = random.Next(2) == 0 ? _tellingBytes[random.Next(_tellingBytes.Length)] : (byte)random.Next(256);
            changed.AsSpan(at, Math.Min(1 << random.Next(3), changed.Length - at)).Fill(value);
        }

        return changed;
    }

    /// <summary>Takes a part out, or puts one in twice.</summary>
    public static byte[] Splice(byte[] file, Random random)
    {
        int start = random.Next(file.Length);
        int length = 1 + random.Next(Math.Min(256, file.Length - start));
        return random.Next(2) == 0 ? [.. file[..start], .. file[(start + length)..]] : [.. file[..(start + length)], .. file[start..]];
    }

    /// <summary>Any of these but the truncation.</summary>
    public static (string Name, byte[] Bytes) Any(byte[] file, Random random) => random.Next(3) switch
    {
        0 => ("bits flipped", FlipBits(file, random)),
        1 => ("bytes overwritten", Overwrite(file, random)),
        _ => ("parts removed or repeated", Splice(file, random)),
    };
}
