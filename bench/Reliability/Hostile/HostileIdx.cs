namespace MlPipelines.Bench;

/// <summary>Damaged and lying IDX files, plain and compressed; the labels beside them are whole.</summary>
internal static class HostileIdx
{
    /// <summary>Images in a whole file.</summary>
    public const int Count = 24;

    private const int Side = 12;

    private static readonly byte[] _values = [.. Enumerable.Range(0, Count * Side * Side).Select(index => (byte)(index * 31 % 251))];
    private static readonly byte[] _plain = HandmadeImages.Idx([Count, Side, Side], _values);
    private static readonly byte[] _packed = HandmadeImages.Gzip(_plain);

    /// <summary>The labels of a whole file.</summary>
    public static byte[] Labels { get; } = HandmadeImages.Idx([Count], [.. Enumerable.Range(0, Count).Select(index => (byte)(index % 3))]);

    /// <summary>The file of a number.</summary>
    public static HostileFile Of(int number)
    {
        Random random = new(number);
        bool isPacked = number % 2 == 0;
        (string format, string extension, byte[] bytes) = isPacked ? ("gzip", ".gz", _packed) : ("IDX", "", _plain);
        switch (random.Next(10))
        {
            case < 3:
                // The last eight bytes of gzip are its checksum and its length.
                byte[] cut = ByteMutations.Truncate(bytes, random);
                return new HostileFile($"{format}, truncated", extension, cut, !isPacked || cut.Length < bytes.Length - 12);
            case 3:
                int[] sizes = [Extreme(random), Extreme(random), Extreme(random)];
                byte[] lying = HandmadeImages.Idx(sizes, _values);
                return new HostileFile($"{format}, absurd sizes", extension, isPacked ? HandmadeImages.Gzip(lying) : lying, true);
            case 4:
                return random.Next(2) == 0
                    ? new HostileFile("empty", extension, [], true)
                    : new HostileFile("wrong content for the extension", extension, "label,path\n1,a.png\n"u8.ToArray(), true);
            default:
                (string name, byte[] mutated) = ByteMutations.Any(bytes, random);
                return new HostileFile($"{format}, {name}", extension, mutated, false);
        }
    }

    /// <summary>Files that cost far more than their size, each tried once.</summary>
    public static IReadOnlyList<HostileFile> Bombs() =>
    [
        new("decompression bombs", ".gz", HandmadeImages.Gzip(HandmadeImages.Idx([int.MaxValue, 9_000, 9_000], new byte[200 << 20])), true),
        new("decompression bombs", ".gz", HandmadeImages.Gzip(HandmadeImages.Idx([Count, Side, Side], new byte[400 << 20])), true),

        // The length modulo 2^32 is what the header says.
        new("decompression bombs", "", HandmadeImages.Idx([1 << 30, 2, 2], []), true),
    ];

    private static int Extreme(Random random) => random.Next(6) switch
    {
        0 => int.MaxValue,
        1 => -1,
        2 => 0,
        3 => 1 << random.Next(31),
        _ => 1_000 + random.Next(100_000),
    };
}
