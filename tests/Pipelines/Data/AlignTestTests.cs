using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using SkiaSharp;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class AlignTestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void CopySamples_Table_NumbersGetTheTrainingMomentsAndCategoriesStay()
    {
        using TableCase tables = new();
        string train = tables.Write("train.csv", TableCase.Rows(200));
        string test = tables.Write("test.csv", TableCase.Rows(90, x: row => $"{1000 + (row * 13 % 37)}"));
        using PreparedData plain = TableCase.Prepare(TableCase.Options(train, test));
        using PreparedData data = TableCase.Prepare(TableCase.Options(train, test), new PipelineOptions { AlignTest = true });

        double[] wanted = Column(plain, plain.Train, PreprocessingPath.Training, 0);
        double[] before = Column(data, data.Test, PreprocessingPath.Test, 0);
        double[] after = Column(data, data.Test, PreprocessingPath.Deployment, 0);

        Assert.Equal(Column(plain, plain.Test, PreprocessingPath.Deployment, 0), before);
        Assert.Equal((Mean(wanted), Deviation(wanted)), (Mean(after), Deviation(after)), new Close());
        Assert.NotEqual(Mean(wanted), Mean(before), 1);
        for (int feature = 1; feature < plain.Shape.Size; feature++)
        {
            Assert.Equal(Column(plain, plain.Test, PreprocessingPath.Deployment, feature), Column(data, data.Test, PreprocessingPath.Deployment, feature));
        }

        Assert.Equal(Column(plain, plain.Validation, PreprocessingPath.Deployment, 0), Column(data, data.Validation, PreprocessingPath.Deployment, 0));
        Assert.Equal(plain.Description.Fingerprint, data.Description.Fingerprint);
    }

    [Fact]
    public void CopySamples_TableColumnThatTestLacksSpreadOf_IsMovedOnly()
    {
        using TableCase tables = new();
        string train = tables.Write("train.csv", TableCase.Rows(200));
        string test = tables.Write("test.csv", TableCase.Rows(40, x: _ => "5", c: row => row % 3 == 0 ? "red" : "blue", y: row => row % 2 == 0 ? "yes" : "no"));
        using PreparedData data = TableCase.Prepare(TableCase.Options(train, test), new PipelineOptions { AlignTest = true });

        double wanted = Mean(Column(data, data.Train, PreprocessingPath.Training, 0));

        Assert.All(Column(data, data.Test, PreprocessingPath.Deployment, 0), value => Assert.Equal(wanted, value, 5));
    }

    [Fact]
    public void CopySamples_DarkImages_ChannelsGetTheTrainingMoments()
    {
        for (int index = 0; index < 40; index++)
        {
            int seed = index;
            int dark = index < 28 ? 1 : 3;
            byte[] image = TestImages.Encode(
                12, 10, (x, y) => new SKColor((byte)(((x * 20) + seed) / dark), (byte)(((y * 9) + x) / dark), (byte)((200 - (seed * x / 2)) / dark)), SKEncodedImageFormat.Png);
            _folder.Write($"{(index < 28 ? "train" : "test")}/{(index % 2 == 0 ? "a" : "b")}/{index:000}.png", image);
        }

        using PreparedData data = Images(new PipelineOptions { AlignTest = true });
        using PreparedData plain = Images(new PipelineOptions());
        for (int channel = 0; channel < 3; channel++)
        {
            double[] wanted = Channel(data, data.Train, PreprocessingPath.Training, channel);
            double[] after = Channel(data, data.Test, PreprocessingPath.Deployment, channel);
            Assert.Equal((Mean(wanted), Deviation(wanted)), (Mean(after), Deviation(after)), new Close());
            Assert.Equal(Channel(plain, plain.Test, PreprocessingPath.Deployment, channel), Channel(data, data.Test, PreprocessingPath.Test, channel));
        }

        Assert.Equal(plain.Test.Picture(0, PreprocessingPath.Deployment)!.Pixels, data.Test.Picture(0, PreprocessingPath.Deployment)!.Pixels);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.25)]
    public void CopySamples_TrainingImagesOfLessContrastAroundTheirMeans_AreTheTrainingImagesAgain(double contrast)
    {
        // (red, green) per pixel; images differ in brightness, and the test ones are the training ones with less around each channel's mean.
        float[][] train = [.. Enumerable.Range(0, 30).Select(image => Enumerable.Range(0, 24).Select(index => (float)((image * 3) + (index * index % 17) + (index % 2))).ToArray())];
        float[][] test = [.. train.Select(sample => sample.Select((value, index) => Faded(sample, index, contrast)).ToArray())];
        var alignment = SampleAlignment.Of(new GivenSamples(train), new GivenSamples(test), 24, [true, true], TestContext.Current.CancellationToken);

        float[] moved = [.. test.SelectMany(sample => sample)];
        alignment.Apply(moved);

        Assert.Equal(train.SelectMany(sample => sample), moved, (wanted, given) => Math.Abs(wanted - given) < 1e-3);
    }

    public void Dispose() => _folder.Dispose();

    private static float Faded(float[] sample, int index, double contrast)
    {
        double mean = sample.Where((_, other) => other % 2 == index % 2).Average();
        return (float)(10 + mean + (contrast * (sample[index] - mean)));
    }

    private sealed class GivenSamples(float[][] samples) : SampleSet
    {
        public override string Name => "given";

        public override IReadOnlyList<int> Labels { get; } = new int[samples.Length];

        public override IReadOnlyList<string> Ids { get; } = [.. samples.Select((_, row) => $"{row}")];

        public override IReadOnlyList<int> SourceIndexes { get; } = [.. Enumerable.Range(0, samples.Length)];

        public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination)
        {
            for (int index = 0; index < rows.Length; index++)
            {
                samples[rows[index]].CopyTo(destination[(index * samples[0].Length)..]);
            }
        }
    }

    private PreparedData Images(PipelineOptions pipeline)
    {
        ScenarioOptions options = new()
        {
            Data = new ImageFolderOptions { Train = _folder["train"], Test = _folder["test"] },
            Model = new CnnOptions(),
            Pipeline = pipeline,
        };
        return DataPreparation.Prepare(options, new TrialSeeds(1, 0, []), _folder["cache"], null, TestContext.Current.CancellationToken);
    }

    private static double[] Channel(PreparedData data, SampleSet set, PreprocessingPath path, int channel) => Column(data, set, path, channel, data.Shape.Channels);

    private static double[] Column(PreparedData data, SampleSet set, PreprocessingPath path, int feature, int? period = null)
    {
        float[] values = new float[set.Count * data.Shape.Size];
        set.CopySamples([.. Enumerable.Range(0, set.Count)], path, values);
        return [.. values.Where((_, index) => index % (period ?? data.Shape.Size) == feature).Select(value => (double)value)];
    }

    private static double Mean(double[] values) => values.Sum() / values.Length;

    private static double Deviation(double[] values) => Math.Sqrt(values.Sum(value => Math.Pow(value - Mean(values), 2)) / values.Length);

    private sealed class Close : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) first, (double, double) second) =>
            Math.Abs(first.Item1 - second.Item1) < 1e-4 && Math.Abs(first.Item2 - second.Item2) < 1e-4;

        public int GetHashCode((double, double) pair) => 0;
    }
}
