using MlPipelines.Audits;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class ImagePropertiesTests
{
    /// <summary>numpy 1.24.2 and scipy.ndimage.convolve of scipy 1.10.1 on the inner pixels.</summary>
    [Fact]
    public void Measure_GreyImage_IsNumpys()
    {
        SamplePicture picture = Picture(7, 5, 1, (x, y, _) => (x * 37) + (y * 91) + (x * y * 13));
        AssertAre([0.5083473389355742, 0.28364021176042514, 5.307817515995276, 0.36348840514039077], Measured(picture));
    }

    /// <summary>The same; brightness is 0.299 R + 0.587 G + 0.114 B, saturation that of HSV.</summary>
    [Fact]
    public void Measure_ColorImage_IsNumpys()
    {
        SamplePicture picture = Picture(7, 5, 3, (x, y, channel) => (x * 37) + (y * 91) + (channel * 57) + (x * y * 13));
        AssertAre(
            [0.526884593837535, 0.1853060343656023, 4.840166054152972, 0.2269006467472516, 0.7154940894648285, 0.5083473389355743, 0.5310924369747899, 0.5538375350140056],
            Measured(picture));
    }

    [Fact]
    public void Measure_FlatImage_HasNoContrastSharpnessOrNoise()
    {
        AssertAre([77 / 255.0, 0, 0, 0], Measured(Picture(6, 6, 1, (_, _, _) => 77)));
        AssertAre([0, 0, 0, 0, 0, 0, 0, 0], Measured(Picture(3, 3, 3, (_, _, _) => 0)));
    }

    [Fact]
    public void Measure_PalerCopy_IsAsSharp()
    {
        double[] image = Measured(Picture(12, 9, 1, (x, y, _) => (((x * 11) + (y * y * 7)) % 50) * 4));
        double[] paler = Measured(Picture(12, 9, 1, (x, y, _) => 20 + (((x * 11) + (y * y * 7)) % 50)));
        Assert.Equal(image[2], paler[2], 1e-6);
        Assert.Equal(image[1], 4 * paler[1], 1e-6);
    }

    /// <summary>Immerkær's estimate of Gaussian noise of standard deviation 0.05 on a ramp, which itself is no noise.</summary>
    [Fact]
    public void Measure_NoiseOnARamp_IsEstimated()
    {
        MlPipelines.Configuration.CounterRandom random = new(1, 0, MlPipelines.Configuration.RandomStream.Data);
        double[] drawn = [.. Enumerable.Range(0, 64 * 64).Select(_ => random.NextNormal())];
        double[] noisy = Measured(Picture(64, 64, 1, (x, y, _) => (int)Math.Round(60 + (x * 2) + (0.05 * 255 * drawn[(y * 64) + x]))));
        Assert.InRange(noisy[3], 0.045, 0.055);
        Assert.Equal(0, Measured(Picture(64, 64, 1, (x, _, _) => 60 + (x * 2)))[3], 1e-6);
    }

    [Theory]
    [InlineData(2, 9, 1, new[] { "brightness", "contrast" })]
    [InlineData(9, 2, 3, new[] { "brightness", "contrast", "saturation", "red", "green", "blue" })]
    [InlineData(3, 3, 1, new[] { "brightness", "contrast", "sharpness", "noise" })]
    public void Names_SmallImages_LeaveOutWhatHasNoInnerPixel(int width, int height, int channels, string[] names)
    {
        Assert.Equal(names, ImageProperties.Names(new SampleShape(height, width, channels, IsImage: true)));
        Assert.All(Measured(Picture(width, height, channels, (x, y, channel) => (x * 50) + (y * 20) + channel)), value => Assert.True(double.IsFinite(value)));
    }

    private static double[] Measured(SamplePicture picture)
    {
        double[] values = new double[ImageProperties.Names(new SampleShape(picture.Height, picture.Width, picture.Channels, IsImage: true)).Count];
        ImageProperties.Measure(picture, new float[picture.Width * picture.Height], values);
        return values;
    }

    private static SamplePicture Picture(int width, int height, int channels, Func<int, int, int, int> value) => new(
        width,
        height,
        channels,
        [
            .. from y in Enumerable.Range(0, height)
               from x in Enumerable.Range(0, width)
               from channel in Enumerable.Range(0, channels)
               select (byte)(value(x, y, channel) % 256),
        ]);

    private static void AssertAre(double[] expected, double[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }
}
