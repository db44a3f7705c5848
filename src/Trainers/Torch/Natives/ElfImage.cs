using System.Buffers.Binary;
using System.Text;

namespace MlPipelines.Trainers;

/// <summary>
/// The dynamic-linking tables of a 64-bit little-endian ELF shared object, found the way the loader finds them: program headers → dynamic
/// section → string, symbol and version tables. Section headers are not needed and may be stripped.
/// </summary>
internal sealed class ElfImage
{
    private const int SymbolSize = 24;
    private readonly byte[] _bytes;
    private readonly Dictionary<long, long> _dynamic = [];
    private readonly List<(long Address, long Offset, long Size)> _segments = [];

    /// <summary>Reads the tables of a library.</summary>
    /// <param name="bytes">The whole file. <see cref="Write16"/> and its companions change it.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a library.</exception>
    public ElfImage(byte[] bytes)
    {
        _bytes = bytes;
        if (bytes.Length < 64 || Read32(0) != 0x464C457F || bytes[4] != 2 || bytes[5] != 1)
        {
            throw new InvalidDataException("not a 64-bit little-endian ELF file");
        }

        ReadProgramHeaders();
        Strings = OffsetOf(Tag(DynamicTag.StringTable));
        StringsSize = (int)Tag(DynamicTag.StringTableSize);
        Symbols = OffsetOf(Tag(DynamicTag.SymbolTable));
        SymbolVersions = OffsetOf(Tag(DynamicTag.SymbolVersions));
        SymbolCount = CountSymbols();
    }

    /// <summary>File offset of the dynamic string table.</summary>
    public int Strings { get; }

    /// <summary>Bytes of the dynamic string table.</summary>
    public int StringsSize { get; }

    /// <summary>File offset of the dynamic symbol table.</summary>
    public int Symbols { get; }

    /// <summary>File offset of the version index of each symbol.</summary>
    public int SymbolVersions { get; }

    /// <summary>The number of dynamic symbols.</summary>
    public int SymbolCount { get; }

    /// <summary>The versions that this library needs from others.</summary>
    public IReadOnlyList<NeededVersion> NeededVersions()
    {
        List<NeededVersion> versions = [];
        int need = OffsetOf(Tag(DynamicTag.VersionNeeds));
        for (long left = Tag(DynamicTag.VersionNeedCount); left > 0; left--)
        {
            string library = StringAt((int)Read32(need + 4));
            int entry = need + (int)Read32(need + 8);
            for (int entries = Read16(need + 2); entries > 0; entries--)
            {
                int name = (int)Read32(entry + 8);
                versions.Add(new NeededVersion(library, StringAt(name), name, Read32(entry), Read16(entry + 6), entry));
                entry += (int)Read32(entry + 12);
            }

            need += (int)Read32(need + 12);
        }

        return versions;
    }

    /// <summary>The string-table offset of a symbol's name.</summary>
    public int NameOffsetOf(int symbol) => (int)Read32(Symbols + (symbol * SymbolSize));

    /// <summary>The version index of a symbol, without the "hidden" bit.</summary>
    public int VersionOf(int symbol) => Read16(SymbolVersions + (symbol * 2)) & 0x7FFF;

    /// <summary>The string-table offsets that the dynamic section itself uses: needed libraries, own name, search path.</summary>
    public IEnumerable<int> DynamicStringOffsets()
    {
        foreach ((long tag, long value) in DynamicEntries())
        {
            if (tag is DynamicTag.Needed or DynamicTag.OwnName or DynamicTag.SearchPath or DynamicTag.RunPath)
            {
                yield return (int)value;
            }
        }
    }

