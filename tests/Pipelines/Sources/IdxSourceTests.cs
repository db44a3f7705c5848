using System.Buffers.Binary;
using System.IO.Compression;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class IdxSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Problem> _problems = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_PlainOrGzip_ListsImagesAndLabels(bool isGzip)
    {
        ImageListing listing = Read(Images(3, 2, 4), Labels(10, 2, 10), isGzip)!;
        Assert.Empty(_problems);
        Assert.Equal(["2", "10"], listing.Classes);
        Assert.Equal(["10", "2", "10"], listing.Labels);
        Assert.Equal(["0", "1", "2"], listing.Ids);
        List<ImageSourceRow> rows = [.. listing.Content.Rows()];
        Assert.Equal([8, 9, 10, 11, 12, 13, 14, 15], rows[1].Raw);
        Assert.All(rows, row => Assert.Equal(4, row.RawWidth));
    }

    [Fact]
    public void Read_ClassNames_NameTheLabels()
    {
        Assert.Equal(["b", "a"], Read(Images(2, 1, 1), Labels(1, 0), names: ["a", "b"])!.Labels);
        Assert.Null(Read(Images(2, 1, 1), Labels(1, 2), names: ["a", "b"]));
        Assert.Contains("item 1: expected a label in 0..1, because data.classNames has 2 names, received 2.", _problems[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_TruncatedImages_SaysHowMuchThereIs(bool isGzip)
    {
        Assert.Null(Read(Images(3, 2, 4)[..^5], Labels(1, 0, 1), isGzip));
        Assert.EndsWith("expected 24 values, because its header says 3 x 2 x 4, received 19: the file is truncated.", Assert.Single(_problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutOffGzip_IsAProblem()
    {
        byte[] images = new byte[16 + 60_000];
        Random random = new(1);
        random.NextBytes(images.AsSpan(16));
        Images(60, 10, 100).AsSpan(0, 16).CopyTo(images);
        byte[] gzip = Gzip(images);
        string path = _folder.Write("cut.gz", gzip[..(gzip.Length / 2)]);
        Assert.Null(IdxFile.Open(path, "data.trainImages", 3, _problems));
        Assert.Single(_problems);
    }

    [Fact]
    public void Read_TooLong_IsAProblem()
    {
        Assert.Null(Read([.. Images(3, 2, 4), 1], Labels(1, 0, 1)));
        Assert.Contains("received more", Assert.Single(_problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OtherCounts_IsAProblem()
    {
        Assert.Null(Read(Images(3, 2, 4), Labels(1, 0)));
        Assert.Contains("expected 3 labels", Assert.Single(_problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WrongMagicEmptyOrMissing_AreAllProblems()
    {
        Assert.Null(Read(Labels(1, 0, 1), []));
        Assert.Contains("expected an IDX file that begins with the bytes 0 0 8 3 (unsigned bytes, images), received 0 0 8 1.", _problems[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("received an empty file.", _problems[1].ToString(), StringComparison.Ordinal);
        Assert.Null(IdxSource.Read(_folder["no"], _folder["none"], "data.train", null, _problems));
        Assert.Equal($"data.trainImages ({_folder["no"]}): expected a readable IDX file, received missing.", _problems[2].ToString());
        Assert.Equal(4, _problems.Count);
    }

    [Theory]
    [InlineData(0, 2, 2)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 30_000, 30_000)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    [InlineData(-1, 2, 2)]
    public void Read_ImpossibleSizes_IsAProblem(int count, int height, int width)
    {
        byte[] file = Images(1, 1, 1);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4), count);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(8), height);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(12), width);
        Assert.Null(Read(file, Labels(1)));
        Assert.Contains("megapixels", Assert.Single(_problems).ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private ImageListing? Read(byte[] images, byte[] labels, bool isGzip = false, IReadOnlyList<string>? names = null) => IdxSource.Read(
        _folder.Write("images", isGzip ? Gzip(images) : images), _folder.Write("labels", isGzip ? Gzip(labels) : labels), "data.train", names, _problems);

    internal static byte[] Images(int count, int height, int width)
    {
        byte[] file = new byte[16 + (count * height * width)];
        (file[2], file[3]) = (8, 3);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4), count);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(8), height);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(12), width);
        for (int index = 16; index < file.Length; index++)
        {
            file[index] = (byte)(index - 16);
        }

        return file;
    }

    internal static byte[] Labels(params byte[] labels)
    {
        byte[] file = [0, 0, 8, 1, 0, 0, 0, 0, .. labels];
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4), labels.Length);
        return file;
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }
}
