namespace MlPipelines.Host;

/// <summary>Aligned columns of plain text: a header and rows, two spaces between columns, no trailing spaces.</summary>
internal static class TextTable
{
    private const int NarrowestFirst = 16;

    /// <summary>The lines of a table that fits a width: its first column wraps at spaces where the others leave too little room for it.</summary>
    /// <param name="header">The columns' names; one that starts with <c>&gt;</c> stands to the right, as numbers do.</param>
    /// <param name="rows">The cells, a row as long as the header.</param>
    /// <param name="width">The columns of the terminal.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        int others = Enumerable.Range(1, header.Count - 1).Sum(column => 2 + rows.Select(row => row[column].Length).Append(header[column].TrimStart('>').Length).Max());
        int first = Math.Max(NarrowestFirst, width - others);
        return Lines(header, [.. rows.SelectMany(Wrapped)]);

        IEnumerable<IReadOnlyList<string>> Wrapped(IReadOnlyList<string> row) => TextLayout.Wrap(row[0], first)
            .Select((line, index) => (IReadOnlyList<string>)[TextLayout.Fit(line, first), .. row.Skip(1).Select(cell => index == 0 ? cell : "")]);
    }

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
