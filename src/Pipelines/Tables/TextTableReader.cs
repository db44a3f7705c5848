using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using CsvHelper.Configuration;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// Reads CSV and TSV (RFC 4180: quoted fields may hold separators, quotes and line breaks) in UTF-8, and refuses what cannot be meant: rows of
/// another length, stray quotes, bytes that are not text. Blank lines are skipped and not counted.
/// </summary>
internal static class TextTableReader
{
    /// <summary>The most characters of a field: what an open quote would take in is a mistake long before. Chosen here.</summary>
    public const int MostCharacters = 1_000_000;

    /// <summary>Up to here the rows before a wrong byte are counted.</summary>
    private const int MostCounted = 1 << 28;

    /// <summary>The most columns. Chosen here.</summary>
    private const int MostColumns = 100_000;

    private static readonly string[] CommonSeparators = [",", ";", "\t", "|"];

    /// <summary>The table, or null when it has no usable header; problems with rows are added and the rows left out.</summary>
    /// <param name="content">The file.</param>
    /// <param name="separator">What stands between cells.</param>
    /// <param name="missing">The texts that stand for a missing value.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="cancellation">Checked for each row.</param>
    /// <param name="separatorMember">The option that names another separator, or null where there is none.</param>
    public static RawTable? Read(
        TableFile.Content content,
        string separator,
        HashSet<string> missing,
        ProblemList problems,
        CancellationToken cancellation,
        string? separatorMember = "data.separator")
    {
        if (!IsText(content, separator, problems))
        {
            return null;
        }

        int read = 0;
        string[]? header = null;
        RawTable.Builder? table = null;
        string? bad = null;
        using CsvParser parser = Parser(content.Open(), separator, received => bad = received);
        try
        {
            while (parser.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                string[] cells = parser.Record!;
                if (header is null)
                {
                    header = cells;
                    if (header.Length > MostColumns)
                    {
                        problems.Add(new Problem(
                            $"{content.Name} header", FormattableString.Invariant($"at most {MostColumns:N0} columns"), FormattableString.Invariant($"{header.Length:N0}")));
                        return null;
                    }

                    table = new RawTable.Builder(content.Name, header);
                    RawTable.CheckHeader(content.Name, header, problems);
                }
                else
                {
                    CheckRow(content.Name, ++read, cells.Length, header.Length, bad, problems);
                    if (cells.Length == header.Length)
                    {
                        MarkMissing(cells, missing);
                        table!.Add(cells);
                    }
                    else
                    {
                        table!.LeaveOut();
                    }
                }

                bad = null;
            }
        }
        catch (MaxFieldSizeException)
        {
            problems.Add(new Problem(
                header is null ? $"{content.Name} header" : string.Create(CultureInfo.InvariantCulture, $"{content.Name} row {read + 1}"),
                FormattableString.Invariant($"fields of at most {MostCharacters:N0} characters"),
                "a longer one",
                "Close every quote."));
            return null;
        }

        if (header is null)
        {
            problems.Add(new Problem(content.Name, "a table with a header", "blank lines only"));
            return null;
        }

        SuggestSeparator(content.Name, header, separator, separatorMember, problems);
        return table!.Build();
    }

    /// <summary>Replaces the texts that stand for a missing value by the empty text.</summary>
    public static void MarkMissing(string[] cells, HashSet<string> missing)
    {
        for (int index = 0; index < cells.Length; index++)
        {
            if (missing.Contains(cells[index]))
            {
                cells[index] = "";
            }
        }
    }

    private static CsvParser Parser(Stream bytes, string separator, Action<string>? onBadField)
    {
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
        {
            Delimiter = separator,
            TrimOptions = TrimOptions.Trim,
            IgnoreBlankLines = true,
            MaxFieldSize = MostCharacters,
            BadDataFound = args => onBadField?.Invoke(args.Field),
        };
        return new CsvParser(new StreamReader(bytes, new UTF8Encoding(false)), configuration);
    }

