using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>A table as it was read: texts, white space around them removed, an empty text where a value is missing. It lies in memory column by column.</summary>
internal sealed class RawTable
{
    /// <summary>For each row of the file that was left out, in their order, the rows kept before it.</summary>
    private readonly IReadOnlyList<int> _leftOut;

    private RawTable(string fileName, IReadOnlyList<string> header, IReadOnlyList<CellColumn> columns, int count, IReadOnlyList<int> leftOut)
    {
        (FileName, Header, Columns, Count, _leftOut) = (fileName, header, columns, count, leftOut);
        Rows = new RowView(this);
    }

    /// <summary>A table of rows that are there already.</summary>
    public RawTable(string fileName, IReadOnlyList<string> header, IReadOnlyList<string[]> rows)
        : this(fileName, header, [.. header.Select((_, index) => CellColumn.Of(rows.Select(cells => cells[index])))], rows.Count, [])
    {
    }

    /// <summary>A table of columns of equal length.</summary>
    public static RawTable Of(string fileName, IReadOnlyList<string> header, IReadOnlyList<CellColumn> columns) =>
        new(fileName, header, columns, columns.Count == 0 ? 0 : columns[0].Count, []);

    /// <summary>The file's name without its folder, for messages.</summary>
    public string FileName { get; }

    /// <summary>The column names: none empty, no two alike.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The cells by column, as many as the header has.</summary>
    public IReadOnlyList<CellColumn> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>Whether so few rows were left out as unreadable that the others tell what is wrong with the columns: at most a tenth. Chosen here.</summary>
    public bool IsNearlyWhole => 10L * _leftOut.Count <= Count;

    /// <summary>The cells by row; each row that is asked for is put together.</summary>
    public IReadOnlyList<string[]> Rows { get; }

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

    /// <summary>How messages name a row: as the file counts them, from 1, the header not counted.</summary>
    public string Where(int row)
    {
        // The rows before a row that was left out never become fewer, so that half of the list is passed over at each step.
        (int low, int high) = (0, _leftOut.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _leftOut[middle] <= row ? (middle + 1, high) : (low, middle);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{FileName} row {row + low + 1}");
    }

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

    /// <summary>Takes a table row by row.</summary>
    public sealed class Builder(string fileName, IReadOnlyList<string> header)
    {
        private readonly CellColumn.Builder[] _columns = [.. header.Select(_ => new CellColumn.Builder())];
        private readonly List<int> _leftOut = [];
        private int _count;

        /// <summary>Counts a row of the file that cannot be read.</summary>
        public void LeaveOut() => _leftOut.Add(_count);

        /// <summary>Adds a row of as many cells as there are columns.</summary>
        public void Add(ReadOnlySpan<string> cells)
        {
            for (int index = 0; index < _columns.Length; index++)
            {
                _columns[index].Add(cells[index]);
            }

            _count++;
        }

        /// <summary>The table.</summary>
        public RawTable Build() => new(fileName, header, [.. _columns.Select(column => column.Build())], _count, _leftOut);
    }

    private sealed class RowView(RawTable table) : IReadOnlyList<string[]>
    {
        public int Count => table.Count;

        public string[] this[int row] => [.. table.Columns.Select(column => column[row])];

        public IEnumerator<string[]> GetEnumerator() => Enumerable.Range(0, Count).Select(row => this[row]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
