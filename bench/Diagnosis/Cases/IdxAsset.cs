using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace MlPipelines.Bench;

/// <summary>Reads images of <c>assets/fashion-mnist</c> and writes those of a case: IDX, unsigned bytes.</summary>
internal static class IdxAsset
{
    private const int Side = 28;
    private const int ImageMagic = 0x803;
    private const int LabelMagic = 0x801;

    /// <summary>All training images of some classes, in the order of the file.</summary>
    /// <exception cref="InvalidDataException">A file is missing, or holds other images.</exception>
    public static IReadOnlyList<CaseRow> Read(string folder, IReadOnlyList<int> classes)
    {
        foreach (string name in (ReadOnlySpan<string>)["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"])
        {
            if (!File.Exists(Path.Combine(folder, name)))
            {
                throw new InvalidDataException($"{folder}: expected the file {name}, which is not there");
            }
        }

        byte[] images = Unzipped(Path.Combine(folder, "train-images-idx3-ubyte.gz"));
        byte[] labels = Unzipped(Path.Combine(folder, "train-labels-idx1-ubyte.gz"));
        if (images.Length != 16 + ((labels.Length - 8) * Side * Side))
        {
            throw new InvalidDataException($"{folder}: expected images of {Side} x {Side} pixels, one for each of {labels.Length - 8} labels, received {images.Length - 16} pixels");
        }

        List<CaseRow> rows = [];
        for (int index = 0; index < labels.Length - 8; index++)
        {
            int label = classes.IndexOf(labels[8 + index]);
            if (label >= 0)
            {
                rows.Add(new CaseRow([], images.AsSpan(16 + (index * Side * Side), Side * Side).ToArray(), label.ToString(CultureInfo.InvariantCulture)));
            }
        }

        return rows;
    }

    public static void Write(string images, string labels, IReadOnlyList<CaseRow> rows)
    {
        using FileStream pixels = File.Create(images);
        using FileStream classes = File.Create(labels);
        WriteNumbers(pixels, ImageMagic, rows.Count, Side, Side);
        WriteNumbers(classes, LabelMagic, rows.Count);
        foreach (CaseRow row in rows)
        {
            pixels.Write(row.Pixels);
            classes.WriteByte(byte.Parse(row.Label, CultureInfo.InvariantCulture));
        }
    }

    private static int IndexOf(this IReadOnlyList<int> classes, int label)
    {
        for (int index = 0; index < classes.Count; index++)
        {
            if (classes[index] == label)
            {
                return index;
            }
        }

        return -1;
    }

    private static byte[] Unzipped(string file)
    {
        using GZipStream stream = new(File.OpenRead(file), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void WriteNumbers(Stream stream, params ReadOnlySpan<int> numbers)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (int number in numbers)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes, number);
            stream.Write(bytes);
        }
    }
}
