using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using SkiaSharp;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class CorruptedTestSetTests : IDisposable
{
    private static readonly CorruptOptions Corruption = new() { Blur = 1, Noise = 0.1, Brightness = -0.1 };
    private readonly TemporaryFolder _folder = new();

    public CorruptedTestSetTests()
    {
        for (int index = 0; index < 40; index++)
        {
            int seed = index;
            byte[] image = TestImages.Encode(
                12, 10, (x, y) => new SKColor((byte)((x * 20) + seed), (byte)((y * 9 * seed) + x), (byte)(200 - (seed * x))), SKEncodedImageFormat.Png);
            _folder.Write($"{(index < 28 ? "train" : "test")}/{(index % 2 == 0 ? "a" : "b")}/{index:000}.png", image);
        }
    }

    [Fact]
    public void CopySamples_Corrupt_ChangesDeploymentOnly()
    {
        using PreparedData plain = Prepare(null);
        using PreparedData data = Prepare(Corruption);
        Assert.False(plain.TestIsCorrupted);
        Assert.True(data.TestIsCorrupted);
        Assert.False(data.PathsDiffer);
        foreach ((SampleSet before, SampleSet after) in Sets(plain).Zip(Sets(data)))
        {
            Assert.Equal(before.Ids, after.Ids);
            Assert.Equal(Copy(plain, before, PreprocessingPath.Training), Copy(data, after, PreprocessingPath.Training));
            Assert.Equal(Copy(plain, before, PreprocessingPath.Test), Copy(data, after, PreprocessingPath.Test));
            Assert.Equal(Copy(plain, before, PreprocessingPath.Test), Copy(plain, before, PreprocessingPath.Deployment));
            Assert.NotEqual(Copy(data, after, PreprocessingPath.Test), Copy(data, after, PreprocessingPath.Deployment));
        }

        Assert.Equal(plain.Description.Fingerprint, data.Description.Fingerprint);
    }

    [Fact]
    public void CopySamples_Deployment_IsTheCorruptedBytesNormalised()
    {
        using PreparedData data = Prepare(Corruption, new() { Normalization = PixelNormalization.None });
        ImageCorruption corruption = ImageCorruption.Of(Corruption, data.Shape, Seeds(0))!;
        float[] values = Copy(data, data.Test, PreprocessingPath.Deployment);
        for (int row = 0; row < data.Test.Count; row++)
        {
            byte[] pixels = data.Test.Picture(row, PreprocessingPath.Test)!.Pixels;
            corruption.Apply(pixels, isOfTestSource: true, data.Test.SourceIndexes[row] - 28);
            Assert.Equal(pixels, data.Test.Picture(row, PreprocessingPath.Deployment)!.Pixels);
            Assert.Equal(pixels.Select(value => (float)value), values[(row * data.Shape.Size)..((row + 1) * data.Shape.Size)]);
        }
    }

    [Fact]
    public void CopySamples_Deployment_IsTheSameInEveryRepeat()
    {
        using PreparedData one = Prepare(Corruption, seeds: Seeds(0));
        using PreparedData other = Prepare(Corruption, seeds: Seeds(7));
        Assert.Equal(Copy(one, one.Test, PreprocessingPath.Deployment), Copy(other, other.Test, PreprocessingPath.Deployment));
        using PreparedData varied = Prepare(Corruption, seeds: Seeds(7) with { Vary = [RandomStream.Data] });
        Assert.NotEqual(Copy(one, one.Test, PreprocessingPath.Deployment), Copy(varied, varied.Test, PreprocessingPath.Deployment));
    }

    [Fact]
    public void Picture_EachPath_IsWhatReachesTheNormalisation()
    {
        PipelineOptions pipeline = new()
        {
            Width = 8,
            Height = 8,
            Normalization = PixelNormalization.None,
            Test = new() { Resize = ResizeMode.Pad, ChannelOrder = ChannelOrder.Bgr },
        };
        using PreparedData data = Prepare(Corruption, pipeline);
        Assert.True(data.PathsDiffer);
        foreach (SampleSet set in Sets(data))
        {
            foreach (PreprocessingPath path in Enum.GetValues<PreprocessingPath>())
            {
                float[] values = Copy(data, set, path);
                SamplePicture picture = set.Picture(1, path)!;
                Assert.Equal((8, 8, 3), (picture.Width, picture.Height, picture.Channels));
                Assert.Equal(values[192..384], picture.Pixels.Select(value => (float)value));
            }
        }

        // Corruption happens to the image; the program that swaps the channels comes after it. Noise is drawn in the image's order.
        using PreparedData rgb = Prepare(Corruption, pipeline with { Test = new() { Resize = ResizeMode.Pad } });
        Assert.Equal(
            rgb.Test.Picture(0, PreprocessingPath.Deployment)!.Pixels.Chunk(3).SelectMany(pixel => pixel.Reverse()),
            data.Test.Picture(0, PreprocessingPath.Deployment)!.Pixels);
    }

    [Theory]
    [InlineData(ColorMode.Rgb)]
    [InlineData(ColorMode.Grayscale)]
    public void WritePng_Picture_ReadsBackAsItWas(ColorMode color)
    {
        using PreparedData data = Prepare(null, new() { Color = color });
        SamplePicture picture = data.Train.Picture(3, PreprocessingPath.Training)!;
        SamplePictureFile.WritePng(_folder["picture.png"], picture);
        using SKBitmap bitmap = SKBitmap.Decode(_folder["picture.png"]);
        Assert.Equal((picture.Width, picture.Height), (bitmap.Width, bitmap.Height));
        for (int pixel = 0; pixel < picture.Width * picture.Height; pixel++)
        {
            SKColor read = bitmap.GetPixel(pixel % picture.Width, pixel / picture.Width);
            byte[] channels = picture.Pixels[(pixel * picture.Channels)..((pixel + 1) * picture.Channels)];
            Assert.Equal([channels[0], channels[channels.Length / 2], channels[^1]], new[] { read.Red, read.Green, read.Blue });
        }
    }

    [Fact]
    public void Prepare_CorruptWithoutEffect_IsNoted()
    {
        using PreparedData data = Prepare(new());
        Assert.False(data.TestIsCorrupted);
        Assert.Contains("data.corrupt has no effect: none of its members changes anything.", data.Description.Notes);
    }

    [Fact]
    public void CopySamples_AugmentedClasses_LeaveTheOthersAlone()
    {
        AugmentOptions augment = new() { Rotation = 20, WidthShift = 0.2, GaussianNoise = 0.05 };
        using PreparedData every = Prepare(null, new() { Augment = augment });
        using PreparedData some = Prepare(null, new() { Augment = augment with { Classes = ["b"] } });
        int[] rows = [.. Enumerable.Range(0, some.Train.Count)];
        int size = some.Shape.Size;
        foreach (int occurrence in new[] { 0, 2 })
        {
            int[] occurrences = [.. rows.Select(_ => occurrence)];
            float[] ofEvery = new float[rows.Length * size];
            float[] ofSome = new float[rows.Length * size];
            every.Augmentation!.CopySamples(rows, occurrences, 4, ofEvery);
            some.Augmentation!.CopySamples(rows, occurrences, 4, ofSome);
            float[] clean = Copy(some, some.Train, PreprocessingPath.Training);
            Assert.All(rows, row =>
            {
                Range at = (row * size)..((row + 1) * size);
                Assert.Equal(some.Classes[some.Train.Labels[row]] == "b" ? ofEvery[at] : clean[at], ofSome[at]);
                Assert.NotEqual(clean[at], ofEvery[at]);
            });
        }
    }

    [Fact]
    public void AugmentedPicture_TrainingSample_IsWhatTheNetworkSees()
    {
        PipelineOptions pipeline = new() { Normalization = PixelNormalization.None, Augment = new() { Rotation = 20, GaussianNoise = 0.05, Classes = ["a"] } };
        using PreparedData data = Prepare(Corruption, pipeline);
        foreach (int row in new[] { 0, data.Train.Count - 1 })
        {
            float[] values = new float[data.Shape.Size];
            data.Augmentation!.CopySamples([row], [1], 3, values);
            Assert.Equal(values.Select(value => (byte)(value + 0.5f)), data.AugmentedPicture(row, 3, 1)!.Pixels);
        }

        using PreparedData plain = Prepare(null);
        Assert.Equal(plain.Train.Picture(2, PreprocessingPath.Training)!.Pixels, plain.AugmentedPicture(2, 3, 0)!.Pixels);
    }

    [Fact]
    public void Prepare_UnknownAugmentedClasses_AreProblemsWithTheKnownOnes()
    {
        ProblemException exception = Assert.Throws<ProblemException>(() => Prepare(null, new() { Augment = new() { Rotation = 5, Classes = ["a", "c", "B"] } }));
        Assert.Equal(2, exception.Problems.Count);
        Assert.Equal(ProblemStage.Data, exception.Stage);
        Assert.StartsWith(
            "pipeline.augment.classes: expected a class of the training images: \"a\", \"b\", received \"c\".", exception.Problems[0].ToString(), StringComparison.Ordinal);
        exception = Assert.Throws<ProblemException>(() => Prepare(null, new() { Augment = new() { Rotation = 5, Classes = [] } }));
        Assert.StartsWith("pipeline.augment.classes: expected at least one class, received an empty list.", exception.Problems[0].ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static TrialSeeds Seeds(int repeat) => new(1, repeat, [RandomStream.Augment, RandomStream.Init]);

    private static IEnumerable<SampleSet> Sets(PreparedData data) => [data.Train, data.Validation, data.Test];

    private static float[] Copy(PreparedData data, SampleSet set, PreprocessingPath path)
    {
        float[] values = new float[set.Count * data.Shape.Size];
        set.CopySamples([.. Enumerable.Range(0, set.Count)], path, values);
        return values;
    }

    private PreparedData Prepare(CorruptOptions? corrupt, PipelineOptions? pipeline = null, TrialSeeds? seeds = null)
    {
        ScenarioOptions scenario = new()
        {
            Data = new ImageFolderOptions { Train = _folder["train"], Test = _folder["test"], Corrupt = corrupt },
            Pipeline = pipeline ?? new(),
            Model = new LogisticRegressionOptions(),
        };
        return DataPreparation.Prepare(scenario, seeds ?? Seeds(0), _folder["cache"], null, TestContext.Current.CancellationToken);
    }
}
