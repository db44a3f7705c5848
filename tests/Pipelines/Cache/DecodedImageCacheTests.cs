using System.Globalization;
using Microsoft.ML;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class DecodedImageCacheTests : IDisposable
{
    private static readonly ImageTarget Target = new(6, 5, false, false, ResizeMode.Stretch, ColorMode.Auto);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Open_SecondTime_DecodesNothing()
    {
        ImageListing listing = Source(7);
        Reports first = new();
        Reports second = new();
        using DecodedImages decoded = Open(listing, Target, first);
        using DecodedImages cached = Open(listing, Target, second);
        Assert.Equal(new DecodingProgress(7, 7), Assert.Single(first.All));
        Assert.Empty(second.All);
        Assert.Equal(Pixels(decoded), Pixels(cached));
        Assert.Equal(decoded.ContentHashes, cached.ContentHashes);
        Assert.Equal(new SampleShape(5, 6, 1, true), cached.Shape);
    }

    [Fact]
    public void Open_OtherTarget_IsAnotherEntry()
    {
        ImageListing listing = Source(3);
        using DecodedImages stretched = Open(listing, Target with { Height = 6 });
        using DecodedImages padded = Open(listing, Target with { Height = 6, Resize = ResizeMode.Pad });
        using DecodedImages color = Open(listing, Target with { Height = 6, Color = ColorMode.Rgb });
        Assert.Equal(3, Directory.GetFiles(_folder["cache"], "*.pixels").Length);
        Assert.Equal(Pixels(stretched).SelectMany(value => new[] { value, value, value }), Pixels(color));
        Assert.NotEqual(Pixels(stretched), Pixels(padded));
    }

    [Fact]
    public void Open_OneColorImage_KeepsThreeChannels()
    {
        byte[] color = TestImages.Encode(12, 10, (x, y) => new SkiaSharp.SKColor(200, (byte)x, 0), SkiaSharp.SKEncodedImageFormat.Png);
        _folder.Write("photos/a/0.png", TestImages.Numbered(0));
        _folder.Write("photos/b/1.png", color);
        using DecodedImages images = Open(Listing(), Target);
        Assert.Equal(3, images.Shape.Channels);
        byte[] pixels = Pixels(images);
        Assert.Equal(pixels[0], pixels[1]);
        Assert.Equal(200, pixels[90]);
    }

    /// <summary>A byte changed anywhere, or bytes missing or added: noticed, decoded again, told.</summary>
    [Fact]
    public void Open_DamagedFile_IsDecodedAgainAndNoted()
    {
        ImageListing listing = Source(4);
        byte[] expected;
        using (DecodedImages images = Open(listing, Target))
        {
            expected = Pixels(images);
        }

        string file = Assert.Single(Directory.GetFiles(_folder["cache"], "*.pixels"));
        byte[] whole = File.ReadAllBytes(file);
        List<byte[]> damaged = [[], whole[..40], whole[..^1], [.. whole, 0]];
        for (int index = 0; index < whole.Length; index += 7)
        {
            byte[] changed = [.. whole];
            changed[index] ^= 0x10;
            damaged.Add(changed);
        }

        int unnoticed = damaged.Count(bytes =>
        {
            File.WriteAllBytes(file, bytes);
            using DecodedImages? opened = DecodedImages.TryOpen(file);
            return opened is not null;
        });

        // The header's last bytes are reserved: only they may change without harm.
        Assert.InRange(unnoticed, 0, 2);
        File.WriteAllBytes(file, damaged[^1]);
        DecodedImageCache cache = new(_folder["cache"], TimeProvider.System);
        using DecodedImages again = Open(listing, Target, cache: cache);
        Assert.Equal(expected, Pixels(again));
        Assert.Contains("damaged and have been decoded again", Assert.Single(cache.Notes), StringComparison.Ordinal);
        Assert.Equal(whole, File.ReadAllBytes(file));
    }

    [Fact]
    public async Task Open_SeveralAtOnce_DecodeOnce()
    {
        ImageListing listing = Source(60);
        Reports reports = new();
        DecodedImages[] opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
            () => Open(listing, Target, reports), TestContext.Current.CancellationToken)));
        Assert.Single(reports.All);
        Assert.All(opened, images => Assert.Equal(Pixels(opened[0]), Pixels(images)));
        Assert.Empty(Directory.GetFiles(_folder["cache"], "*" + AtomicFile.Unfinished));
        Array.ForEach(opened, images => images.Dispose());
    }

    [Fact]
    public void Open_Cancelled_LeavesNothing()
    {
        ImageListing listing = Source(300);
        using CancellationTokenSource source = new();
        Reports reports = new(source.Cancel);
        Assert.ThrowsAny<OperationCanceledException>(() => Open(listing, Target, reports, source: source));
        Assert.DoesNotContain(Directory.GetFiles(_folder["cache"], "*.pixels*"), file => !file.EndsWith(".lock", StringComparison.Ordinal));
        using DecodedImages images = Open(listing, Target);
        Assert.Equal(300, images.Count);
    }

    [Fact]
    public void Open_AfterACrash_RemovesWhatIsADayOld()
    {
        ImageListing listing = Source(2);
        using (Open(listing, Target))
        {
        }

        string file = Assert.Single(Directory.GetFiles(_folder["cache"], "*.pixels"));
        File.Delete(file);
        string old = file + ".1" + AtomicFile.Unfinished;
        string young = file + ".2" + AtomicFile.Unfinished;
        File.WriteAllText(old, "half");
        File.WriteAllText(young, "half");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));
        using DecodedImages images = Open(listing, Target);
        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    [Fact]
    public void Constructor_FolderCannotBeMade_IsAProblem()
    {
        _folder.Write("cache", "a file, not a folder");
        ProblemException exception = Assert.Throws<ProblemException>(() => new DecodedImageCache(_folder["cache"], TimeProvider.System));
        Assert.Equal(ProblemStage.Storage, exception.Stage);
        Assert.StartsWith($"{_folder["cache"]}: expected a folder for decoded images that can be written, received ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Mend its permissions, or name another folder with --cache.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Storing_FullDisk_IsAProblemThatSaysSo()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a disk that is always full.");
        DecodedImageCache cache = new(_folder["cache"], TimeProvider.System);
        ProblemException exception = Assert.Throws<ProblemException>(() => cache.Storing(() =>
        {
            using FileStream stream = new("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.Write([1, 2, 3]);
            return 0;
        }));
        Assert.Contains("expected room for decoded images, received a full disk. Free some space", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HashAll_UnchangedFiles_AreNotReadAgain()
    {
        string one = _folder.Write("one", "1");
        string two = _folder.Write("two", "2");
        string[] paths = [one, two, _folder["missing"]];
        File.SetLastWriteTimeUtc(one, DateTime.UtcNow.AddMinutes(-5));
        File.SetLastWriteTimeUtc(two, DateTime.UtcNow.AddMinutes(-5));
        (IReadOnlyList<string> first, int firstRead) = Hash(paths);
        (IReadOnlyList<string> second, int secondRead) = Hash(paths);
        Assert.Equal("6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b", first[0]);
        Assert.Equal("missing", first[2]);
        Assert.Equal(first, second);
        Assert.Equal((3, 1), (firstRead, secondRead));

        // Another length, or another time of writing.
        File.WriteAllText(one, "11");
        File.WriteAllText(two, "3");
        (IReadOnlyList<string> third, int thirdRead) = Hash(paths);
        Assert.Equal(3, thirdRead);
        Assert.NotEqual(first[0], third[0]);
        Assert.NotEqual(first[1], third[1]);

        // Just written: may change again within the clock's step, so it is read every time.
        Assert.Equal(3, Hash(paths).Read);
    }

    [Fact]
    public void HashAll_DamagedIndex_IsIgnored()
    {
        string path = _folder.Write("one", "1");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-5));
        string hash = Hash([path]).Hashes[0];
        File.WriteAllText(Assert.Single(Directory.GetFiles(_folder["index"])), "mlpipelines file hashes 1\n1\tx\ty\tz\n\0\0\n");
        Assert.Equal(hash, Hash([path]).Hashes[0]);
    }

    /// <summary>The transform as anyone uses one of ML.NET's.</summary>
    [Fact]
    public void ImageDecodingTransform_InMlNet_DecodesAndResizes()
    {
        string path = _folder.Write("1.png", TestImages.GreyPng(4, 4, (x, y) => (byte)(x < 2 ? 10 : 30)));
        MLContext context = new(1);
        using ImageDecodingTransform transform = new(context, new ImageTarget(2, 2, false, false, ResizeMode.Stretch, ColorMode.Grayscale));
        IDataView decoded = transform.Transformer.Transform(context.Data.LoadFromEnumerable([new ImageSourceRow { Path = path }]));
        Assert.Equal(4, ((Microsoft.ML.Data.VectorDataViewType)decoded.Schema["Pixels"].Type).Size);
        DecodedImageRow row = Assert.Single(context.Data.CreateEnumerable<DecodedImageRow>(decoded, reuseRowObject: false));

        // Triangle of half-width 2 about 0.5: weights 3, 3, 1 of 7 and the one that lies outside left out.
        Assert.Equal([13, 27, 13, 27], row.Pixels);
    }

    public void Dispose() => _folder.Dispose();

    private (IReadOnlyList<string> Hashes, int Read) Hash(string[] paths)
    {
        Directory.CreateDirectory(_folder["index"]);
        FileHashIndex index = new(_folder["index"], "source", TimeProvider.System);
        return (index.HashAll(paths, TestContext.Current.CancellationToken), index.FilesRead);
    }

    private ImageListing Source(int count)
    {
        for (int index = 0; index < count; index++)
        {
            _folder.Write(string.Create(CultureInfo.InvariantCulture, $"photos/{(index % 2 == 0 ? 'a' : 'b')}/{index:000}.png"), TestImages.Numbered(index));
        }

        return Listing();
    }

    private ImageListing Listing() => ImageFolderSource.Read(_folder["photos"], "data.train", false, [])!;

    private DecodedImages Open(
        ImageListing listing,
        ImageTarget target,
        Reports? reports = null,
        DecodedImageCache? cache = null,
        CancellationTokenSource? source = null) =>
        (cache ?? new DecodedImageCache(_folder["cache"], TimeProvider.System))
            .Open(listing, "fingerprint", target, reports, source?.Token ?? TestContext.Current.CancellationToken);

    private static byte[] Pixels(DecodedImages images)
    {
        byte[] all = new byte[images.Count * images.Shape.Size];
        for (int index = 0; index < images.Count; index++)
        {
            images.CopyPixels(index, all.AsSpan(index * images.Shape.Size));
        }

        return all;
    }

    private sealed class Reports(Action? onReport = null) : IProgress<DecodingProgress>
    {
        public List<DecodingProgress> All { get; } = [];

        public void Report(DecodingProgress value)
        {
            lock (All)
            {
                All.Add(value);
            }

            onReport?.Invoke();
        }
    }
}
