using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class SyntheticImagesTests : IDisposable
{
    private static readonly SyntheticImagesOptions Options = new() { TrainCount = 62, TestCount = 20, Side = 16 };

    private readonly TemporaryFolder _folder = new();

    private string Cache => _folder["cache"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Prepare_Images_DescribesThem()
    {
        using PreparedData data = SamplingCase.Prepare(Options, cache: Cache);
        Assert.Equal("syntheticImages", data.Description.Kind);
        Assert.Equal(["circle", "square", "triangle", "cross"], data.Classes);
        Assert.Equal(new SampleShape(16, 16, 1, true), data.Shape);
        Assert.Equal([5, 5, 5, 5], data.Description.Counts["test"]);
        Assert.Equal([16, 16, 15, 15], data.Description.Counts["train"].Zip(data.Description.Counts["validation"]).Select(pair => pair.First + pair.Second));
        Assert.Equal(Enumerable.Range(0, 20).Select(index => $"{index}"), data.Test.Ids);
        Assert.True(data.Split.TestIsSeparate);
    }

    [Fact]
    public void Prepare_Color_HasThreeChannelsThatDiffer()
    {
        using PreparedData data = SamplingCase.Prepare(Options with { Color = true, Noise = 0 }, cache: Cache);
        Assert.Equal(new SampleShape(16, 16, 3, true), data.Shape);
        float[] values = new float[16 * 16 * 3];
        data.Test.CopySamples([0], PreprocessingPath.Training, values);
        Assert.NotEqual(values[0], values[1]);
        byte[] raw = Content(Options with { Color = true, Noise = 0 }).Rows().First().Raw;
        Assert.Equal(16 * 16 * 4, raw.Length);
    }

    [Fact]
    public void Prepare_StreamDataVaries_RedrawsUnderTheSameFingerprint()
    {
        using PreparedData zero = SamplingCase.Prepare(Options, vary: true, cache: Cache);
        using PreparedData two = SamplingCase.Prepare(Options, repeat: 2, vary: true, cache: Cache);
        using PreparedData kept = SamplingCase.Prepare(Options, repeat: 2, cache: Cache);
        using PreparedData seeded = SamplingCase.Prepare(Options, seed: 9, cache: Cache);
        Assert.NotEqual(Pixels(zero), Pixels(two));
        Assert.Equal(Pixels(zero), Pixels(kept));
        Assert.Equal(zero.Description.Fingerprint, two.Description.Fingerprint);
        Assert.NotEqual(zero.Description.Fingerprint, seeded.Description.Fingerprint);

        // Pixels of two repeats and of another seed, training and test: the unvaried repeat found its own.
        Assert.Equal(6, Directory.GetFiles(Cache, "*.pixels").Length);
    }

    [Fact]
    public void Rows_Noise_HasItsDeviation()
    {
        byte[][] Raw(double noise) => [.. Content(Options with { Noise = noise, Side = 64 }).Rows().Select(row => row.Raw)];
        double[] differences =
        [
            .. Raw(0).Zip(Raw(0.05)).SelectMany(pair => pair.First.Zip(pair.Second))
                .Where(pair => pair.First is > 60 and < 195).Select(pair => (double)pair.Second - pair.First),
        ];
        Assert.Equal(0, differences.Average(), 0.5);
        Assert.Equal(0.05 * 255, Math.Sqrt(differences.Average(value => value * value)), 0.3);
    }

    [Fact]
    public void Rows_Shapes_LieInsideOnADarkerBackground()
    {
        foreach (ImageSourceRow row in Content(Options with { Noise = 0, Side = 32, Shapes = [.. Enum.GetValues<SyntheticShape>()] }).Rows())
        {
            Assert.InRange(row.Raw.Max() - row.Raw.Min(), 98, 255);
            byte background = row.Raw.Min();
            Assert.InRange(row.Raw.Count(value => value > background + 2), 32 * 32 / 40, 32 * 32 * 2 / 3);
            int[] border = [.. Enumerable.Range(0, 32).SelectMany(index => new[] { index, (31 * 32) + index, index * 32, (index * 32) + 31 })];
            Assert.True(border.Count(index => row.Raw[index] > background + 2) < border.Length / 2);
        }
    }

    [Fact]
    public void Rows_OtherCount_DrawsTheSameImagesOfTheSameShape()
    {
        Dictionary<int, byte[]> Drawn(int count)
        {
            SyntheticImagesOptions options = Options with { TrainCount = count };
            ImageListing listing = Listing(options);
            return listing.Content.Rows().Where(row => listing.Labels[row.Index] == "circle").ToDictionary(row => row.Index, row => row.Raw);
        }

        Dictionary<int, byte[]> few = Drawn(62);
        Dictionary<int, byte[]> many = Drawn(200);
        Assert.Contains(few.Keys, many.ContainsKey);
        Assert.All(few.Keys.Where(many.ContainsKey), index => Assert.Equal(few[index], many[index]));
    }

    // Areas by geometry, for a radius of 10.
    [Theory]
    [InlineData(SyntheticShape.Circle, 314.16)]
    [InlineData(SyntheticShape.Square, 400)]
    [InlineData(SyntheticShape.Triangle, 200)]
    [InlineData(SyntheticShape.Cross, 204)]
    [InlineData(SyntheticShape.Ring, 160.22)]
    [InlineData(SyntheticShape.Bar, 120)]
    public void Coverage_Shape_HasItsArea(SyntheticShape shape, double area)
    {
        double covered = 0;
        for (int y = 0; y < 32; y++)
        {
            for (int x = 0; x < 32; x++)
            {
                covered += ShapeOutline.Coverage(ShapeOutline.Distance(shape, x + 0.5 - 16.3, y + 0.5 - 15.8, 10));
            }
        }

        Assert.Equal(area, covered, 0.02 * area);
    }

    [Fact]
    public void Distance_Triangle_PointsUp()
    {
        Assert.True(ShapeOutline.Distance(SyntheticShape.Triangle, 0, -9, 10) < 0);
        Assert.True(ShapeOutline.Distance(SyntheticShape.Triangle, 3, -9, 10) > 0);
        Assert.True(ShapeOutline.Distance(SyntheticShape.Triangle, 9, 9, 10) < 0);
        Assert.True(ShapeOutline.Distance(SyntheticShape.Bar, 9, 0, 10) < 0);
        Assert.True(ShapeOutline.Distance(SyntheticShape.Bar, 0, 9, 10) > 0);
    }

    [Fact]
    public void Prepare_RepeatedShapes_AreAProblem() => Assert.Equal(
        "data.shapes: expected shapes that differ, at least two, received circle, circle.",
        Assert.Single(SamplingCase.ProblemsOf(Options with { Shapes = [SyntheticShape.Circle, SyntheticShape.Circle] }, Cache)));

    [Fact]
    public void Prepare_OneShape_IsAProblem() => Assert.Contains(
        "at least two classes", SamplingCase.ProblemsOf(Options with { Shapes = [SyntheticShape.Ring] }, Cache)[0], StringComparison.Ordinal);

    [Fact]
    public void Prepare_EverythingAtOnce_KeepsTheTestSet()
    {
        SyntheticImagesOptions many = Options with { TrainCount = 300, Classes = ClassSharesTests.Shares(("cross", 1), ("square", 0.5)) };
        using PreparedData plain = SamplingCase.Prepare(many, cache: Cache);
        string list = _folder.Write("list.csv", "id\n" + plain.Train.Ids[0] + "\n");
        using PreparedData changed = SamplingCase.Prepare(
            many with { TrainSize = 40, LabelNoise = new LabelNoiseOptions { Rate = 0.1, Pairs = [["cross", "square"]] }, Exclude = list }, cache: Cache);
        Assert.Equal(["square", "cross"], changed.Classes);
        Assert.Equal(40, changed.Train.Count);
        Assert.DoesNotContain(plain.Train.SourceIndexes[0], changed.Train.SourceIndexes);
        Assert.Equal(plain.Test.SourceIndexes, changed.Test.SourceIndexes);
        Assert.Equal(plain.Test.Labels, changed.Test.Labels);
        Assert.Equal(plain.Validation.SourceIndexes, changed.Validation.SourceIndexes);
        Assert.Equal(plain.Validation.Labels, changed.Validation.OriginalLabels!);
        Assert.StartsWith("data.labelNoise made 11 of 113 labels wrong", changed.Description.Notes[0], StringComparison.Ordinal);
    }

    private static ImageListing Listing(SyntheticImagesOptions options)
    {
        List<Problem> problems = [];
        ImageListing? listing = SyntheticImageSource.Read(options, isTraining: true, SamplingCase.Seeds(), problems);
        Assert.Empty(problems);
        return listing!;
    }

    private static ImageContentSource Content(SyntheticImagesOptions options) => Listing(options).Content;

    private static float[] Pixels(PreparedData data)
    {
        float[] values = new float[data.Shape.Size];
        data.Test.CopySamples([3], PreprocessingPath.Test, values);
        return values;
    }
}
