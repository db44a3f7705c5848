using System.Text.RegularExpressions;
using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Tests.Pipelines;
using SkiaSharp;
using Xunit;

namespace MlPipelines.Tests.Audits;

/// <summary>Coloured images, wider than high, through test paths that differ in a known way.</summary>
public sealed class PathDifferenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PathDifferenceTests()
    {
        for (int number = 0; number < 60; number++)
        {
            int seed = number;
            SKColor Color(int x, int y) => new(
                (byte)(128 + (100 * Math.Sin((x * 0.3) + seed))),
                (byte)((x * 6) + (y * 5 * (seed % 3))),
                (byte)((x - 12) * (x - 12) + ((y - 8) * (y - 8)) < 30 + seed ? 250 : 20));
            _folder.Write($"images/{(number % 2 == 0 ? "a" : "b")}/{number:000}.png", TestImages.Encode(28, 16, Color, SKEncodedImageFormat.Png));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PixelNormalization.None, null, PixelNormalization.Unit, null, "scaled by 0.00392")]
    [InlineData(PixelNormalization.Unit, null, PixelNormalization.Symmetric, null, "scaled by 2 and shifted by -1")]
    [InlineData(PixelNormalization.Unit, null, null, ChannelOrder.Bgr, "channels in reverse order")]
    [InlineData(PixelNormalization.Standardize, null, null, ChannelOrder.Bgr, "channels in reverse order")]
    [InlineData(PixelNormalization.None, null, PixelNormalization.Unit, ChannelOrder.Bgr, "channels in reverse order, scaled by 0.00392")]
    [InlineData(PixelNormalization.Unit, ResizeMode.Crop, null, null, "other resizing")]
    [InlineData(PixelNormalization.Unit, ResizeMode.Pad, null, null, "other resizing")]
    [InlineData(PixelNormalization.None, ResizeMode.Crop, PixelNormalization.Unit, null, "scaled by about 0.0039, other resizing")]
    [InlineData(PixelNormalization.Unit, ResizeMode.Crop, PixelNormalization.Symmetric, ChannelOrder.Bgr, "channels in reverse order, scaled by about 2 and shifted by about -1, other resizing")]
    public void Words_KnownDifference_NameIt(
        PixelNormalization training, ResizeMode? resize, PixelNormalization? test, ChannelOrder? order, string expected)
    {
        IdentityProbe probe = Probe(training, new TestPathOptions { Resize = resize, Normalization = test, ChannelOrder = order });

        // Numbers that are read off the ranges of nine images are right to a tenth; others to all digits that are told.
        double tolerance = expected.Contains("about", StringComparison.Ordinal) ? 0.1 : 0;
        Assert.Equal(Number().Replace(expected, "#"), Number().Replace(probe.Difference!, "#"));
        Assert.All(Numbers(expected).Zip(Numbers(probe.Difference!)), pair => Assert.Equal(pair.First, pair.Second, tolerance * Math.Abs(pair.First)));
        Assert.Equal(0, probe.EqualTensors);
        Assert.NotEqual(probe.Training.Digest, probe.Test.Digest);
    }

    [Fact]
    public void Words_Standardize_GiveEachChannelItsNumbers()
    {
        IdentityProbe probe = Probe(PixelNormalization.Unit, new TestPathOptions { Normalization = PixelNormalization.Standardize });

        string words = probe.Difference!;
        Assert.StartsWith("scaled by ", words, StringComparison.Ordinal);
        double[] scales = [.. words["scaled by ".Length..words.IndexOf(" (by channel)", StringComparison.Ordinal)].Split("; ")
            .Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.All(Enumerable.Range(0, 3), channel =>
            Assert.Equal(probe.Test.ChannelDeviations[channel] / probe.Training.ChannelDeviations[channel], scales[channel], 0.01 * scales[channel]));
    }

    /// <summary>What the limits between exact lines and other resizing rest on.</summary>
    [Fact]
    public void Line_NormalisationsAndResizings_LeaveResidualsFarApart()
    {
        foreach ((PixelNormalization from, PixelNormalization to) in
            from one in Enum.GetValues<PixelNormalization>() from other in Enum.GetValues<PixelNormalization>() where one != other select (one, other))
        {
            Assert.True(Residuals(from, new TestPathOptions { Normalization = to }).Max() < 1e-11, $"{from} {to}");
        }

        foreach (ResizeMode resize in (ResizeMode[])[ResizeMode.Crop, ResizeMode.Pad])
        {
            Assert.True(Residuals(PixelNormalization.Standardize, new TestPathOptions { Resize = resize }).Min() > 1e-3, $"{resize}");
        }
    }

    private static Regex Number() => new(@"-?\d+(\.\d+)?");

    private static double[] Numbers(string words) =>
        [.. Number().Matches(words).Select(match => double.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture))];

    private IdentityProbe Probe(PixelNormalization training, TestPathOptions test)
    {
        using PreparedData data = Prepare(training, test);
        return IdentityProbes.Probe(data, model: null, TestContext.Current.CancellationToken)!;
    }

    private double[] Residuals(PixelNormalization training, TestPathOptions test)
    {
        using PreparedData data = Prepare(training, test);
        using PathComparison comparison = new(data.Shape);
        int[] rows = [.. Enumerable.Range(0, data.Validation.Count)];
        float[] one = new float[rows.Length * data.Shape.Size];
        float[] other = new float[rows.Length * data.Shape.Size];
        data.Validation.CopySamples(rows, PreprocessingPath.Training, one);
        data.Validation.CopySamples(rows, PreprocessingPath.Test, other);
        comparison.Add(one, other);
        return [.. Enumerable.Range(0, data.Shape.Channels).Select(channel => comparison.Line(channel, reversed: false).Residual)];
    }

    private PreparedData Prepare(PixelNormalization training, TestPathOptions test) => DataPreparation.Prepare(
        new ScenarioOptions
        {
            Data = new ImageFolderOptions { Train = _folder["images"] },
            Model = new CnnOptions(),
            Pipeline = new PipelineOptions { Width = 14, Height = 14, Normalization = training, Test = test },
        },
        new TrialSeeds(1, 0, []),
        _folder["cache"],
        progress: null,
        TestContext.Current.CancellationToken);
}
