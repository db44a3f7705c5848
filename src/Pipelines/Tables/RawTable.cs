using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>A table as it was read: texts, white space around them removed, an empty text where a value is missing.</summary>
/// <param name="FileName">The file's name without its folder, for messages.</param>
/// <param name="Header">The column names: none empty, no two alike.</param>
/// <param name="Rows">The cells of each data row, as many as there are columns.</param>
internal sealed record RawTable(string FileName, IReadOnlyList<string> Header, IReadOnlyList<string[]> Rows)
{
    /// <summary>The position of a column, or -1.</summary>
    public int IndexOf(string column)
    {
        for (int index = 0; index < Header.Count; index++)
        {
            if (Header[index] == column)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>How messages name a row: counted from 1, the header not counted.</summary>
    public string Where(int row) => string.Create(CultureInfo.InvariantCulture, $"{FileName} row {row + 1}");

    /// <summary>How messages name a cell.</summary>
    public string Where(int row, string column) => $"{Where(row)}, column \"{column}\"";

    /// <summary>What is wrong with column names: empty or given twice, or a row of data where they should be.</summary>
    public static void CheckHeader(string fileName, IReadOnlyList<string> header, ProblemList problems)
    {
        if (IsRowOfData(header))
        {
            problems.Add(new Problem(
                $"{fileName} header",
                "a name for every column",
                $"numbers, some of them twice ({string.Join(", ", header.Take(5))}{(header.Count > 5 ? ", ..." : "")})",
                "The file seems to have no header: add a first line with the names of the columns."));
            return;
        }

        for (int index = 0; index < header.Count; index++)
        {
            if (header[index].Length == 0)
            {
                string column = (index + 1).ToString(CultureInfo.InvariantCulture);
                problems.Add(new Problem(
                    $"{fileName} header, column {column}",
                    "a column name",
                    "an empty text",
                    "Give every column a name of its own."));
            }
        }

        foreach ((string name, int count) in header.Where(name => name.Length > 0).CountBy(name => name).Where(pair => pair.Value > 1))
        {
            problems.Add(new Problem(
                $"{fileName} header",
                $"one column \"{name}\"",
                count.ToString(CultureInfo.InvariantCulture),
                "Give every column a name of its own."));
        }
    }

    /// <summary>Numbers alone are fine as names (some programs number columns); numbers that repeat are not names.</summary>
    private static bool IsRowOfData(IReadOnlyList<string> header) =>
        header.Distinct().Count() < header.Count
        && 2 * header.Count(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) > header.Count;
}
