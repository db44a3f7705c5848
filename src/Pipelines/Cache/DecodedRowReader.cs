using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlPipelines.Pipelines;

/// <summary>
/// Reads the rows that an ML.NET transformer makes of a cursor's rows, on the thread that asks. The transformed view's own cursor would start
/// threads that read ahead and queue decoded rows, whatever the size of the images; a row-to-row mapper does not.
/// </summary>
internal sealed class DecodedRowReader : IDisposable
{
    private readonly DataViewRowCursor _cursor;
    private readonly DataViewRow _row;
    private readonly ValueGetter<int> _index;
    private readonly ValueGetter<VBuffer<byte>> _pixels;
    private readonly ValueGetter<ReadOnlyMemory<char>> _reason;
    private readonly ValueGetter<int> _width;
    private readonly ValueGetter<int> _height;
    private readonly ValueGetter<bool> _isGrey;
    private readonly ValueGetter<ulong> _contentHash;
    private readonly DecodedImageRow _current = new();
    private VBuffer<byte> _buffer;

    /// <summary>Opens the rows of a view.</summary>
    public DecodedRowReader(IDataView source, ITransformer transformer)
    {
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(source.Schema);
        _cursor = source.GetRowCursor(source.Schema);
        _row = mapper.GetRow(_cursor, mapper.OutputSchema);
        _index = Getter<int>(nameof(DecodedImageRow.SampleIndex));
        _pixels = Getter<VBuffer<byte>>(nameof(DecodedImageRow.Pixels));
        _reason = Getter<ReadOnlyMemory<char>>(nameof(DecodedImageRow.Reason));
        _width = Getter<int>(nameof(DecodedImageRow.SourceWidth));
        _height = Getter<int>(nameof(DecodedImageRow.SourceHeight));
        _isGrey = Getter<bool>(nameof(DecodedImageRow.IsGrey));
        _contentHash = Getter<ulong>(nameof(DecodedImageRow.ContentHash));
    }

    /// <summary>The next row, or null; the same object each time.</summary>
    public DecodedImageRow? Next()
    {
        if (!_cursor.MoveNext())
        {
            return null;
        }

        ReadOnlyMemory<char> reason = default;
        (int index, int width, int height, bool isGrey, ulong hash) = (0, 0, 0, false, 0);
        _index(ref index);
        _pixels(ref _buffer);
        _reason(ref reason);
        _width(ref width);
        _height(ref height);
        _isGrey(ref isGrey);
        _contentHash(ref hash);
        if (_current.Pixels.Length != _buffer.Length)
        {
            _current.Pixels = new byte[_buffer.Length];
        }

        _buffer.CopyTo(_current.Pixels);
        (_current.SampleIndex, _current.SourceWidth, _current.SourceHeight) = (index, width, height);
        (_current.IsGrey, _current.ContentHash, _current.Reason) = (isGrey, hash, reason.ToString());
        return _current;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _row.Dispose();
        _cursor.Dispose();
    }

    private ValueGetter<T> Getter<T>(string column) => _row.GetGetter<T>(_row.Schema[column]);
}
