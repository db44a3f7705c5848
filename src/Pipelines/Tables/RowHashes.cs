using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections;
using System.Security.Cryptography;
using System.Text;

namespace MlPipelines.Pipelines;

/// <summary>
/// A hash of each row's cells, the label and ignored columns included: rows that differ in an id are not the same. Computed whenever a row is asked for, because a split reads each once and
/// eight bytes for each of ten million rows would stay for as long as the split is made.
/// </summary>
/// <param name="table">The rows.</param>
internal sealed class RowHashes(RawTable table) : IReadOnlyList<ulong>
{
    /// <inheritdoc/>
    public int Count => table.Count;

    /// <inheritdoc/>
    public ulong this[int row] => new Hasher(table).Of(row);

    /// <inheritdoc/>
    public IEnumerator<ulong> GetEnumerator()
    {
        Hasher hasher = new(table);
        for (int row = 0; row < Count; row++)
        {
            yield return hasher.Of(row);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Hasher(RawTable table)
    {
        private const int NumberBytes = 11;
        private byte[] _bytes = new byte[256];

        /// <summary>The length before each cell keeps ("a", "bc") and ("ab", "c") apart.</summary>
        public ulong Of(int row)
        {
            int end = 0;
            foreach (CellColumn column in table.Columns)
            {
                string cell = column[row];
                int most = end + NumberBytes + 1 + Encoding.UTF8.GetMaxByteCount(cell.Length);
                if (most > _bytes.Length)
                {
                    Array.Resize(ref _bytes, 2 * most);
                }

                Utf8Formatter.TryFormat(cell.Length, _bytes.AsSpan(end), out int digits);
                end += digits;
                _bytes[end++] = (byte)':';
                end += Encoding.UTF8.GetBytes(cell, _bytes.AsSpan(end));
            }

            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(_bytes.AsSpan(0, end), hash);
            return BinaryPrimitives.ReadUInt64LittleEndian(hash);
        }
    }
}
