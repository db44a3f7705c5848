namespace MlPipelines.Pipelines;

/// <summary>
/// Reads Thrift's compact protocol, in which Parquet writes its footer and the headers of its pages, from memory. Nothing is made of what is read but numbers, and a length is
/// compared with the bytes that are left.
/// </summary>
/// <param name="bytes">The bytes, of which some may lie behind the structure.</param>
internal ref struct ThriftBytes(ReadOnlySpan<byte> bytes)
{
    /// <summary>The codes of types.</summary>
    public const int Stop = 0, Int32 = 5, Structure = 12;

    private const int True = 1, False = 2, Byte = 3, Int16 = 4, Int64 = 6, Double = 7, Binary = 8, List = 9, Set = 10, Map = 11, Uuid = 13;
    private const int Deepest = 24;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>The bytes read so far.</summary>
    public readonly int Length => _position;

    /// <summary>Steps to the next field of a structure; its type is <see cref="Stop"/> at the end.</summary>
    public bool NextField(ref int field, out int type)
    {
        type = Stop;
        if (_position >= _bytes.Length)
        {
            return false;
        }

        byte first = _bytes[_position++];
        type = first & 0x0F;
        if (type == Stop)
        {
            return first == 0;
        }

        if (first >> 4 != 0)
        {
            field += first >> 4;
            return true;
        }

        if (!Number(out long number))
        {
            return false;
        }

        field = (int)Math.Clamp(number, -1, short.MaxValue);
        return true;
    }

    /// <summary>Reads an integer of any size.</summary>
    public bool Number(out long value)
    {
        bool isRead = Varint(out ulong zigzag);
        value = (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
        return isRead;
    }

    /// <summary>Steps over a structure.</summary>
    public bool SkipStructure() => SkipStructure(Deepest);

    /// <summary>Steps over the value of a field.</summary>
    public bool Skip(int type) => type is True or False || SkipValue(type, Deepest);

    private bool SkipStructure(int depth)
    {
        int field = 0;
        while (NextField(ref field, out int type))
        {
            if (type == Stop)
            {
                return true;
            }

            // The type of a truth value is its value.
            if (type is not (True or False) && !SkipValue(type, depth))
            {
                return false;
            }
        }

        return false;
    }

    private bool SkipValue(int type, int depth) => type switch
    {
        True or False or Byte => Forward(1),
        Int16 or Int32 or Int64 => Varint(out _),
        Double => Forward(8),
        Uuid => Forward(16),
        Binary => Varint(out ulong length) && Forward(length),
        Structure => depth > 0 && SkipStructure(depth - 1),
        List or Set => depth > 0 && SkipList(depth - 1),
        Map => depth > 0 && SkipMap(depth - 1),
        _ => false,
    };

    /// <summary>Every element takes a byte at least, so a list cannot be longer than what is left.</summary>
    private bool SkipList(int depth)
    {
        if (_position >= _bytes.Length)
        {
            return false;
        }

        byte head = _bytes[_position++];
        ulong count = (ulong)(head >> 4);
        if (count == 15 && !Varint(out count))
        {
            return false;
        }

        return count <= (ulong)(_bytes.Length - _position) && SkipAll(head & 0x0F, count, depth);
    }

    private bool SkipMap(int depth)
    {
        if (!Varint(out ulong count) || count > (ulong)(_bytes.Length - _position))
        {
            return false;
        }

        int types = count == 0 ? 0 : _bytes[_position++];
        for (; count > 0; count--)
        {
            if (!SkipValue(types >> 4, depth) || !SkipValue(types & 0x0F, depth))
            {
                return false;
            }
        }

        return true;
    }

    private bool SkipAll(int type, ulong count, int depth)
    {
        for (; count > 0; count--)
        {
            if (!SkipValue(type, depth))
            {
                return false;
            }
        }

        return true;
    }

    private bool Varint(out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && _position < _bytes.Length; shift += 7)
        {
            byte next = _bytes[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    private bool Forward(ulong count)
    {
        if (count > (ulong)(_bytes.Length - _position))
        {
            return false;
        }

        _position += (int)count;
        return true;
    }
}
