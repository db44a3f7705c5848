namespace MlPipelines.Audits;

/// <summary>
/// The keys of rows that are dealt to bands by column: one of each band, and where there are more than two bands one of all the others. Sums over columns, so that a key of all bands but one is a subtraction.
/// </summary>
internal sealed class RowKeys(RowComparison comparison, int mostBands)
{
    private const int BlockRows = 1 << 14;

    private readonly int _bands = Math.Min(mostBands, comparison.Columns);

    /// <summary>The number of keys of a row.</summary>
    public int Kinds => _bands > 2 ? 2 * _bands : _bands;

    /// <summary>The keys of one row.</summary>
    public ulong[] Of(int row)
    {
        ulong[] keys = new ulong[Kinds];
        for (int column = 0; column < comparison.Columns; column++)
        {
            keys[column % _bands] += Part(column, row);
        }

        Complete(keys);
        return keys;
    }

    /// <summary>Gives the keys of the first rows, column by column within a block, because a column lies together. The keys are overwritten by the next row's.</summary>
    public void ForEach(int rows, Action<int, ulong[]> use, CancellationToken cancellation)
    {
        ulong[][] block = [.. Enumerable.Range(0, Math.Min(rows, BlockRows)).Select(_ => new ulong[Kinds])];
        for (int start = 0; start < rows; start += BlockRows)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(BlockRows, rows - start);
            Array.ForEach(block, Array.Clear);
            for (int column = 0; column < comparison.Columns; column++)
            {
                for (int index = 0; index < count; index++)
                {
                    block[index][column % _bands] += Part(column, start + index);
                }
            }

            for (int index = 0; index < count; index++)
            {
                Complete(block[index]);
                use(start + index, block[index]);
            }
        }
    }

    private ulong Part(int column, int row) => RowHashes.Mix(comparison.Code(column, row) ^ RowHashes.Mix((ulong)column + 1));

    private void Complete(ulong[] keys)
    {
        if (_bands <= 2)
        {
            return;
        }

        ulong all = 0;
        for (int band = 0; band < _bands; band++)
        {
            all += keys[band];
        }

        for (int band = 0; band < _bands; band++)
        {
            keys[_bands + band] = all - keys[band];
        }
    }
}
