using System.Collections;

namespace MlPipelines.Pipelines;

/// <summary>
/// The cells of a column as texts, kept in the fewest bytes that give every text back: a table of ten million rows takes 1 to 8 bytes for a cell instead of 40. Chunks of rows are encoded on
/// their own, so that reading never holds more texts than one chunk has.
/// </summary>
internal sealed class CellColumn : IReadOnlyList<string>
{
    private const int ChunkBits = 14;
    private const int ChunkRows = 1 << ChunkBits;
    private readonly CellChunk[] _chunks;

    private CellColumn(CellChunk[] chunks, int count) => (_chunks, Count) = (chunks, count);

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public string this[int row] => _chunks[row >> ChunkBits].Text(row & (ChunkRows - 1));

    /// <summary>Whether a cell has no text.</summary>
    public bool IsEmpty(int row) => _chunks[row >> ChunkBits].IsEmpty(row & (ChunkRows - 1));

    /// <summary>The number in a cell: what <see cref="TableNumber.TryParse"/> says of its text.</summary>
    public bool TryNumber(int row, out double value) => _chunks[row >> ChunkBits].TryNumber(row & (ChunkRows - 1), out value);

    /// <summary>The number in a cell, or NaN.</summary>
    public double Number(int row) => TryNumber(row, out double value) ? value : double.NaN;

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator()
    {
        for (int row = 0; row < Count; row++)
        {
            yield return this[row];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A column of texts that are there already.</summary>
    public static CellColumn Of(IEnumerable<string> texts)
    {
        Builder builder = new();
        foreach (string text in texts)
        {
            builder.Add(text);
        }

        return builder.Build();
    }

    /// <summary>Takes cells one by one.</summary>
    public sealed class Builder
    {
        private readonly List<CellChunk> _chunks = [];
        private readonly List<string> _texts = [];

        /// <summary>Adds a cell.</summary>
        public void Add(string text)
        {
            _texts.Add(text);
            if (_texts.Count == ChunkRows)
            {
                Encode();
            }
        }

        /// <summary>The column.</summary>
        public CellColumn Build()
        {
            int count = (_chunks.Count * ChunkRows) + _texts.Count;
            if (_texts.Count > 0)
            {
                Encode();
            }

            return new CellColumn([.. _chunks], count);
        }

        private void Encode()
        {
            _chunks.Add(CellChunk.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_texts)));
            _texts.Clear();
        }
    }
}
