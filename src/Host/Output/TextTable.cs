namespace MlPipelines.Host;

/// <summary>Aligned columns of plain text: a header and rows, two spaces between columns, no trailing spaces.</summary>
internal static class TextTable
{
    /// <summary>The lines of a table.</summary>
    /// <param name="header">The columns' names; one that starts with <c>&gt;</c> stands to the right, as numbers do.</param>
    /// <param name="rows">The cells, a row as long as the header.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        bool[] right = [.. header.Select(name => name.StartsWith('>'))];
        string[] names = [.. header.Select(name => name.TrimStart('>'))];
        int[] widths = [.. names.Select((name, column) => rows.Select(row => row[column].Length).Append(name.Length).Max())];
        return [.. rows.Prepend(names).Select(row => string.Join("  ", row.Select(Align)).TrimEnd())];

        string Align(string cell, int column) => right[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]);
    }
}
