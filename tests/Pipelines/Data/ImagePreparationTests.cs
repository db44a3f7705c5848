using System.Text.Json;
using CsCheck;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using SkiaSharp;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class ImagePreparationTests : IDisposable
{
    private static readonly TrialSeeds Seeds = new(1, 0, [RandomStream.Augment]);

    private static readonly IdxOptions Fashion = new()
    {
        TrainImages = RepositoryFiles.Asset("fashion-mnist", "train-images-idx3-ubyte.gz"),
        TrainLabels = RepositoryFiles.Asset("fashion-mnist", "train-labels-idx1-ubyte.gz"),
        TestImages = RepositoryFiles.Asset("fashion-mnist", "t10k-images-idx3-ubyte.gz"),
        TestLabels = RepositoryFiles.Asset("fashion-mnist", "t10k-labels-idx1-ubyte.gz"),
    };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Prepare_FashionIdx_StandardizesOnTrainingImages()
    {
        using PreparedData data = Prepare(Fashion);
        Assert.Equal(new SampleShape(28, 28, 1, true), data.Shape);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], data.Classes);
        Assert.False(data.PathsDiffer);
        Assert.Null(data.Augmentation);
        float[] values = Copy(data, data.Train, PreprocessingPath.Training);
        double mean = values.Average(value => (double)value);
        Assert.Equal(0, mean, 1e-4);
        Assert.Equal(1, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 1e-4);
        Assert.NotEqual(0, Copy(data, data.Validation, PreprocessingPath.Training).Average(value => (double)value), 1e-5);
    }

    [Fact]
    public void Prepare_FashionFolders_HasItsClassesIdsAndSets()
    {
        using PreparedData data = Prepare(new ImageFolderOptions
        {
            Train = RepositoryFiles.Asset("fashion-folders", "train"),
            Test = RepositoryFiles.Asset("fashion-folders", "test"),
        });
        Assert.Equal(1, data.Shape.Channels);
        Assert.Equal(data.Classes.Order(StringComparer.Ordinal), data.Classes);
        Assert.All(data.Test.Ids.Zip(data.Test.Labels), row => Assert.StartsWith(data.Classes[row.Second] + "/", row.First, StringComparison.Ordinal));
        int training = data.Train.Count + data.Validation.Count;
        Assert.Equal(training, data.Train.SourceIndexes.Concat(data.Validation.SourceIndexes).Distinct().Count());
        Assert.Equal(training, data.Test.SourceIndexes.Min());
        Assert.Equal(data.Test.Count, data.Description.Counts["test"].Sum());
        Assert.Equal(["train", "validation", "test"], data.Description.Counts.Keys);
        Assert.Equal(64, data.Description.Fingerprint.Length);
    }

    [Fact]
    public void Prepare_SameDataElsewhere_HasTheSameFingerprint()
    {
        Write("one", 12);
        Write("two", 12);
        Write("three", 12);
        File.Move(_folder["three", "a", "000.png"], _folder["three", "a", "0.png"]);
        string Fingerprint(string name)
        {
            using PreparedData data = Prepare(new ImageFolderOptions { Train = _folder[name] });
            return data.Description.Fingerprint;
        }

        Assert.Equal(Fingerprint("one"), Fingerprint("two"));
        Assert.NotEqual(Fingerprint("one"), Fingerprint("three"));
    }

    [Theory]
    [InlineData(PixelNormalization.None, 1, 0)]
    [InlineData(PixelNormalization.Unit, 1 / 255.0, 0)]
    [InlineData(PixelNormalization.Symmetric, 1 / 127.5, -1)]
    public void CopySamples_Normalization_IsAppliedToDecodedBytes(PixelNormalization normalization, double scale, double offset)
    {
        Write("train", 20);
        using PreparedData data = Prepare(new ImageFolderOptions { Train = _folder["train"] }, new() { Normalization = normalization });
        float[] values = new float[data.Shape.Size];
        data.Test.CopySamples([0], PreprocessingPath.Test, values);
        using SKBitmap bitmap = SKBitmap.Decode(_folder["train", data.Test.Ids[0]]);
        for (int index = 0; index < values.Length; index++)
        {
            Assert.Equal((bitmap.GetPixel(index % 12, index / 12).Red * scale) + offset, values[index], 1e-5);
        }
    }

    [Fact]
    public void CopySamples_ColorStandardized_IsFittedPerChannelOnTrainOnly()
    {
        for (int index = 0; index < 40; index++)
        {
            int seed = index;
            _folder.Write($"train/{(index % 2 == 0 ? "a" : "b")}/{index}.png", TestImages.Encode(
                6, 6, (x, y) => new SKColor((byte)(x + seed), (byte)((y * 9) + seed), (byte)(200 + (seed % 7) + x)), SKEncodedImageFormat.Png));
        }

        using PreparedData data = Prepare(new ImageFolderOptions { Train = _folder["train"] });
        float[] values = Copy(data, data.Train, PreprocessingPath.Training);
        for (int channel = 0; channel < 3; channel++)
        {
            int of = channel;
            float[] one = [.. values.Where((_, index) => index % 3 == of)];
            Assert.Equal(0, one.Average(), 1e-4);
            Assert.Equal(1, one.Average(value => value * value), 1e-3);
        }
    }

    [Fact]
    public void CopySamples_TestPathDiffers_ReproducesTheSkew()
    {
        for (int index = 0; index < 20; index++)
        {
            int seed = index;
            _folder.Write($"train/{(index % 2 == 0 ? "a" : "b")}/{index}.png", TestImages.Encode(
                16, 8, (x, y) => new SKColor((byte)(x * seed), (byte)(y * 20), (byte)(200 - seed)), SKEncodedImageFormat.Png));
        }

        ImageFolderOptions folder = new() { Train = _folder["train"] };
        PipelineOptions plain = new() { Width = 8, Height = 8, Normalization = PixelNormalization.Unit };
        using PreparedData padded = Prepare(folder, plain with { Resize = ResizeMode.Pad, Normalization = PixelNormalization.None });
        using PreparedData data = Prepare(folder, plain with
        {
            Test = new() { Resize = ResizeMode.Pad, Normalization = PixelNormalization.None, ChannelOrder = ChannelOrder.Bgr },
        });
        Assert.True(data.PathsDiffer);
        Assert.NotEqual(Copy(data, data.Test, PreprocessingPath.Training), Copy(data, data.Test, PreprocessingPath.Test));
        float[] expected = [.. Copy(padded, padded.Test, PreprocessingPath.Training).Chunk(3).SelectMany(pixel => pixel.Reverse())];
        Assert.Equal(padded.Test.Ids, data.Test.Ids);
        Assert.Equal(expected, Copy(data, data.Test, PreprocessingPath.Test));
        Assert.Equal(data.Split.Train, padded.Split.Train);
    }

    [Fact]
    public void PathsDiffer_OverridesThatChangeNothing_IsFalse()
    {
        Write("train", 20);
        using PreparedData data = Prepare(new ImageFolderOptions { Train = _folder["train"] }, new()
        {
            Test = new() { Resize = ResizeMode.Crop, Normalization = PixelNormalization.Standardize, ChannelOrder = ChannelOrder.Bgr },
        });
        Assert.False(data.PathsDiffer);
        Assert.Equal(Copy(data, data.Test, PreprocessingPath.Training), Copy(data, data.Test, PreprocessingPath.Test));
        Assert.Equal(2, data.Description.Notes.Count(note => note.Contains("has no effect", StringComparison.Ordinal)));
    }

    [Fact]
    public void Prepare_UnreadableImages_StopsAndListsAll()
    {
        Write("train", 30);
        for (int index = 0; index < 23; index++)
        {
            _folder.Write($"train/a/bad{index:00}.png", index == 0 ? [] : index == 1 ? ImageDecoderTests.PngWithHeader(30_000, 30_000) : [1, 2, 3]);
        }

        byte[] whole = File.ReadAllBytes(_folder["train", "a", "000.png"]);
        _folder.Write("train/a/cut.png", whole[..(whole.Length / 2)]);
        ProblemException exception = Assert.Throws<ProblemException>(() => Prepare(new ImageFolderOptions { Train = _folder["train"] }));
        Assert.Equal(21, exception.Problems.Count);
        Assert.Equal("a/bad00.png: expected a readable image, received an empty file.", exception.Problems[0].ToString());
        Assert.Equal("a/bad01.png: expected a readable image, received 30000 x 30000 pixels, more than 100 megapixels.", exception.Problems[1].ToString());
        Assert.StartsWith($"{_folder["train"]}: expected no unreadable images, received 24, 20 listed above and 4 more.", exception.Problems[20].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_UnreadableSkipped_LeavesThemOutAndKeepsSourceIndexes()
    {
        Write("train", 30);
        byte[] whole = File.ReadAllBytes(_folder["train", "a", "000.png"]);
        _folder.Write("train/a/000.png", whole[..(whole.Length / 2)]);
        ImageFolderOptions folder = new() { Train = _folder["train"], OnUnreadable = UnreadableSampleAction.Skip };
        for (int time = 0; time < 2; time++)
        {
            using PreparedData data = Prepare(folder);
            Assert.Equal([new UnreadableSample("a/000.png", "damaged or truncated at the beginning of the PNG data")], data.Description.Unreadable);
            List<int> indexes = [.. data.Train.SourceIndexes, .. data.Validation.SourceIndexes, .. data.Test.SourceIndexes];
            Assert.Equal(Enumerable.Range(1, 29), indexes.Order());
            Assert.Equal("b/001.png", data.Train.Ids.Concat(data.Validation.Ids).Concat(data.Test.Ids).ElementAt(indexes.IndexOf(15)));
        }
    }

    [Fact]
    public void Prepare_MissingListedImages_CountAsUnreadable()
    {
        Write("", 20);
        string csv = _folder.Write("list.csv", "path,label\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{(i % 2 == 0 ? "a" : "b")}/{i:000}.png,{i % 2}\n")) + "a/none.png,1\n");
        ProblemException exception = Assert.Throws<ProblemException>(() => Prepare(new ImageListOptions { Train = csv }));
        Assert.Equal("a/none.png: expected a readable image, received missing.", exception.Problems[0].ToString());
        using PreparedData data = Prepare(new ImageListOptions { Train = csv, OnUnreadable = UnreadableSampleAction.Skip });
        Assert.Equal("imageList", data.Description.Kind);
        Assert.Equal(["0", "1"], data.Classes);
    }

    [Fact]
    public void Prepare_ClassFaults_AreProblems()
    {
        Write("one", 6, classes: ["a"]);
        Assert.Contains("expected at least two classes, received only \"a\"", Fails(new ImageFolderOptions { Train = _folder["one"] }), StringComparison.Ordinal);
        Write("train", 12);
        Directory.CreateDirectory(_folder["train", "empty"]);
        Write("test", 6, classes: ["a", "new"]);
        string message = Fails(new ImageFolderOptions { Train = _folder["train"], Test = _folder["test"] });
        Assert.Contains($"{_folder["train"]}: expected at least one image in class folder \"empty\", received none.", message, StringComparison.Ordinal);
        Assert.Contains("expected only classes that the training images have (\"a\", \"b\", \"empty\"), received \"new\". A model cannot predict", message, StringComparison.Ordinal);
        Write("few", 1, classes: ["a"]);
        Directory.CreateDirectory(_folder["few", "b"]);
        Assert.Contains("expected at least as many images as classes, received 1 images of 2 classes", Fails(new ImageFolderOptions { Train = _folder["few"] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_TestLacksAClassAndHasCopies_IsNoted()
    {
        Write("train", 20, classes: ["a", "b", "c"]);
        Write("test", 4);
        using PreparedData data = Prepare(new ImageFolderOptions { Train = _folder["train"], Test = _folder["test"] });
        Assert.Contains("The test set has no image of \"c\": nothing is said about these classes.", data.Description.Notes);
        Assert.Contains("4 of 4 test images are identical to a training image.", data.Description.Notes);
    }

    [Fact]
    public void Prepare_SizesDiffer_IsAProblemUnlessConfigured()
    {
        Write("train", 20);
        _folder.Write("train/b/wide.png", TestImages.Numbered(99, width: 14));
        ImageFolderOptions folder = new() { Train = _folder["train"] };
        string message = Fails(folder);
        Assert.Contains("expected images of one size (12 x 10)", message, StringComparison.Ordinal);
        Assert.Contains("received 12 x 10 (20 images, the first is a/000.png), 14 x 10 (1 images, the first is b/wide.png).", message, StringComparison.Ordinal);
        Assert.Contains("expected images of one size (12 x any height)", Fails(folder, new() { Height = 8 }), StringComparison.Ordinal);
        using PreparedData data = Prepare(folder, new() { Width = 9 });
        Assert.Equal(new SampleShape(10, 9, 1, true), data.Shape);
    }

    [Fact]
    public void Prepare_GroupedFolders_IsAProblem()
    {
        Write("train", 20);
        string message = Fails(new ImageFolderOptions { Train = _folder["train"], Split = new() { Strategy = SplitStrategy.Grouped, GroupBy = "patient" } });
        Assert.Contains("data.split.strategy: expected stratified, random or kFold", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_ColorTestImagesOfAGreySet_BecomeGrey()
    {
        Write("train", 20);
        for (int index = 0; index < 2; index++)
        {
            _folder.Write($"test/{(index == 0 ? "a" : "b")}/0.png", TestImages.Encode(12, 10, (_, _) => SKColors.Red, SKEncodedImageFormat.Png));
        }

        using PreparedData data = Prepare(new ImageFolderOptions { Train = _folder["train"], Test = _folder["test"] }, new() { Normalization = PixelNormalization.None });
        Assert.Equal(1, data.Shape.Channels);
        Assert.All(Copy(data, data.Test, PreprocessingPath.Test), value => Assert.Equal(76, value));
    }

    [Fact]
    public void CopySamples_Augmented_DependsOnNothingButTheKey()
    {
        Write("train", 40);
        PipelineOptions pipeline = new()
        {
            Augment = new() { Rotation = 20, WidthShift = 0.1, HorizontalFlip = true, RandomCrop = 1, Brightness = 0.1, GaussianNoise = 0.05, Erasing = 0.5 },
        };
        using PreparedData data = Prepare(new ImageFolderOptions { Train = _folder["train"] }, pipeline);
        int size = data.Shape.Size;
        int[] all = [.. Enumerable.Range(0, data.Train.Count)];
        float[] expected = new float[all.Length * size];
        data.Augmentation!.CopySamples(all, new int[all.Length], 3, expected);
        Gen.Shuffle(all).Select(Gen.Int[1, all.Length]).Sample((order, batch) => Parallel.ForEach(order.Chunk(batch), rows =>
        {
            float[] values = new float[rows.Length * size];
            data.Augmentation.CopySamples(rows, new int[rows.Length], 3, values);
            for (int position = 0; position < rows.Length; position++)
            {
                Assert.Equal(expected.AsSpan(rows[position] * size, size), values.AsSpan(position * size, size));
            }
        }), iter: 20);

        float[] other = new float[size];
        data.Augmentation.CopySamples([0], [1], 3, other);
        Assert.NotEqual(expected[..size], other);
        data.Augmentation.CopySamples([0], [0], 4, other);
        Assert.NotEqual(expected[..size], other);

        using PreparedData otherSeed = DataPreparation.Prepare(
            Scenario(new ImageFolderOptions { Train = _folder["train"] }, pipeline), Seeds with { Repeat = 1 }, _folder["cache"], null, TestContext.Current.CancellationToken);
        otherSeed.Augmentation!.CopySamples([0], [0], 3, other);
        Assert.NotEqual(expected[..size], other);
    }

    /// <summary>Nothing drawn, nothing changed: the bits of both ways are the same.</summary>
    [Fact]
    public void CopySamples_AugmentationThatDrawsNothing_EqualsTheCleanSample()
    {
        Write("train", 20);
        using PreparedData data = Prepare(new ImageFolderOptions { Train = _folder["train"] }, new() { Augment = new() { Erasing = 1e-9 } });
        float[] augmented = new float[data.Train.Count * data.Shape.Size];
        data.Augmentation!.CopySamples([.. Enumerable.Range(0, data.Train.Count)], new int[data.Train.Count], 0, augmented);
        Assert.Equal(Copy(data, data.Train, PreprocessingPath.Training), augmented);
    }

    [Fact]
    public void SavePreprocessing_Images_WritesWhatWasFitted()
    {
        Write("train", 20);
        using PreparedData data = Prepare(new ImageFolderOptions { Train = _folder["train"] }, new() { Width = 6, Height = 6, Resize = ResizeMode.Crop });
        data.SavePreprocessing(_folder.Path);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["preprocessing.json"]));
        JsonElement root = json.RootElement;
        Assert.Equal("image", root.GetProperty("kind").GetString());
        Assert.Equal("crop", root.GetProperty("training").GetProperty("resize").GetString());
        Assert.Equal((6, 6, 1), (root.GetProperty("width").GetInt32(), root.GetProperty("height").GetInt32(), root.GetProperty("channels").GetInt32()));
        Assert.Equal(["a", "b"], root.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        double mean = root.GetProperty("mean")[0].GetDouble();
        double deviation = root.GetProperty("standardDeviation")[0].GetDouble();
        float[] values = Copy(data, data.Train, PreprocessingPath.Training);
        Assert.Equal((0 - mean) / deviation, root.GetProperty("test").GetProperty("offset")[0].GetDouble(), 1e-5);
        Assert.All(values, value => Assert.Equal(0, ((value * deviation) + mean) - Math.Round((value * deviation) + mean), 1e-3));
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string folder, int count, string[]? classes = null)
    {
        classes ??= ["a", "b"];
        for (int index = 0; index < count; index++)
        {
            _folder.Write($"{(folder.Length > 0 ? folder + "/" : "")}{classes[index % classes.Length]}/{index:000}.png", TestImages.Numbered(index));
        }
    }

    private string Fails(DataOptions data, PipelineOptions? pipeline = null) => Assert.Throws<ProblemException>(() => Prepare(data, pipeline)).Message;

    private static float[] Copy(PreparedData data, SampleSet set, PreprocessingPath path)
    {
        float[] values = new float[set.Count * data.Shape.Size];
        set.CopySamples([.. Enumerable.Range(0, set.Count)], path, values);
        return values;
    }

    private PreparedData Prepare(DataOptions data, PipelineOptions? pipeline = null) =>
        DataPreparation.Prepare(Scenario(data, pipeline ?? new()), Seeds, _folder["cache"], null, TestContext.Current.CancellationToken);

    private static ScenarioOptions Scenario(DataOptions data, PipelineOptions pipeline) =>
        new() { Data = data, Pipeline = pipeline, Model = new LogisticRegressionOptions() };
}
