using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPipelines.Audits;

/// <summary>
/// Finds rows that may be near copies without comparing all pairs: the columns are dealt to four bands, and candidates agree in one whole band, or in all bands but one, numbers taken to three
/// significant digits. Rows that differ in one column agree in all bands but its own; rounding can move a number over the edge of its three digits in a few columns, and some band is without them.
/// <para>The rows that are asked about are kept by key, and the references pass by once, a block at a time: what is held grows with the rows asked about and not with the references.</para>
/// </summary>
internal static class RowBands
{
    private const int Bands = 4;

    /// <summary>Training rows of one key beyond which it tells nothing: matches so common are of chance.</summary>
    private const int MostPerKey = 64;

    /// <summary>The references that may be near copies of some rows.</summary>
    /// <param name="comparison">All rows.</param>
    /// <param name="references">The references are the first rows.</param>
    /// <param name="rows">The rows that are asked about; some may be references themselves.</param>
    /// <param name="cancellation">Checked between blocks of rows.</param>
    /// <returns>For each row its candidates, ascending; a reference is a candidate of itself.</returns>
    public static IReadOnlyList<int>[] Candidates(RowComparison comparison, int references, int[] rows, CancellationToken cancellation)
    {
        RowKeys keys = new(comparison, Bands);
        Dictionary<ulong, List<int>?>[] found = [.. Enumerable.Range(0, keys.Kinds).Select(_ => new Dictionary<ulong, List<int>?>())];
        ulong[][] asked = new ulong[rows.Length][];
        for (int index = 0; index < rows.Length; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            asked[index] = keys.Of(rows[index]);
            for (int kind = 0; kind < found.Length; kind++)
            {
                found[kind].TryAdd(asked[index][kind], null);
            }
        }

        keys.ForEach(references, (row, ofRow) =>
        {
            for (int kind = 0; kind < found.Length; kind++)
            {
                ref List<int>? matches = ref CollectionsMarshal.GetValueRefOrNullRef(found[kind], ofRow[kind]);
                if (!Unsafe.IsNullRef(ref matches) && (matches ??= []).Count <= MostPerKey)
                {
                    // One more than counts shows that there are too many.
                    matches.Add(row);
                }
            }
        }, cancellation);
        return [.. asked.Select(ofRow => Union(ofRow, found))];
    }

    private static IReadOnlyList<int> Union(ulong[] keys, Dictionary<ulong, List<int>?>[] found)
    {
        List<int>[] lists = [.. keys.Select((key, kind) => found[kind][key]).OfType<List<int>>().Where(matches => matches.Count <= MostPerKey)];
        return lists.Length == 0 ? [] : [.. lists.SelectMany(matches => matches).Distinct().Order()];
    }
}
