using Microsoft.ML;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// The cells of a table of one trial, before anything was fitted or encoded: what an audit looks at. It shares the columns that the transforms read and copies the rows of a set only
/// when it is asked for them.
/// </summary>
public sealed class TableCells
{
    private readonly ColumnarDataView _train;
    private readonly ColumnarDataView _test;
    private readonly Dictionary<string, (bool[] Train, bool[] Test)> _ignored;

    private TableCells(IReadOnlyList<TableCellColumn> columns, ColumnarDataView train, ColumnarDataView test, Dictionary<string, (bool[] Train, bool[] Test)> ignored) =>
        (Columns, _train, _test, _ignored) = (columns, train, test, ignored);

    /// <summary>The columns in the order of the header, the label excluded.</summary>
    public IReadOnlyList<TableCellColumn> Columns { get; }

    /// <summary>The cells of a table that was read, checked and typed.</summary>
    /// <param name="source">The tables.</param>
    /// <param name="train">The typed columns of the training table.</param>
    /// <param name="test">Those of the test table, or the training table's when test rows are split off it.</param>
    internal static TableCells Of(TableSource source, ColumnarDataView train, ColumnarDataView test)
    {
        Dictionary<string, (bool[], bool[])> ignored = source.Columns.Where(column => column.Kind == ColumnKind.Ignore).ToDictionary(
            column => column.Name,
            column => (MissingIn(source.Train, column.Name), MissingIn(source.Test ?? source.Train, column.Name)));
        return new TableCells([.. source.Columns.Select(column => new TableCellColumn(column.Name, column.Kind))], train, test, ignored);
    }

    /// <summary>The numbers of a numeric column in the rows of a set; NaN where missing.</summary>
    public double[] Numbers(TableCellColumn column, SampleSet set) => All(NumberOf(column, set), set);

    /// <summary>Reads single numbers of a numeric column: row of the set → number, NaN where missing.</summary>
    public Func<int, double> NumberOf(TableCellColumn column, SampleSet set)
    {
        (CellColumn all, IReadOnlyList<int> indexes) = (ViewOf(set).Cells(column.Name), set.SourceIndexes);
        return row => all.Number(indexes[row]);
    }

    /// <summary>The texts of a categorical column in the rows of a set; empty where missing.</summary>
    public string[] Texts(TableCellColumn column, SampleSet set) => All(TextOf(column, set), set);

    /// <summary>Reads single texts of a categorical column: row of the set → text, empty where missing.</summary>
    public Func<int, string> TextOf(TableCellColumn column, SampleSet set)
    {
        (CellColumn all, IReadOnlyList<int> indexes) = (ViewOf(set).Cells(column.Name), set.SourceIndexes);
        return row => all[indexes[row]] is var text && text == ColumnarDataView.MissingCategory ? "" : text;
    }

    /// <summary>The rows of a set as ML.NET sees them: the columns that the transforms were fitted to.</summary>
    public IDataView View(SampleSet set) => ViewOf(set).Only(set.SourceIndexes);

    /// <summary>The number of rows of a set in which a column has no value.</summary>
    public int Missing(TableCellColumn column, SampleSet set) => column.Kind switch
    {
        ColumnKind.Numeric => Numbers(column, set).Count(double.IsNaN),
        ColumnKind.Categorical => Texts(column, set).Count(text => text.Length == 0),
        _ => set.SourceIndexes.Count(row => (IsTest(set) ? _ignored[column.Name].Test : _ignored[column.Name].Train)[row]),
    };

    private static T[] All<T>(Func<int, T> cell, SampleSet set)
    {
        T[] cells = new T[set.Count];
        for (int row = 0; row < cells.Length; row++)
        {
            cells[row] = cell(row);
        }

        return cells;
    }

    private static bool IsTest(SampleSet set) => set.Name == "test";

    private ColumnarDataView ViewOf(SampleSet set) => IsTest(set) ? _test : _train;

    /// <summary>An ignored column may be absent from the test table: nothing of it is there.</summary>
    private static bool[] MissingIn(RawTable table, string column) =>
        table.IndexOf(column) is >= 0 and int index ? [.. Enumerable.Range(0, table.Count).Select(table.Columns[index].IsEmpty)] : [.. Enumerable.Repeat(true, table.Count)];
}

/// <summary>A column of a table.</summary>
/// <param name="Name">The header's text.</param>
/// <param name="Kind">What its values are.</param>
public sealed record TableCellColumn(string Name, ColumnKind Kind);
