namespace MlPipelines.Bench;

/// <summary>Reads a table of <c>assets/tables</c>: a header, commas, quotes around texts, no comma inside a cell.</summary>
internal static class TableAsset
{
    /// <param name="file">The CSV file.</param>
    /// <param name="label">The column to predict.</param>
    /// <returns>The columns without the label, and all rows.</returns>
    /// <exception cref="InvalidDataException">The file is not such a table, or has no such column.</exception>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<CaseRow> Rows) Read(string file, string label)
    {
        string[] lines = File.ReadAllLines(file);
        string[] header = lines.Length > 0 ? Cells(lines[0]) : [];
        int position = Array.IndexOf(header, label);
        if (position < 0)
        {
            throw new InvalidDataException($"{file}: expected a header with the column \"{label}\", received the columns {string.Join(", ", header)}");
        }

        List<CaseRow> rows = [];
        foreach (string line in lines.Skip(1).Where(line => line.Length > 0))
        {
            string[] cells = Cells(line);
            if (cells.Length != header.Length)
            {
                throw new InvalidDataException($"{file}: {cells.Length} cells instead of {header.Length} in: {line}");
            }

            rows.Add(new CaseRow(Without(cells, position), null, cells[position]));
        }

        return (Without(header, position), rows);
    }

    private static string[] Cells(string line) => [.. line.Split(',').Select(cell => cell.Trim('"'))];

    private static string[] Without(string[] cells, int position) => [.. cells.Where((_, index) => index != position)];
}
