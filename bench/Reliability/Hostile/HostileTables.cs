using System.Globalization;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace MlPipelines.Bench;

/// <summary>Damaged and lying tables.</summary>
internal static class HostileTables
{
    private const int Rows = 60;
    private static readonly Lazy<(string Format, string Extension, byte[] Bytes)[]> _whole = new(Whole);

    private static readonly string[] _pieces =
    [
        "\"", "\"\"", ",", ",,,,", "\n", "\r", "\t", "\0", ";", "nan", "1e999", "-1e-999", "label", "=1+1", "\uFEFF", "\u2028", "\uD83D\uDE00", "\"\n\"", "NaN", "Infinity",
    ];

    /// <summary>The file of a number.</summary>
    public static HostileFile Of(int number)
    {
        Random random = new(number);
        (string format, string extension, byte[] bytes) = _whole.Value[number % _whole.Value.Length];
        bool isText = format is "CSV" or "TSV";
        switch (random.Next(10))
        {
            case < 2:
                // A text table may end anywhere; Parquet ends with its footer.
                return new HostileFile($"{format}, truncated", extension, ByteMutations.Truncate(bytes, random), !isText);
            case 2:
                return random.Next(3) switch
                {
                    0 => new HostileFile("empty", extension, [], true),
                    1 => new HostileFile("wrong content for the extension", extension, [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0], true),
                    _ => new HostileFile("wrong content for the extension", extension, isText ? _whole.Value[2].Bytes : _whole.Value[0].Bytes, true),
                };
            case 3 when isText:
                return new HostileFile($"{format}, pieces put in", extension, Pieces(bytes, random), false);
            default:
                (string name, byte[] mutated) = ByteMutations.Any(bytes, random);
                return new HostileFile($"{format}, {name}", extension, mutated, false);
        }
    }

    /// <summary>Files that ask for far more than their size, each tried once.</summary>
    public static IReadOnlyList<HostileFile> Bombs() => _bombs.Value;

    private static readonly Lazy<IReadOnlyList<HostileFile>> _bombs = new(() =>
    [
        new("tables that ask for much", ".csv", Encoding.ASCII.GetBytes("a,label\n\"" + new string('x', 20_000_000)), true),
        new("tables that ask for much", ".csv", Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Range(0, 200_000).Select(index => FormattableString.Invariant($"c{index}"))) + "\n1\n"), true),
        new("tables that ask for much", ".csv", Encoding.ASCII.GetBytes("label\n" + new string('\n', 20_000_000)), true),
        new("tables that ask for much", ".parquet", ConstantColumn(5_000_000), true),
    ]);

    private static byte[] Pieces(byte[] bytes, Random random)
    {
        StringBuilder text = new(Encoding.UTF8.GetString(bytes));
        for (int count = 1 + random.Next(5); count > 0; count--)
        {
            text.Insert(random.Next(text.Length), _pieces[random.Next(_pieces.Length)]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static (string, string, byte[])[] Whole() =>
    [
        ("CSV", ".csv", Text(",")),
        ("TSV", ".tsv", Text("\t")),
        ("Parquet", ".parquet", ParquetFile(CompressionMethod.Snappy)),
        ("Parquet", ".parquet", ParquetFile(CompressionMethod.None)),
        ("Parquet", ".parquet", ParquetFile(CompressionMethod.Gzip)),
        ("Parquet", ".parquet", ParquetFile(CompressionMethod.Zstd)),
    ];

    private static byte[] Text(string separator)
    {
        StringBuilder text = new();
        text.AppendJoin(separator, ["age", "city", "income", "label"]).Append('\n');
        for (int row = 0; row < Rows; row++)
        {
            text.AppendJoin(
                separator,
                [(18 + (row % 50)).ToString(CultureInfo.InvariantCulture), row % 3 == 0 ? $"\"San{separator}ta\"" : "Zürich", (row * 1.5).ToString(CultureInfo.InvariantCulture), row % 2 == 0 ? "yes" : "no"]);
            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] ParquetFile(CompressionMethod compression)
    {
        DataField<int> age = new("age");
        DataField<string> city = new("city");
        DataField<double?> income = new("income");
        DataField<string> label = new("label");
        return Written(new ParquetSchema(age, city, income, label), compression, async group =>
        {
            await group.WriteAsync<int>(age, Enumerable.Range(0, Rows).Select(row => 18 + (row % 50)).ToArray()).ConfigureAwait(false);
            await group.WriteAsync(city, Enumerable.Range(0, Rows).Select(row => row % 3 == 0 ? "Santa" : "Zürich").ToArray()).ConfigureAwait(false);
            await group.WriteAsync<double>(income, Enumerable.Range(0, Rows).Select(row => row % 7 == 0 ? (double?)null : row * 1.5).ToArray()).ConfigureAwait(false);
            await group.WriteAsync(label, Enumerable.Range(0, Rows).Select(row => row % 2 == 0 ? "yes" : "no").ToArray()).ConfigureAwait(false);
        });
    }

    /// <summary>Few bytes that say the same thing very often.</summary>
    private static byte[] ConstantColumn(int rows)
    {
        DataField<string> label = new("label");
        return Written(new ParquetSchema(label), CompressionMethod.Zstd, async group => await group.WriteAsync(label, Enumerable.Repeat("yes", rows).ToArray()).ConfigureAwait(false));
    }

    private static byte[] Written(ParquetSchema schema, CompressionMethod compression, Func<ParquetRowGroupWriter, Task> write)
    {
        using MemoryStream file = new();
        WriteAsync().GetAwaiter().GetResult();
        return file.ToArray();

        async Task WriteAsync()
        {
            ParquetOptions options = new() { CompressionMethod = compression };
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, file, options).ConfigureAwait(false);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await write(group).ConfigureAwait(false);
        }
    }
}
