using System.Buffers.Binary;
using System.IO.Compression;

namespace MlPipelines.Bench;

/// <summary>Image files byte by byte, so that their headers can lie while their checksums are right.</summary>
internal static class HandmadeImages
{
    private static readonly uint[] _crcTable = [.. Enumerable.Range(0, 256).Select(value =>
    {
        uint crc = (uint)value;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return crc;
    })];

    /// <summary>A PNG that says one size and holds grey rows of another.</summary>
    public static byte[] Png(int width, int height, ReadOnlySpan<byte> rows, bool isInterlaced = false)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[12] = (byte)(isInterlaced ? 1 : 0);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, Deflated(rows)), .. Chunk("IEND"u8, [])];
    }

    /// <summary>A whole PNG of zeros: a few bytes for many pixels.</summary>
    public static byte[] BlankPng(int width, int height, bool isColored = false)
    {
        using MemoryStream file = new();
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)(isColored ? 2 : 0);
        using MemoryStream deflated = new();
        using (ZLibStream stream = new(deflated, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] row = new byte[(width * (isColored ? 3 : 1)) + 1];
            for (int index = 0; index < height; index++)
            {
                stream.Write(row);
            }
        }

        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, deflated.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>A 24-bit BMP.</summary>
    public static byte[] Bmp(int width, int height, Func<int, int, byte> value)
    {
        int stride = ((width * 3) + 3) / 4 * 4;
        byte[] file = new byte[54 + (stride * height)];
        "BM"u8.CopyTo(file);
        foreach ((int at, int number) in (ReadOnlySpan<(int, int)>)[(2, file.Length), (10, 54), (14, 40), (18, width), (22, height), (34, stride * height)])
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), number);
        }

        file[26] = 1;
        file[28] = 24;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                file.AsSpan(54 + (y * stride) + (3 * x), 3).Fill(value(x, height - 1 - y));
            }
        }

        return file;
    }

    /// <summary>A GIF of 128 greys. Its codes stay 8 bits wide, because the table is cleared before they would grow.</summary>
    public static byte[] Gif(int width, int height, Func<int, int, byte> value)
    {
        List<byte> file = [.. "GIF89a"u8, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0xF6, 0, 0];
        for (int grey = 0; grey < 128; grey++)
        {
            file.AddRange([(byte)(2 * grey), (byte)(2 * grey), (byte)(2 * grey)]);
        }

        file.AddRange([0x2C, 0, 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 7]);
        List<byte> codes = [];
        for (int pixel = 0; pixel < width * height; pixel++)
        {
            if (pixel % 100 == 0)
            {
                codes.Add(128);
            }

            codes.Add((byte)(value(pixel % width, pixel / width) / 2));
        }

        codes.Add(129);
        foreach (byte[] block in codes.Chunk(255))
        {
            file.Add((byte)block.Length);
            file.AddRange(block);
        }

        file.AddRange([0, 0x3B]);
        return [.. file];
    }

    /// <summary>A progressive JPEG whose every pass visits all of its many blocks and brings nothing.</summary>
    public static byte[] JpegOfManyPasses(int width, int height, int passes)
    {
        List<byte> file = [0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)16, 64)];
        file.AddRange([0xFF, 0xC2, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]);

        // One code of one bit each: "no difference" and "end of block".
        file.AddRange([0xFF, 0xC4, 0, 20, 0x00, 1, .. new byte[15], 0]);
        file.AddRange([0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0]);
        file.AddRange([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, .. new byte[8]]);
        for (int pass = 1; pass < passes; pass++)
        {
            file.AddRange([0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0, .. new byte[8]]);
        }

        file.AddRange([0xFF, 0xD9]);
        return [.. file];
    }

    /// <summary>The bytes compressed with gzip.</summary>
    public static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using MemoryStream file = new();
        using (GZipStream stream = new(file, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        return file.ToArray();
    }

    /// <summary>An IDX file that says some sizes and holds some values.</summary>
    public static byte[] Idx(IReadOnlyList<int> sizes, ReadOnlySpan<byte> values)
    {
        byte[] header = new byte[4 + (4 * sizes.Count)];
        header[2] = 8;
        header[3] = (byte)sizes.Count;
        for (int index = 0; index < sizes.Count; index++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * index)), sizes[index]);
        }

        return [.. header, .. values];
    }

    private static byte[] Deflated(ReadOnlySpan<byte> rows)
    {
        using MemoryStream deflated = new();
        using (ZLibStream stream = new(deflated, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(rows);
        }

        return deflated.ToArray();
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        byte[] chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        name.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        uint crc = uint.MaxValue;
        foreach (byte value in chunk.AsSpan(4, 4 + content.Length))
        {
            crc = _crcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), ~crc);
        return chunk;
    }
}
