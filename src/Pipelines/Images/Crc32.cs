using System.Buffers.Binary;

namespace MlPipelines.Pipelines;

/// <summary>The checksum of PNG and gzip (ISO 3309, polynomial 0xEDB88320), four bytes at a time.</summary>
internal static class Crc32
{
    private static readonly uint[][] _tables = Tables();

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        (uint[] table0, uint[] table1, uint[] table2, uint[] table3) = (_tables[0], _tables[1], _tables[2], _tables[3]);
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            crc ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = table3[crc & 0xFF] ^ table2[(crc >> 8) & 0xFF] ^ table1[(crc >> 16) & 0xFF] ^ table0[crc >> 24];
        }

        foreach (byte value in bytes)
        {
            crc = table0[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[][] Tables()
    {
        uint[][] tables = [new uint[256], new uint[256], new uint[256], new uint[256]];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }

            tables[0][value] = crc;
        }

        for (int table = 1; table < 4; table++)
        {
            for (int value = 0; value < 256; value++)
            {
                uint before = tables[table - 1][value];
                tables[table][value] = tables[0][before & 0xFF] ^ (before >> 8);
            }
        }

        return tables;
    }
}