    private static void CheckRow(string file, int number, int received, int expected, string? bad, ProblemList problems)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"{file} row {number}");
        if (bad is not null)
        {
            problems.AddCell(new Problem(
                where, "quotes around a whole field, doubled inside it", $"\"{Shortened(bad)}\"", "Write \"a \"\"b\"\" c\", and close every quote."));
        }
        else if (received != expected)
        {
            problems.AddCell(new Problem(
                where,
                string.Create(CultureInfo.InvariantCulture, $"{expected} fields, as the header has"),
                received.ToString(CultureInfo.InvariantCulture),
                "Put fields that hold the separator or a line break into quotes."));
        }
    }

    private static bool IsText(TableFile.Content content, string separator, ProblemList problems)
    {
        byte[] beginning = content.Beginning(2);
        if (beginning is [0xFF, 0xFE] or [0xFE, 0xFF])
        {
            problems.Add(new Problem(content.Name, "text in UTF-8", "text in UTF-16", "Save the file as UTF-8."));
            return false;
        }

        if (FirstWrongByte(content, out byte wrong, out byte before) is not { } valid)
        {
            return true;
        }

        // The rows before the first wrong byte are read to tell how many there are.
        using FileStream stream = content.Open();
        byte[] bytes = new byte[Math.Min(valid, MostCounted)];
        stream.ReadExactly(bytes);
        using CsvParser parser = Parser(new MemoryStream(bytes), separator, null);
        int records = 0;
        while (valid <= MostCounted && parser.Read())
        {
            records++;
        }

        bool startsRow = valid == 0 || before == (byte)'\n';
        int row = startsRow ? records : records - 1;
        string where = valid > MostCounted ? content.Name : row <= 0 ? $"{content.Name} header" : string.Create(CultureInfo.InvariantCulture, $"{content.Name} row {row}");
        problems.Add(new Problem(
            where,
            "text in UTF-8",
            string.Create(CultureInfo.InvariantCulture, $"the byte 0x{wrong:X2} at offset {valid}"),
            "Save the file as UTF-8."));
        return false;
    }

    /// <summary>The offset of the first byte that is not UTF-8, with it and the one before it; null where there is none.</summary>
    private static long? FirstWrongByte(TableFile.Content content, out byte wrong, out byte before)
    {
        (wrong, before) = (0, 0);
        using FileStream stream = content.Open();
        byte[] block = new byte[1 << 16];
        char[] characters = new char[block.Length];
        long position = 0;
        int kept = 0;
        while (true)
        {
            int length = kept + stream.ReadAtLeast(block.AsSpan(kept), block.Length - kept, throwOnEndOfStream: false);
            bool isLast = length < block.Length;
            OperationStatus status = Utf8.ToUtf16(block.AsSpan(0, length), characters, out int valid, out _, replaceInvalidSequences: false, isFinalBlock: isLast);
            before = valid > 0 ? block[valid - 1] : before;
            if (status == OperationStatus.InvalidData)
            {
                wrong = block[valid];
                return position + valid;
            }

            if (isLast)
            {
                return null;
            }

            // A character may lie across two blocks.
            position += valid;
            kept = length - valid;
            block.AsSpan(valid, kept).CopyTo(block);
        }
    }

    private static void SuggestSeparator(string file, string[] header, string separator, string? member, ProblemList problems)
    {
        if (header is [string only]
            && CommonSeparators.FirstOrDefault(other => other != separator && only.Contains(other, StringComparison.Ordinal)) is { } other)
        {
            string shown = other == "\t" ? "\\t" : other;
            problems.Add(new Problem(
                $"{file} header",
                "columns separated by " + (separator == "\t" ? "tabs" : $"\"{separator}\""),
                $"\"{Shortened(only)}\"",
                member is null ? $"Separate the columns by {(separator == "," ? "commas" : separator == "\t" ? "tabs" : $"\"{separator}\"")}." : $"Set {member} to \"{shown}\"."));
        }
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..57] + "...";
}
