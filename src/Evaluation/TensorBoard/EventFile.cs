using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace MlPipelines.Evaluation;

/// <summary>
/// Writes the event files that TensorBoard reads: a sequence of records, each the length of its data (64 bits), a checksum of the length, the data, a checksum of the data, all little-endian; the
/// checksum is CRC-32C (Castagnoli), rotated by 15 bits and offset, as TFRecord has it. The data are messages <c>Event</c> in protocol buffers' wire format, of which three fields are needed.
/// A writer that ships with an engine would stamp events with the time of writing; here they have the time at which the epoch ended.
/// </summary>
internal sealed class EventFile(Stream stream)
{
    private const string Version = "brain.Event:2";
    private const uint MaskDelta = 0xA282EAD8;

    // Event: wall_time = 1 (double), step = 2 (int64), file_version = 3 (string), summary = 5 (Summary).
    // Summary: value = 1 (Value, repeated). Value: tag = 1 (string), simple_value = 2 (float).
    private const byte WallTime = (1 << 3) | Fixed64;
    private const byte Step = (2 << 3) | Varint;
    private const byte FileVersion = (3 << 3) | Bytes;
    private const byte SummaryField = (5 << 3) | Bytes;
    private const byte Value = (1 << 3) | Bytes;
    private const byte Tag = (1 << 3) | Bytes;
    private const byte SimpleValue = (2 << 3) | Fixed32;
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    /// <summary>Begins the file; without this event a reader refuses it.</summary>
    public void Begin(DateTimeOffset time)
    {
        using MemoryStream data = new();
        WriteDouble(data, WallTime, Seconds(time));
        WriteBytes(data, FileVersion, Encoding.UTF8.GetBytes(Version));
        WriteRecord(data.ToArray());
    }

    /// <summary>Adds numbers of one step.</summary>
    public void Add(DateTimeOffset time, long step, IEnumerable<(string Tag, double Value)> scalars)
    {
        using MemoryStream summary = new();
        Span<byte> single = stackalloc byte[4];
        foreach ((string tag, double number) in scalars)
        {
            using MemoryStream value = new();
            WriteBytes(value, Tag, Encoding.UTF8.GetBytes(tag));
            value.WriteByte(SimpleValue);
            BinaryPrimitives.WriteSingleLittleEndian(single, (float)number);
            value.Write(single);
            WriteBytes(summary, Value, value.ToArray());
        }

        using MemoryStream data = new();
        WriteDouble(data, WallTime, Seconds(time));
        data.WriteByte(Step);
        WriteVarint(data, (ulong)step);
        WriteBytes(data, SummaryField, summary.ToArray());
        WriteRecord(data.ToArray());
    }

    /// <summary>The checksum of a record's parts.</summary>
    internal static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in data)
        {
            checksum = BitOperations.Crc32C(checksum, value);
        }

        return BitOperations.RotateRight(~checksum, 15) + MaskDelta;
    }

    private static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    private void WriteRecord(byte[] data)
    {
        Span<byte> length = stackalloc byte[8];
        Span<byte> checksum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        stream.Write(length);
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, MaskedChecksum(length));
        stream.Write(checksum);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, MaskedChecksum(data));
        stream.Write(checksum);
    }

    private static void WriteDouble(MemoryStream data, byte field, double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        data.WriteByte(field);
        data.Write(bytes);
    }

    private static void WriteBytes(MemoryStream data, byte field, byte[] bytes)
    {
        data.WriteByte(field);
        WriteVarint(data, (ulong)bytes.Length);
        data.Write(bytes);
    }

    private static void WriteVarint(MemoryStream data, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            data.WriteByte((byte)(value | 0x80));
        }

        data.WriteByte((byte)value);
    }
}
