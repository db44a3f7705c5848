using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>
/// A 64-bit number for each row of a table, equal for rows that are equal in every column that is not ignored: numbers as numbers (<c>1</c> and <c>1.0</c> are equal), missing equal to
/// missing. The chance that two of a million different rows meet is 3 in 100 million.
/// </summary>
internal static class RowHashes
{
    /// <summary>The hashes of a set's rows.</summary>
    public static ulong[] Of(TableCells cells, SampleSet set)
    {
        ulong[] hashes = new ulong[set.Count];
        foreach (TableCellColumn column in cells.Columns.Where(column => column.Kind != ColumnKind.Ignore))
        {
            if (column.Kind == ColumnKind.Numeric)
            {
                Add(hashes, cells.Numbers(column, set), HashOf);
            }
            else
            {
                Add(hashes, cells.Texts(column, set), HashOf);
            }
        }

        return hashes;
    }

    private static void Add<T>(ulong[] hashes, T[] values, Func<T, ulong> hash)
    {
        for (int row = 0; row < hashes.Length; row++)
        {
            hashes[row] = Mix((hashes[row] * 0x9E3779B97F4A7C15) + hash(values[row]));
        }
    }

    /// <summary>The hash of a number. Adding 0 makes one zero of both.</summary>
    internal static ulong HashOf(double value) => double.IsNaN(value) ? ulong.MaxValue : Mix(BitConverter.DoubleToUInt64Bits(value + 0.0));

    /// <summary>The hash of a text.</summary>
    internal static ulong HashOf(string text)
    {
        ulong hash = (ulong)text.Length;
        foreach (char letter in text)
        {
            hash = Mix(hash ^ letter) + 1;
        }

        return hash;
    }

    /// <summary>SplitMix64's finaliser (Steele et al. 2014): every bit of the input changes every bit of the output.</summary>
    internal static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
