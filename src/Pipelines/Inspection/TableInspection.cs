using System.Text;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>A table as it stands in its file, with the separator that was found, before anything is decided about it. White space around cells is removed; an empty cell is an empty text.</summary>
/// <param name="FileName">The file's name without its folder.</param>
/// <param name="Separator">What separates cells where that is not what the file's extension means; null where it is.</param>
/// <param name="Columns">The columns in the order of the header.</param>
/// <param name="RowCount">The number of rows, the header not counted.</param>
public sealed record TableInspection(string FileName, string? Separator, IReadOnlyList<InspectedColumn> Columns, int RowCount)
{
    private static readonly string[] s_separators = [",", ";", "\t", "|"];
    private const int SniffedBytes = 1 << 16;

    /// <summary>Reads a file with the checked reader.</summary>
    /// <exception cref="ProblemException">Everything that is wrong with the file.</exception>
    public static TableInspection Read(string file, CancellationToken cancellation)
    {
        ProblemList problems = new();
        TableFile.Content? content = TableFile.Load(file, problems);
        string? separator = content is null ? null : OtherSeparator(content);
        TableOptions options = new() { Train = file, Label = "", MissingValues = [], Separator = separator };
        RawTable? table = content is null ? null : TableFile.Read(content, options, problems, cancellation);
        problems.ThrowIfAny();
        return new TableInspection(
            table!.FileName,
            separator,
            [.. table.Header.Select((name, index) => InspectedColumn.Of(name, [.. table.Columns[index]]))],
            table.Count);
    }

    /// <summary>A column by its name, or null.</summary>
    public InspectedColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>The separator that occurs most often in the header line, where it is not the usual one of the extension.</summary>
    private static string? OtherSeparator(TableFile.Content content)
    {
        if (content.Extension == ".parquet")
        {
            return null;
        }

        string usual = content.Extension == ".tsv" ? "\t" : ",";
        string header = Encoding.UTF8.GetString(content.Beginning(SniffedBytes)).TrimStart().Split('\n')[0];
        string found = s_separators.OrderByDescending(separator => header.Split(separator).Length).ThenByDescending(separator => separator == usual).First();
        return found == usual ? null : found;
    }
}

/// <summary>A column as its cells are, missing values not yet told from others except for empty cells.</summary>
/// <param name="Name">The header's text.</param>
/// <param name="Texts">The cells by row.</param>
/// <param name="Counts">The different texts that are not empty, with their number, the most frequent first.</param>
/// <param name="Numbers">The number of cells that are numbers.</param>
/// <param name="IsoDates">The number of cells that are ISO 8601 dates and no numbers.</param>
/// <param name="OtherDates">The number of cells that look like dates in another form: <c>31.12.2025</c>, <c>12/31/2025</c>.</param>
public sealed record InspectedColumn(
    string Name, IReadOnlyList<string> Texts, IReadOnlyList<(string Text, int Count)> Counts, int Numbers, int IsoDates, int OtherDates)
{
    /// <summary>The number of cells that are not empty.</summary>
    public int Present => Counts.Sum(entry => entry.Count);

    /// <summary>The number of different texts.</summary>
    public int Distinct => Counts.Count;

    /// <summary>The value of a text that is a number as tables mean it; null for any other.</summary>
    public static double? Number(string text) => TableNumber.TryParse(text, out double value) ? value : null;

    /// <summary>Counts the cells of a column.</summary>
    internal static InspectedColumn Of(string name, IReadOnlyList<string> texts)
    {
        (string Text, int Count)[] counts =
        [
            .. texts.Where(text => text.Length > 0).CountBy(text => text, StringComparer.Ordinal)
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => (pair.Key, pair.Value)),
        ];
        int Count(Func<string, bool> matches) => counts.Where(entry => matches(entry.Text)).Sum(entry => entry.Count);
        return new InspectedColumn(
            name,
            texts,
            counts,
            Count(text => Number(text) is not null),
            Count(text => Number(text) is null && SplitKeys.IsDate(text, out _)),
            Count(text => Number(text) is null && !SplitKeys.IsDate(text, out _) && LooksLikeDate(text)));
    }

    /// <summary>Two or three groups of digits with one kind of separator between them, and perhaps a time behind: enough to ask, never to compute with.</summary>
    private static bool LooksLikeDate(string text)
    {
        string day = text.Split(' ', 'T')[0];
        foreach (char separator in "./-")
        {
            string[] parts = day.Split(separator);
            if (parts.Length == 3 && parts.All(part => part.Length is 1 or 2 or 4 && part.All(char.IsAsciiDigit)) && parts.Count(part => part.Length == 4) <= 1)
            {
                return true;
            }
        }

        return false;
    }
}
