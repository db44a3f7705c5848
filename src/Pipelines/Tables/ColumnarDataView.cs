using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// A checked table as ML.NET sees it: one column of 64-bit numbers (NaN where missing) per numeric column and one of texts
/// (<see cref="MissingCategory"/> where missing) per categorical column, under the header's names. Numbers stay 64-bit until they are scaled, because a
/// 32-bit time stamp has lost its minutes.
/// </summary>
internal sealed class ColumnarDataView : IDataView
{
    /// <summary>The text of a missing category, which is a category of its own; ML.NET's hashing would lose an empty text.</summary>
    public const string MissingCategory = "(missing)";

    private readonly CellColumn[] _columns;
    private readonly IReadOnlyList<int>? _rows;

    private ColumnarDataView(DataViewSchema schema, CellColumn[] columns, IReadOnlyList<int>? rows)
    {
        Schema = schema;
        _columns = columns;
        _rows = rows;
    }

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public bool CanShuffle => false;

    private long Count => _rows?.Count ?? _columns[0].Count;

    /// <summary>The feature columns of a table whose numbers were checked.</summary>
    public static ColumnarDataView Of(RawTable table, IReadOnlyList<TableColumn> columns)
    {
        DataViewSchema.Builder builder = new();
        List<CellColumn> values = [];
        foreach (TableColumn column in columns.Where(column => column.Kind != ColumnKind.Ignore))
        {
            int index = table.IndexOf(column.Name);
            bool numeric = column.Kind == ColumnKind.Numeric;
            builder.AddColumn(column.Name, numeric ? NumberDataViewType.Double : TextDataViewType.Instance);
            values.Add(table.Columns[index]);
        }

        return new ColumnarDataView(builder.ToSchema(), [.. values], null);
    }

    /// <summary>The same columns, some rows of them.</summary>
    public ColumnarDataView Only(IReadOnlyList<int> rows) => new(Schema, _columns, rows);

    /// <summary>One row in which every value is missing: what transforms make of it shows what they replace it by.</summary>
    public ColumnarDataView AllMissing() =>
        new(Schema, [.. _columns.Select(_ => CellColumn.Of([""]))], null);

    /// <summary>The cells of a column, all rows.</summary>
    public CellColumn Cells(string column) => _columns[Schema[column].Index];

    /// <summary>The category of a row by the cells of a categorical column.</summary>
    public static string Category(CellColumn cells, int row) => cells.IsEmpty(row) ? MissingCategory : cells[row];

    /// <inheritdoc/>
    public long? GetRowCount() => Count;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, [.. columnsNeeded.Select(column => column.Index)]);

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(ColumnarDataView view, HashSet<int> active) : DataViewRowCursor
    {
        private long _position = -1;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        private int Row => view._rows is { } rows ? rows[(int)_position] : (int)_position;

        public override bool MoveNext()
        {
            if (_position + 1 < view.Count)
            {
                _position++;
                return true;
            }

            _position = -1;
            return false;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            CellColumn cells = view._columns[column.Index];
            Delegate getter = column.Type is NumberDataViewType
                ? (ValueGetter<double>)((ref double value) => value = cells.Number(Row))
                : (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = Category(cells, Row).AsMemory());
            return getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"column {column.Name} is not of type {typeof(TValue)}");
        }
    }
}
