using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlPipelines.Trainers;

/// <summary>
/// Rows as ML.NET's trainers see them: <c>Features</c>, <c>Label</c> (a truth value for two classes, a key for more) and <c>Weight</c>. A cursor
/// checks for cancellation at every row; a shuffled one visits all rows in an order drawn from the trainer's generator.
/// </summary>
internal sealed class LogisticDataView : IDataView
{
    /// <summary>The columns' names.</summary>
    public const string Features = "Features", Label = "Label", Weight = "Weight";

    private readonly LogisticRows _rows;
    private readonly CancellationToken _cancellation;

    /// <summary>Shows rows to ML.NET.</summary>
    public LogisticDataView(LogisticRows rows, CancellationToken cancellation)
    {
        _rows = rows;
        _cancellation = cancellation;
        DataViewSchema.Builder builder = new();
        builder.AddColumn(Features, new VectorDataViewType(NumberDataViewType.Single, rows.Size));
        builder.AddColumn(Label, rows.Classes.Length == 2 ? BooleanDataViewType.Instance : new KeyDataViewType(typeof(uint), rows.Classes.Length));
        builder.AddColumn(Weight, NumberDataViewType.Single);
        Schema = builder.ToSchema();
    }

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public bool CanShuffle => true;

    /// <inheritdoc/>
    public long? GetRowCount() => _rows.Count;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        int[]? order = rand is null ? null : [.. Enumerable.Range(0, _rows.Count)];
        rand?.Shuffle(order!);
        return new Cursor(this, [.. columnsNeeded.Select(column => column.Index)], order);
    }

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(LogisticDataView view, HashSet<int> active, int[]? order) : DataViewRowCursor
    {
        private readonly LogisticRows.Reader _reader = view._rows.Read(inOrder: order is null);
        private int _position = -1;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        private int Row => order is null ? _position : order[_position];

        public override bool MoveNext()
        {
            view._cancellation.ThrowIfCancellationRequested();
            _position = _position + 1 < view._rows.Count ? _position + 1 : -1;
            return _position >= 0;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        /// <summary>A row keeps its number in every order: SDCA files its dual variables under it.</summary>
        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)Row, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            LogisticRows rows = view._rows;
            Delegate getter = column.Name switch
            {
                Features => (ValueGetter<VBuffer<float>>)CopyFeatures,
                Weight => (ValueGetter<float>)((ref float value) => value = rows.Weight(Row)),
                Label when column.Type is BooleanDataViewType => (ValueGetter<bool>)((ref bool value) => value = rows.Labels[Row] == 1),
                _ => (ValueGetter<uint>)((ref uint value) => value = (uint)rows.Labels[Row] + 1),
            };
            return getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"column {column.Name} is not of type {typeof(TValue)}");
        }

        private void CopyFeatures(ref VBuffer<float> value)
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, view._rows.Size);
            _reader.Row(Row).CopyTo(editor.Values);
            value = editor.Commit();
        }
    }
}
