using System.Buffers.Binary;

namespace MlPipelines.Pipelines;

/// <summary>
/// Walks through the page headers of a column of a Parquet file (Thrift's compact protocol) before a library reads it: a header of four bytes can ask for 2 GB, and a page without values can
/// make a reader wait for them for ever.
/// </summary>
internal static class ParquetPages
{
    private const int MostHeaderBytes = 1 << 16;

    /// <summary>No codec of tables makes more of a byte in practice; the floor leaves room for small columns of one value. Chosen here.</summary>
    private const long MostExpansion = 4_000;

    private const long SmallPage = 1 << 20;

    /// <summary>Room for the statistics of a hundred thousand column chunks.</summary>
    private const long MostFooterBytes = 64 << 20;

    /// <summary>What is wrong with the pages of a column, or null.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="start">Where the first page begins.</param>
    /// <param name="length">The bytes of all pages with their headers.</param>
    /// <param name="values">The values that they must hold.</param>
    public static string? Fault(Stream stream, long start, long length, long values)
    {
        long end = start + length;
        if (start < 4 || length <= 0 || end > stream.Length)
        {
            return "pages outside of the file";
        }

        long found = 0;
        byte[] block = new byte[MostHeaderBytes];
        for (long position = start; position < end;)
        {
            stream.Position = position;
            int read = stream.ReadAtLeast(block, (int)Math.Min(block.Length, end - position), throwOnEndOfStream: false);
            Header header = new(block.AsSpan(0, Math.Min(read, (int)Math.Min(block.Length, end - position))));
            if (!header.Read() || header.Compressed < 0 || header.Uncompressed < 0 || position + header.Length + header.Compressed > end)
            {
                return "a page header that cannot be meant";
            }

            if (header.Uncompressed > Math.Max(SmallPage, MostExpansion * header.Compressed))
            {
                return FormattableString.Invariant($"a page of {header.Compressed:N0} bytes that says it holds {header.Uncompressed:N0}");
            }

            if (header.Values < 0 || header.Values > values)
            {
                return FormattableString.Invariant($"a page of {header.Values:N0} values in a column of {values:N0}");
            }

            found += header.IsData ? header.Values : 0;
            position += header.Length + header.Compressed;
        }

        return found == values ? null : FormattableString.Invariant($"pages with {found:N0} values in a column of {values:N0}");
    }

    /// <summary>What is wrong with the footer, or null: a list in it that says it is longer than the footer would be read for ever.</summary>
    public static string? FooterFault(Stream stream)
    {
        if (stream.Length < 12)
        {
            return "too few bytes";
        }

        byte[] end = new byte[8];
        stream.Position = stream.Length - 8;
        stream.ReadExactly(end);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(end);
        if (!end.AsSpan(4).SequenceEqual("PAR1"u8))
        {
            return "an end that is not Parquet's";
        }

        if (length > Math.Min(MostFooterBytes, stream.Length - 8))
        {
            return FormattableString.Invariant($"a footer of {length:N0} bytes in a file of {stream.Length:N0}");
        }

        byte[] footer = new byte[length];
        stream.Position = stream.Length - 8 - length;
        stream.ReadExactly(footer);
        return new ThriftBytes(footer).SkipStructure() ? null : "a footer that cannot be meant";
    }

    /// <summary>A page header. Only what is compared is kept.</summary>
    private ref struct Header(ReadOnlySpan<byte> bytes)
    {
        private ThriftBytes _bytes = new(bytes);

        public long Uncompressed { get; private set; } = -1;

        public long Compressed { get; private set; } = -1;

        public long Values { get; private set; }

        public bool IsData { get; private set; }

        public readonly int Length => _bytes.Length;

        /// <summary>Reads all of it; false where it is none.</summary>
        public bool Read()
        {
            int field = 0;
            while (_bytes.NextField(ref field, out int type))
            {
                if (type == ThriftBytes.Stop)
                {
                    return true;
                }

                if (!ReadField(field, type))
                {
                    return false;
                }
            }

            return false;
        }

        private bool ReadField(int field, int type)
        {
            long value = 0;
            switch (field, type)
            {
                case (2 or 3, ThriftBytes.Int32) when !_bytes.Number(out value):
                    return false;
                case (2, ThriftBytes.Int32):
                    Uncompressed = value;
                    return true;
                case (3, ThriftBytes.Int32):
                    Compressed = value;
                    return true;
                case (5 or 8, ThriftBytes.Structure):
                    IsData = true;
                    return ReadCount();
                case (7, ThriftBytes.Structure):
                    return ReadCount();
                default:
                    return _bytes.Skip(type);
            }
        }

        /// <summary>The header of a kind of page, whose first member is the number of values.</summary>
        private bool ReadCount()
        {
            int field = 0;
            while (_bytes.NextField(ref field, out int type))
            {
                if (type == ThriftBytes.Stop)
                {
                    return true;
                }

                bool isCount = field == 1 && type == ThriftBytes.Int32;
                long values = Values;
                if (isCount ? !_bytes.Number(out values) : !_bytes.Skip(type))
                {
                    return false;
                }

                Values = values;
            }

            return false;
        }
    }
}
