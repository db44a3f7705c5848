using System.Buffers.Binary;

namespace MlPipelines.Pipelines;

/// <summary>
/// The first 64 bytes of a file of decoded images, little-endian: magic (8), version, count, height, width, channels (4 each), length of the
/// appendix (8), checksum of everything behind the header (8), checksum of the header itself (8); the rest is 0. Behind it: the content hash of
/// each image (8 bytes), a byte of flags for each, the pixels (count, height, width, channels), and the appendix: the reasons of unreadable images.
/// </summary>
internal readonly record struct PixelFileHeader(int Count, int Height, int Width, int Channels, long AppendixLength, ulong Checksum)
{
    /// <summary>The length of the header.</summary>
    public const int Length = 64;

    /// <summary>Rises with every change to decoding, resizing, or this format: older files are then not found.</summary>
    public const int Version = 2;

    private const ulong Magic = 0x4C45_5849_504C_4D01; // 0x01, "MLPIXEL" when read as bytes

    /// <summary>The number of bytes of an image.</summary>
    public int PixelBytes => Height * Width * Channels;

    /// <summary>Where the flags begin.</summary>
    public long FlagsOffset => Length + (8L * Count);

    /// <summary>Where the pixels begin.</summary>
    public long PixelsOffset => FlagsOffset + Count;

    /// <summary>Where the reasons of unreadable images begin.</summary>
    public long AppendixOffset => PixelsOffset + ((long)Count * PixelBytes);

    /// <summary>The length of the whole file.</summary>
    public long FileLength => AppendixOffset + AppendixLength;

    /// <summary>Writes the header.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        int position = 8;
        foreach (int value in (ReadOnlySpan<int>)[Version, Count, Height, Width, Channels])
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(position), value);
            position += 4;
        }

        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(28), AppendixLength);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(36), Checksum);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(44), OwnChecksum(bytes));
        return bytes;
    }

    /// <summary>Reads a header, or null when it is not one of this version or is damaged.</summary>
    public static PixelFileHeader? FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Length
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic
            || BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) != Version
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes[44..]) != OwnChecksum(bytes))
        {
            return null;
        }

        return new PixelFileHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[28..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[36..]));
    }

    private static ulong OwnChecksum(ReadOnlySpan<byte> bytes)
    {
        ContentHash hash = new(Version);
        hash.Add(bytes[..44]);
        return hash.Value;
    }
}