    /// <summary>A zero-terminated string of the dynamic string table.</summary>
    public string StringAt(int offset)
    {
        if (offset < 0 || offset >= StringsSize)
        {
            throw new InvalidDataException("a name lies outside the string table");
        }

        ReadOnlySpan<byte> text = _bytes.AsSpan(Strings + offset, StringsSize - offset);
        int end = text.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? text : text[..end]);
    }

    /// <summary>Replaces two bytes.</summary>
    public void Write16(int offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(offset, 2), value);

    /// <summary>Replaces four bytes.</summary>
    public void Write32(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(offset, 4), value);

    /// <summary>Replaces a string of the string table by one that is not longer; the rest becomes zeros.</summary>
    public void WriteString(int offset, int oldLength, string value)
    {
        Span<byte> place = _bytes.AsSpan(Strings + offset, oldLength);
        place.Clear();
        Encoding.ASCII.GetBytes(value, place);
    }

    private void ReadProgramHeaders()
    {
        const int load = 1;
        const int dynamic = 2;
        int header = checked((int)Read64(32));
        int size = Read16(54);
        for (int left = Read16(56); left > 0; left--, header += size)
        {
            uint type = Read32(header);
            (long offset, long address, long fileSize) = (Read64(header + 8), Read64(header + 16), Read64(header + 32));
            if (type == load)
            {
                _segments.Add((address, offset, fileSize));
            }
            else if (type == dynamic)
            {
                DynamicOffset = checked((int)offset);
            }
        }

        foreach ((long tag, long value) in DynamicEntries())
        {
            _dynamic[tag] = value;
        }
    }

    private int DynamicOffset { get; set; }

    private IEnumerable<(long Tag, long Value)> DynamicEntries()
    {
        if (DynamicOffset == 0)
        {
            throw new InvalidDataException("no dynamic section");
        }

        for (int entry = DynamicOffset; Read64(entry) != 0; entry += 16)
        {
            yield return (Read64(entry), Read64(entry + 8));
        }
    }

    private long Tag(long tag) =>
        _dynamic.TryGetValue(tag, out long value) ? value : throw new InvalidDataException($"no dynamic entry 0x{tag:x}");

    private int OffsetOf(long address)
    {
        foreach ((long start, long offset, long size) in _segments)
        {
            if (address >= start && address < start + size)
            {
                return checked((int)(address - start + offset));
            }
        }

        throw new InvalidDataException($"address 0x{address:x} lies in no segment");
    }

    /// <summary>The GNU hash table holds no count: the greatest index that any chain reaches, plus one.</summary>
    private int CountSymbols()
    {
        int table = OffsetOf(Tag(DynamicTag.GnuHash));
        (uint buckets, uint firstHashed, uint bloomWords) = (Read32(table), Read32(table + 4), Read32(table + 8));
        int bucket = table + 16 + (int)(bloomWords * 8);
        int chains = bucket + (int)(buckets * 4);
        uint last = firstHashed;
        for (int index = 0; index < buckets; index++)
        {
            last = Math.Max(last, Read32(bucket + (index * 4)));
        }

        if (last < firstHashed || buckets == 0)
        {
            return (int)firstHashed;
        }

        while ((Read32(chains + (int)((last - firstHashed) * 4)) & 1) == 0)
        {
            last++;
        }

        return (int)last + 1;
    }

    private ushort Read16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(offset, 2));

    private uint Read32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(offset, 4));

    private long Read64(int offset) => BinaryPrimitives.ReadInt64LittleEndian(Slice(offset, 8));

    private ReadOnlySpan<byte> Slice(int offset, int size) =>
        offset >= 0 && offset <= _bytes.Length - size
            ? _bytes.AsSpan(offset, size)
            : throw new InvalidDataException($"offset 0x{offset:x} lies outside the file");

    private static class DynamicTag
    {
        public const long Needed = 1;
        public const long StringTable = 5;
        public const long SymbolTable = 6;
        public const long StringTableSize = 10;
        public const long OwnName = 14;
        public const long SearchPath = 15;
        public const long RunPath = 29;
        public const long GnuHash = 0x6FFFFEF5;
        public const long SymbolVersions = 0x6FFFFFF0;
        public const long VersionNeeds = 0x6FFFFFFE;
        public const long VersionNeedCount = 0x6FFFFFFF;
    }
}

/// <summary>A symbol version that a library needs from another.</summary>
/// <param name="Library">The library that has to provide it.</param>
/// <param name="Name">The version: <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="NameOffset">Where the name lies in the string table.</param>
/// <param name="Hash">The ELF hash of the name.</param>
/// <param name="Index">The number by which symbols refer to it.</param>
/// <param name="Entry">File offset of the entry.</param>
internal sealed record NeededVersion(string Library, string Name, int NameOffset, uint Hash, ushort Index, int Entry);
