namespace MlPipelines.Audits;

/// <summary>
/// Finds rows that may be near copies without comparing all pairs: the columns are dealt to four bands, and candidates agree in one whole band, or in all bands but one, numbers taken to three
/// significant digits. Rows that differ in one column agree in all bands but its own; rounding can move a number over the edge of its three digits in a few columns, and some band is without them.
/// </summary>
internal sealed class RowBands
{
    private const int Bands = 4;

    /// <summary>Training rows of one key beyond which it tells nothing: matches so common are of chance.</summary>
    private const int MostPerKey = 64;

    private readonly List<(ulong[] Keys, ILookup<ulong, int> References)> _keys = [];

    /// <param name="comparison">The rows.</param>
    /// <param name="references">The references are the first rows.</param>
    public RowBands(RowComparison comparison, int references)
    {
        int bands = Math.Min(Bands, comparison.Columns);
        ulong[][] sums = [.. Enumerable.Range(0, bands).Select(_ => new ulong[comparison.Rows])];
        for (int column = 0; column < comparison.Columns; column++)
        {
            ulong salt = RowHashes.Mix((ulong)column + 1);
            ulong[] sum = sums[column % bands];
            for (int row = 0; row < sum.Length; row++)
            {
                sum[row] += RowHashes.Mix(comparison.Code(column, row) ^ salt);
            }
        }

        foreach (ulong[] band in sums)
        {
            Add(band, references);
            if (bands > 2)
            {
                Add([.. band.Select((own, row) => sums.Aggregate(0UL, (all, other) => all + other[row]) - own)], references);
            }
        }
    }

    /// <summary>The references that may be near copies of a row, ascending.</summary>
    public IReadOnlyCollection<int> Candidates(int row)
    {
        SortedSet<int> candidates = [];
        foreach ((ulong[] keys, ILookup<ulong, int> references) in _keys)
        {
            if (references[keys[row]].TryGetNonEnumeratedCount(out int count) && count <= MostPerKey)
            {
                candidates.UnionWith(references[keys[row]]);
            }
        }

        return candidates;
    }

    private void Add(ulong[] keys, int references) => _keys.Add((keys, Enumerable.Range(0, references).ToLookup(row => keys[row])));
}
