using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>The preprocessing of images as ONNX Runtime computes it, bit for bit against the project's own, and against the runtime's operator Resize.</summary>
public class OnnxImageInputTests
{
    public static TheoryData<ResizeMode, int, int, int, int> Sizes => new(
        from mode in Enum.GetValues<ResizeMode>()
        from size in ((int, int, int, int)[])[(30, 40, 32, 32), (97, 133, 16, 24), (200, 50, 32, 32), (64, 64, 64, 64), (64, 100, 64, 64), (1, 7, 5, 3), (3, 1, 1, 1), (480, 641, 20, 30), (33, 32, 32, 32)]
        select (mode, size.Item1, size.Item2, size.Item3, size.Item4));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Write_EverySizeAndMode_GivesTheBitsOfTheProject(ResizeMode mode, int height, int width, int toHeight, int toWidth)
    {
        byte[] pixels = Noise(height * width * 3, height + width);
        FittedImages fitted = Fitted(toHeight, toWidth, 3, mode);

        Assert.Equal(Expected(pixels, height, width, 3, fitted), Run(pixels, height, width, 3, fitted));
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    public void Write_OtherChannels_GivesTheBitsOfTheProject(int decoded, int channels)
    {
        byte[] pixels = Noise(37 * 29 * decoded, 4);
        FittedImages fitted = Fitted(16, 20, channels, ResizeMode.Crop);

        Assert.Equal(Expected(pixels, 37, 29, decoded, fitted), Run(pixels, 37, 29, decoded, fitted));
    }

    [Theory]
    [InlineData(ChannelOrder.Bgr)]
    [InlineData(ChannelOrder.Rgb)]
    public void Write_ImagesThatKeepTheirSize_AreNormalisedInTheOrderOfTheTestPath(ChannelOrder order)
    {
        FittedImages fitted = Fitted(1, 2, 3, ResizeMode.Stretch) with { WidthMustMatch = true, HeightMustMatch = true };
        fitted = fitted with { Test = fitted.Test with { ChannelOrder = order, Scale = [1, 2, 3], Offset = [0.5f, 0, -1] } };

        float[] expected = order == ChannelOrder.Rgb ? [10.5f, 40, 89, 40.5f, 100, 179] : [30.5f, 40, 29, 60.5f, 100, 119];
        Assert.Equal(expected, Run([10, 20, 30, 40, 50, 60], 1, 2, 3, fitted));
    }

    [Fact]
    public void Write_SeveralImagesAtOnce_AreThoseOneByOne()
    {
        FittedImages fitted = Fitted(12, 10, 3, ResizeMode.Pad);
        byte[] both = Noise(2 * 19 * 23 * 3, 9);
        float[] one = Run(both[..(19 * 23 * 3)], 19, 23, 3, fitted);
        float[] other = Run(both[(19 * 23 * 3)..], 19, 23, 3, fitted);

        Assert.Equal([.. one, .. other], Run(both, 19, 23, 3, fitted));
    }

    [Theory]
    [InlineData(30, 40)]
    [InlineData(97, 133)]
    [InlineData(200, 50)]
    [InlineData(480, 640)]
    public void Write_AgainstTheOperatorResize_DiffersByRoundingAlone(int height, int width)
    {
        byte[] pixels = Noise(height * width, 3);
        float[] ours = Run(pixels, height, width, 1, Fitted(64, 64, 1, ResizeMode.Stretch));
        OnnxGraph graph = new("test");
        OnnxValue image = graph.Input("image", OnnxElement.Float, "batch", "channels", "height", "width");
        OnnxValue none = new(graph, "", OnnxElement.Float);
        OnnxValue resized = graph.Node(
            "Resize",
            OnnxElement.Float,
            [image, none, none, graph.Indexes(64, 64)],
            new("mode", "linear"),
            new("antialias", 1L),
            new("exclude_outside", 1L),
            new("axes", (long[])[2, 3]),
            new("coordinate_transformation_mode", "half_pixel"));
        graph.Output("resized", resized, "batch", "channels", 64L, 64L);
        using OnnxSession session = OnnxSession.Open(OnnxModelFile.Write(graph, []), "test");
        float[] theirs = session.Run([new OnnxInput("image", pixels.Select(value => (float)value).ToArray(), [1, 1, height, width])], "resized");

        // Ours are whole numbers (scale 1, offset 0 for a grey image here): a runtime's own weights move a value by less than a thousandth before it is rounded.
        Assert.All(ours.Zip(theirs), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.501));
    }

    private static FittedImages Fitted(int height, int width, int channels, ResizeMode mode)
    {
        FittedImagePath path = new()
        {
            Resize = mode,
            ChannelOrder = ChannelOrder.Rgb,
            Scale = channels == 1 ? [1] : [0.017f, 1 / 127.5f, 0.3f],
            Offset = channels == 1 ? [0] : [-1.7f, -1, 0.25f],
        };
        return new FittedImages
        {
            Classes = ["a", "b"],
            Height = height,
            Width = width,
            Channels = channels,
            HeightMustMatch = false,
            WidthMustMatch = false,
            Mean = [.. Enumerable.Repeat(0.0, channels)],
            StandardDeviation = [.. Enumerable.Repeat(1.0, channels)],
            Training = path,
            Test = path,
        };
    }

    private static float[] Run(byte[] pixels, int height, int width, int channels, FittedImages fitted)
    {
        OnnxGraph graph = new("test");
        OnnxValue prepared = OnnxImageInput.Write(graph, fitted, channels);
        graph.Output("prepared", prepared, "batch", (long)fitted.Height, (long)fitted.Width, (long)fitted.Channels);
        using OnnxSession session = OnnxSession.Open(OnnxModelFile.Write(graph, []), "test");
        int images = pixels.Length / (height * width * channels);
        return session.Run([new OnnxInput(OnnxImageInput.Name, pixels, [images, height, width, channels])], "prepared");
    }

    /// <summary>Through the decoder's layout: four bytes per coloured pixel.</summary>
    private static float[] Expected(byte[] pixels, int height, int width, int channels, FittedImages fitted)
    {
        byte[] decoded = channels == 1 ? pixels : [.. pixels.Chunk(3).SelectMany(pixel => (byte[])[.. pixel, 255])];
        byte[] resized = new byte[fitted.Shape.Size];
        new ResizeWorkspace().Resize(new DecodedImage(decoded, width, height, channels == 1 ? 1 : 4), fitted.Target(PreprocessingPath.Test), fitted.Channels, resized);
        float[] expected = new float[resized.Length];
        fitted.Test.Normalization().Apply(resized, expected);
        return expected;
    }

    private static byte[] Noise(int length, int seed)
    {
        CounterRandom draws = new(seed, 0, RandomStream.Data);
        byte[] bytes = new byte[length];
        for (int index = 0; index < length; index++)
        {
            bytes[index] = (byte)draws.NextInt(256);
        }

        return bytes;
    }
}
