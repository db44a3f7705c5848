namespace MlPipelines.Audits;

/// <summary>Finds the references that are equal to a row, in 12 bytes a reference: hashes in order, with their rows.</summary>
internal sealed class EqualRows
{
    private readonly ulong[] _hashes;
    private readonly int[] _rows;

    /// <param name="hashes">One per row of all sets.</param>
    /// <param name="references">The references are the first rows.</param>
    public EqualRows(ulong[] hashes, int references)
    {
        _hashes = hashes[..references];
        _rows = [.. Enumerable.Range(0, references)];
        Array.Sort(_hashes, _rows);
    }

    /// <summary>The references of a hash, in no order.</summary>
    public ReadOnlySpan<int> Of(ulong hash)
    {
        // Both ends by bisection: in a table of few, coarse columns a million rows may be equal.
        int end = hash == ulong.MaxValue ? _hashes.Length : FirstFrom(hash + 1);
        return _rows.AsSpan(FirstFrom(hash)..end);
    }

    /// <summary>How many other references a reference is equal to, of each, in no order.</summary>
    public int[] Others()
    {
        int[] others = new int[_hashes.Length];
        for (int start = 0, end; start < others.Length; start = end)
        {
            end = start + 1;
            while (end < others.Length && _hashes[end] == _hashes[start])
            {
                end++;
            }

            others.AsSpan(start..end).Fill(end - start - 1);
        }

        return others;
    }

    private int FirstFrom(ulong hash)
    {
        (int low, int high) = (0, _hashes.Length);
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) / 2);
            (low, high) = _hashes[middle] < hash ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
