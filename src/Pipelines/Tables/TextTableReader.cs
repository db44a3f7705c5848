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

        List<string[]> rows = [];
        string[]? header = null;
        string? bad = null;
        using CsvParser parser = Parser(content.Bytes, separator, received => bad = received);
        while (parser.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            string[] cells = parser.Record!;
            if (header is null)
            {
                header = cells;
                RawTable.CheckHeader(content.Name, header, problems);
            }
            else
            {
                rows.Add(cells);
                CheckRow(content.Name, rows.Count, cells.Length, header.Length, bad, problems);
            }

            bad = null;
        }

        if (header is null)
        {
            problems.Add(new Problem(content.Name, "a table with a header", "blank lines only"));
            return null;
        }

        SuggestSeparator(content.Name, header, separator, separatorMember, problems);
        foreach (string[] cells in rows)
        {
            MarkMissing(cells, missing);
        }

        return new RawTable(content.Name, header, [.. rows.Where(cells => cells.Length == header.Length)]);
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

    private static CsvParser Parser(byte[] bytes, string separator, Action<string>? onBadField)
    {
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
        {
            Delimiter = separator,
            TrimOptions = TrimOptions.Trim,
            IgnoreBlankLines = true,
            BadDataFound = args => onBadField?.Invoke(args.Field),
        };
        return new CsvParser(new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false)), configuration);
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
        ReadOnlySpan<byte> bytes = content.Bytes;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            problems.Add(new Problem(content.Name, "text in UTF-8", "text in UTF-16", "Save the file as UTF-8."));
            return false;
        }

        if (Utf8.IsValid(bytes))
        {
            return true;
        }

        // The rows before the first wrong byte are read to tell how many there are.
        Utf8.ToUtf16(bytes, new char[bytes.Length], out int valid, out _, replaceInvalidSequences: false);
        using CsvParser parser = Parser(content.Bytes[..valid], separator, null);
        int records = 0;
        while (parser.Read())
        {
            records++;
        }

        bool startsRow = valid == 0 || bytes[valid - 1] == (byte)'\n';
        int row = startsRow ? records : records - 1;
        string where = row <= 0 ? $"{content.Name} header" : string.Create(CultureInfo.InvariantCulture, $"{content.Name} row {row}");
        problems.Add(new Problem(
            where,
            "text in UTF-8",
            string.Create(CultureInfo.InvariantCulture, $"the byte 0x{bytes[valid]:X2} at offset {valid}"),
            "Save the file as UTF-8."));
        return false;
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
