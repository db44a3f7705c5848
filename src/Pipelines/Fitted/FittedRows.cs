using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// New rows of a table as samples, prepared by fitted values when they are copied: the same bits that ML.NET's transforms gave in training (a test compares the two over every
/// option). Hashing is ML.NET's own, because its function is not ours to restate.
/// </summary>
internal sealed class FittedRows : SampleSet
{
    private readonly IReadOnlyList<IColumn> _columns;
    private readonly int _size;

    /// <summary>Takes a table whose columns and numbers were checked.</summary>
    public FittedRows(FittedTable fitted, RawTable table)
    {
        _size = fitted.Shape.Size;
        _columns = [.. fitted.Used.Select(column => ColumnOf(column, table))];
        Labels = new ClassIndexes(table.Count, 0, _ => UnknownLabel);
        Ids = new RowNumbers(new IndexRange(table.Count));
        SourceIndexes = new IndexRange(table.Count);
    }

    /// <summary>The number of features.</summary>
    public int Size => _size;

    /// <inheritdoc/>
    public override string Name => "new";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Labels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> SourceIndexes { get; }

    /// <inheritdoc/>
    public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination)
    {
        destination[..(rows.Length * _size)].Clear();
        int offset = 0;
        foreach (IColumn column in _columns)
        {
            for (int index = 0; index < rows.Length; index++)
            {
                column.Write(rows[index], destination.Slice((index * _size) + offset, column.Width));
            }

            offset += column.Width;
        }
    }

    private static IColumn ColumnOf(FittedTableColumn column, RawTable table)
    {
        int position = table.IndexOf(column.Name);
        return column switch
        {
            { Kind: ColumnKind.Numeric } => new Numbers(column, table, position),
            { Categories: { } categories } => new Categories(categories, table, position),
            _ => new Hashes(column, table),
        };
    }

    /// <summary>What a column writes into a row's features, which are 0 before.</summary>
    private interface IColumn
    {
        int Width { get; }

        void Write(int row, Span<float> features);
    }

    private sealed class Numbers(FittedTableColumn column, RawTable table, int position) : IColumn
    {
        public int Width => column.Width;

        public void Write(int row, Span<float> features)
        {
            bool isThere = table.Columns[position].TryNumber(row, out double value);
            if (column.Value)
            {
                double number = isThere ? value : column.Replacement!.Value;
                features[0] = (float)(column.Scale is { } scale ? (number - column.Offset!.Value) * scale : number);
            }

            if (column.MissingIndicator)
            {
                features[^1] = isThere ? 0 : 1;
            }
        }
    }

    private sealed class Categories : IColumn
    {
        private readonly Dictionary<string, int> _places;
        private readonly RawTable _table;
        private readonly int _position;

        public Categories(IReadOnlyList<string> categories, RawTable table, int position)
        {
            _places = categories.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
            (_table, _position, Width) = (table, position, categories.Count);
        }

        public int Width { get; }

        public void Write(int row, Span<float> features)
        {
            string text = _table.Columns[_position][row];
            if (_places.TryGetValue(text.Length == 0 ? ColumnarDataView.MissingCategory : text, out int place))
            {
                features[place] = 1;
            }
        }
    }

    /// <summary>Hashes are computed once, for all rows.</summary>
    private sealed class Hashes : IColumn
    {
        private const string Hashed = "hashed";
        private readonly int[] _places;

        public Hashes(FittedTableColumn column, RawTable table)
        {
            Width = column.Width;
            ColumnarDataView view = ColumnarDataView.Of(table, [new TableColumn(column.Name, ColumnKind.Categorical, table.IndexOf(column.Name))]);
            MLContext context = new(seed: 0);
            IDataView hashed = context.Transforms.Categorical
                .OneHotHashEncoding([new InputOutputColumnPair(Hashed, column.Name)], OneHotEncodingEstimator.OutputKind.Indicator, BitOperations.Log2((uint)Width))
                .Fit(view.AllMissing())
                .Transform(view);
            _places = new int[table.Count];
            using DataViewRowCursor cursor = hashed.GetRowCursor([hashed.Schema[Hashed]]);
            ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(hashed.Schema[Hashed]);
            VBuffer<float> buffer = default;
            while (cursor.MoveNext())
            {
                getter(ref buffer);
                _places[(int)cursor.Position] = PlaceOf(buffer);
            }
        }

        public int Width { get; }

        public void Write(int row, Span<float> features)
        {
            if (_places[row] >= 0)
            {
                features[_places[row]] = 1;
            }
        }

        private static int PlaceOf(in VBuffer<float> indicator)
        {
            foreach ((int place, float value) in indicator.Items())
            {
                if (value != 0)
                {
                    return place;
                }
            }

            return -1;
        }
    }
}
