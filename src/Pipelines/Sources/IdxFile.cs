using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// An IDX file of unsigned bytes (magic 0, 0, 8, number of dimensions; each size as a big-endian 32-bit number; then the values), plain or
/// compressed with gzip, told apart by the first two bytes.
/// </summary>
internal sealed class IdxFile
{
    /// <summary>Deflate makes at most 258 bytes of 2 bits, 1032 of one byte.</summary>
    private const long MostExpansion = 1032;

    private IdxFile(string path, IReadOnlyList<int> sizes) => (FilePath, Sizes) = (path, sizes);

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>The dimensions, outermost first.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>The number of values of one item: the product of all dimensions but the first.</summary>
    public int ItemBytes => Sizes.Skip(1).Aggregate(1, (product, size) => product * size);

    /// <summary>Reads the header and checks that the values are all there.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="member">The configuration's name of it.</param>
    /// <param name="dimensions">3 for images, 1 for labels.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static IdxFile? Open(string path, string member, int dimensions, List<Problem> problems)
    {
        string where = $"{member} ({path})";
        try
        {
            using Stream stream = OpenStream(path);
            return ReadHeader(stream, path, where, dimensions, problems);
        }
        catch (InvalidDataException exception)
        {
            problems.Add(new Problem(where, "a whole gzip file", exception.Message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(where, "a readable IDX file", UnreadableFile.Reason(exception)));
        }

        return null;
    }

    /// <summary>Reads the items one after the other, each into memory of its own.</summary>
    public IEnumerable<byte[]> Items()
    {
        using Stream stream = OpenStream(FilePath);
        ReadValues(stream, new byte[HeaderBytes(Sizes.Count)]);
        for (int item = 0; item < Sizes[0]; item++)
        {
            byte[] values = new byte[ItemBytes];
            ReadValues(stream, values);
            yield return values;
        }
    }

    private void ReadValues(Stream stream, byte[] values)
    {
        try
        {
            stream.ReadExactly(values);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new ProblemException(ProblemStage.Data, new Problem(FilePath, "a whole IDX file", exception.Message));
        }
    }

    private static int HeaderBytes(int dimensions) => 4 + (4 * dimensions);

    private static IdxFile? ReadHeader(Stream stream, string path, string where, int dimensions, List<Problem> problems)
    {
        byte[] header = new byte[HeaderBytes(dimensions)];
        int read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read < 4 || header[0] != 0 || header[1] != 0 || header[2] != 8 || header[3] != dimensions)
        {
            problems.Add(new Problem(
                where,
                $"an IDX file that begins with the bytes 0 0 8 {dimensions.ToString(CultureInfo.InvariantCulture)} (unsigned bytes, {(dimensions == 1 ? "labels" : "images")})",
                read == 0 ? "an empty file" : string.Join(' ', header.Take(Math.Min(read, 4)))));
            return null;
        }

        int[] sizes = [.. Enumerable.Range(0, dimensions).Select(index => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + (4 * index))))];
        string shown = string.Join(" x ", sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        long pixels = 1;
        foreach (int size in sizes.Skip(1))
        {
            pixels = Math.Min(pixels * Math.Max(size, 0), int.MaxValue);
        }

        if (read < header.Length || sizes.Any(size => size < 1) || pixels > ImageLimits.MaximumPixels)
        {
            problems.Add(new Problem(where, $"sizes of at least 1 and at most {ImageLimits.MaximumPixels / 1_000_000} megapixels", shown));
            return null;
        }

        return HasAllValues(stream, path, header.Length, sizes[0] * pixels, where, shown, problems) ? new IdxFile(path, sizes) : null;
    }

    private static bool HasAllValues(Stream stream, string path, int headerLength, long expected, string where, string shown, List<Problem> problems)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        bool isGzip = IsGzip(file);
        if (isGzip && expected > MostExpansion * file.Length)
        {
            problems.Add(new Problem(
                where,
                string.Create(CultureInfo.InvariantCulture, $"{expected} values, because its header says {shown}"),
                string.Create(CultureInfo.InvariantCulture, $"{file.Length} bytes of gzip, which cannot hold so many: the header or the file is damaged")));
            return false;
        }

        if (isGzip && StatedLength(file) == (uint)(headerLength + expected))
        {
            return true;
        }

        long total = isGzip ? Counted(stream, expected) : file.Length - headerLength;
        if (total != expected)
        {
            problems.Add(new Problem(
                where,
                string.Create(CultureInfo.InvariantCulture, $"{expected} values, because its header says {shown}"),
                total < expected
                    ? string.Create(CultureInfo.InvariantCulture, $"{total}: the file is truncated")
                    : "more: the header or the file is damaged"));
        }

        return total == expected;
    }

    /// <summary>Counted only to say how much there is: gzip's trailer says less than a header that lies, or nothing when the end is cut off.</summary>
    private static long Counted(Stream stream, long enough)
    {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int read; total <= enough && (read = stream.Read(buffer)) > 0;)
        {
            total += read;
        }

        return total;
    }

    /// <summary>The length of a gzip file's content modulo 2^32, which its last four bytes say.</summary>
    private static uint StatedLength(FileStream file)
    {
        byte[] trailer = new byte[4];
        file.Position = Math.Max(0, file.Length - 4);
        return file.ReadAtLeast(trailer, 4, throwOnEndOfStream: false) == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(trailer) : 0;
    }

    private static bool IsGzip(FileStream file)
    {
        bool isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isGzip;
    }

    private static Stream OpenStream(string path)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return IsGzip(file) ? new BufferedStream(new GZipStream(file, CompressionMode.Decompress), 1 << 16) : file;
    }
}
