using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class ImageCorruptionTests
{
    private static readonly TrialSeeds Seeds = new(3, 1, [RandomStream.Augment]);
    private static readonly SampleShape Grey = new(7, 9, 1, true);
    private static readonly SampleShape Color = new(5, 6, 3, true);

    [Fact]
    public void Of_NothingAsked_IsNull()
    {
        Assert.Null(ImageCorruption.Of(null, Grey, Seeds));
        Assert.Null(ImageCorruption.Of(new(), Grey, Seeds));
        Assert.NotNull(ImageCorruption.Of(new() { Jpeg = 100 }, Grey, Seeds));
    }

    /// <summary>scipy 1.10.1: floor(gaussian_filter(image, 1.3, mode="nearest") + 0.5), truncate 4 by default.</summary>
    [Fact]
    public void Apply_Blur_IsScipysGaussianFilter() => Assert.Equal(
        [
            44, 67, 94, 119, 136, 139, 123, 94, 72, 76, 92, 108, 120, 127, 128, 120, 103, 87, 109, 114, 115, 116, 120, 125, 125, 115, 101, 126, 121, 116, 116, 121,
            127, 129, 123, 116, 118, 116, 118, 122, 124, 124, 123, 123, 126, 99, 112, 123, 127, 124, 119, 115, 117, 128, 90, 114, 128, 128, 123, 117, 111, 115, 133,
        ],
        Numbers(Corrupted(new() { Blur = 1.3 }, Grey)));

    /// <summary>scipy 1.10.1, each channel by itself.</summary>
    [Fact]
    public void Apply_BlurOfColor_FiltersEachChannel() => Assert.Equal(
        [
            25, 116, 182, 54, 142, 139, 91, 164, 68, 126, 169, 61, 149, 149, 94, 149, 81, 120, 66, 154, 151, 97, 169, 105, 124, 152, 86, 134, 118, 109, 135, 114,
            136, 103, 110, 139, 117, 188, 95, 136, 166, 100, 127, 126, 118, 99, 114, 133, 104, 131, 140, 107, 134, 113, 155, 167, 102, 136, 133, 126, 100, 129, 120,
            97, 150, 98, 121, 143, 110, 129, 108, 122, 165, 99, 137, 104, 116, 139, 91, 157, 91, 129, 173, 81, 145, 125, 124, 96, 99, 167,
        ],
        Numbers(Corrupted(new() { Blur = 0.8 }, Color)));

    /// <summary>Pillow 9.4.0, mode F: resize to 3 x 2 (9 / 3 and 7 / 3 rounded) with BILINEAR, and back.</summary>
    [Fact]
    public void Apply_Rescale_IsPillowsResizeDownAndUp() => Assert.Equal(
        [
            107, 107, 113, 120, 127, 122, 117, 112, 112, 107, 107, 113, 120, 127, 122, 117, 112, 112, 108, 108, 114, 120, 126, 122, 117, 113, 113, 111, 111, 116, 121,
            126, 122, 117, 113, 113, 113, 113, 117, 121, 125, 121, 118, 114, 114, 114, 114, 118, 121, 125, 121, 118, 114, 114, 114, 114, 118, 121, 125, 121, 118, 114, 114,
        ],
        Numbers(Corrupted(new() { Rescale = 3 }, Grey)));

    [Theory]
    [InlineData(32)]
    [InlineData(20.5)]
    public void Apply_RescaleToOnePixel_LeavesTheFlatWeightedMean(double factor)
    {
        byte[] pixels = Corrupted(new() { Rescale = factor }, Grey);
        Assert.All(pixels, value => Assert.Equal(pixels[0], value));
    }

    [Fact]
    public void Apply_Brightness_AddsAndClampsAndRoundsHalfUp()
    {
        SampleShape shape = new(1, 4, 1, true);
        Assert.Equal([10, 110, 255, 255], Numbers(Corrupted(new() { Brightness = 10 / 255.0 }, shape, [0, 100, 250, 255])));
        Assert.Equal([0, 0, 75, 128], Numbers(Corrupted(new() { Brightness = -0.5 }, shape, [0, 100, 202, 255])));
    }

    [Fact]
    public void Apply_Contrast_ScalesTheDistanceFromTheMeanOfAllChannels()
    {
        // Mean 100.
        byte[] pixels = [40, 100, 160, 60, 110, 130];
        SampleShape shape = new(2, 1, 3, true);
        Assert.Equal([70, 100, 130, 80, 105, 115], Numbers(Corrupted(new() { Contrast = 0.5 }, shape, pixels)));
        Assert.Equal([100, 100, 100, 100, 100, 100], Numbers(Corrupted(new() { Contrast = 0 }, shape, pixels)));
        Assert.Equal([0, 100, 255, 0, 130, 190], Numbers(Corrupted(new() { Contrast = 3 }, shape, pixels)));
    }

    [Fact]
    public void Apply_Noise_HasItsDeviationPerPixelAndChannel()
    {
        SampleShape shape = new(64, 64, 3, true);
        byte[] grey = [.. Enumerable.Repeat((byte)128, shape.Size)];
        double[] noise = [.. Corrupted(new() { Noise = 0.1 }, shape, grey).Select(value => value - 128.0)];
        Assert.Equal(0, noise.Average(), 5 * 25.5 / Math.Sqrt(noise.Length));

        // Rounding adds a variance of 1/12; a standard deviation has a standard error of deviation / sqrt(2 n).
        Assert.Equal(Math.Sqrt((25.5 * 25.5) + (1 / 12.0)), Math.Sqrt(noise.Average(value => value * value)), 5 * 25.5 / Math.Sqrt(2.0 * noise.Length));
        Assert.Equal(0, noise.Zip(noise.Skip(1), (one, next) => one * next / 650).Average(), 5 / Math.Sqrt(noise.Length));
        Assert.Equal(0, noise.Zip(noise.Skip(3), (one, next) => one * next / 650).Average(), 5 / Math.Sqrt(noise.Length));
    }

    [Fact]
    public void Apply_Noise_DependsOnSeedDataStreamSourceAndIndexAlone()
    {
        CorruptOptions noise = new() { Noise = 0.1 };
        byte[] one = Corrupted(noise, Grey);
        Assert.Equal(one, Corrupted(noise, Grey, seeds: Seeds with { Repeat = 5, Vary = [RandomStream.Split, RandomStream.Init] }));
        Assert.NotEqual(one, Corrupted(noise, Grey, seeds: Seeds with { Repeat = 5, Vary = [RandomStream.Data] }));
        Assert.NotEqual(one, Corrupted(noise, Grey, seeds: Seeds with { Seed = 4 }));
        Assert.NotEqual(one, Corrupted(noise, Grey, index: 1));
        Assert.NotEqual(one, Corrupted(noise, Grey, isOfTestSource: false));
        byte[] stronger = Corrupted(noise with { Noise = 0.2 }, Grey);
        byte[] image = Image(Grey);
        Assert.All(Enumerable.Range(0, one.Length).Where(at => image[at] is > 80 and < 170), at =>
            Assert.Equal(2 * (one[at] - image[at]), stronger[at] - image[at], 1.01));
    }

    /// <summary>Pillow 9.4.0 (libjpeg-turbo too): the first 4 rows of an 8 x 16 image saved at this quality and read again. Decoders may differ by one.</summary>
    [Theory]
    [MemberData(nameof(GreyJpegs))]
    public void Apply_JpegOfGrey_IsPillowsWithinOne(int quality, int[] expected)
    {
        SampleShape shape = new(8, 16, 1, true);
        byte[] pixels = Corrupted(new() { Jpeg = quality }, shape, [.. Enumerable.Range(0, 128).Select(at => (byte)Ramp(at % 16, at / 16, 0))]);
        Assert.All(expected.Index(), value => Assert.InRange(pixels[value.Index], value.Item - 1, value.Item + 1));
    }

    public static TheoryData<int, int[]> GreyJpegs => new()
    {
        {
            10,
            [
                31, 39, 55, 77, 99, 121, 137, 145, 111, 119, 135, 157, 179, 201, 217, 225, 35, 43, 58, 77, 99, 118, 133, 141,
                115, 123, 138, 157, 179, 198, 213, 221, 43, 50, 63, 79, 97, 113, 126, 133, 123, 130, 143, 159, 177, 193, 206, 213,
                54, 59, 69, 81, 95, 107, 117, 122, 134, 139, 149, 161, 175, 187, 197, 202,
            ]
        },
        {
            90,
            [
                41, 52, 58, 69, 112, 122, 128, 139, 121, 132, 138, 148, 192, 202, 208, 219, 38, 50, 63, 69, 112, 117, 130, 142,
                118, 130, 143, 149, 191, 197, 210, 222, 42, 47, 60, 67, 113, 120, 133, 138, 122, 127, 140, 147, 193, 200, 213, 218,
                42, 48, 61, 74, 106, 119, 132, 138, 122, 128, 141, 154, 186, 199, 212, 218,
            ]
        },
    };

    /// <summary>Pillow 9.4.0: row 5 of a 16 x 16 colour image. Chroma is interpolated in another way here and there.</summary>
    [Theory]
    [MemberData(nameof(ColorJpegs))]
    public void Apply_JpegOfColor_IsNearPillows(int quality, int[] expected)
    {
        SampleShape shape = new(16, 16, 3, true);
        byte[] pixels = Corrupted(new() { Jpeg = quality }, shape, [.. Enumerable.Range(0, shape.Size).Select(at => (byte)Ramp(at / 3 % 16, at / 48, at % 3))]);
        Assert.All(expected.Index(), value => Assert.InRange(pixels[(5 * 48) + value.Index], value.Item - 2, value.Item + 2));
    }

    public static TheoryData<int, int[]> ColorJpegs => new()
    {
        {
            50,
            [
                83, 114, 99, 89, 117, 103, 93, 117, 104, 90, 107, 99, 85, 94, 89, 85, 85, 85, 93, 80, 89, 104, 80, 94,
                155, 117, 138, 166, 118, 144, 174, 115, 147, 174, 104, 141, 169, 91, 133, 168, 82, 129, 170, 80, 131, 176, 84, 135,
            ]
        },
        {
            95,
            [
                74, 115, 97, 78, 115, 98, 88, 114, 103, 101, 116, 111, 80, 84, 85, 91, 86, 92, 99, 86, 96, 108, 84, 100,
                150, 115, 137, 162, 116, 142, 168, 113, 144, 179, 115, 150, 161, 86, 127, 170, 87, 133, 180, 83, 136, 188, 85, 140,
            ]
        },
    };

    /// <summary>Naive loops over doubles: blur, then brightness, then contrast, rounded once. Any other order gives other values.</summary>
    [Fact]
    public void Apply_Several_GoesInTheDocumentedOrderAndRoundsOnce()
    {
        double[] values = [.. Image(Grey).Select(value => (double)value)];
        values = Naive(values, 1.0);
        values = [.. values.Select(value => Math.Clamp(value + (0.3 * 255), 0, 255))];
        double mean = values.Average();
        values = [.. values.Select(value => Math.Clamp(mean + (1.7 * (value - mean)), 0, 255))];
        byte[] actual = Corrupted(new() { Contrast = 1.7, Brightness = 0.3, Blur = 1 }, Grey);
        Assert.All(values.Index(), value => Assert.Equal(Math.Floor(value.Item + 0.5), actual[value.Index], Math.Abs((value.Item % 1) - 0.5) < 1e-3 ? 1.0 : 0.0));
        byte[] withNoise = Corrupted(new() { Contrast = 1.7, Brightness = 0.3, Blur = 1, Noise = 1e-6 }, Grey);
        Assert.True(actual.Zip(withNoise, (one, other) => Math.Abs(one - other)).Max() <= 1);
    }

    [Fact]
    public void Apply_JpegAfterOthers_EncodesTheirBytes()
    {
        CorruptOptions blur = new() { Blur = 2, Noise = 0.1 };
        Assert.Equal(
            Corrupted(new() { Jpeg = 20 }, Color, Corrupted(blur, Color)),
            Corrupted(blur with { Jpeg = 20 }, Color));
    }

    [Fact]
    public void Apply_ManyThreads_GiveTheSame()
    {
        CorruptOptions all = new() { Rescale = 2, Blur = 1, Brightness = -0.1, Contrast = 0.8, Noise = 0.05, Jpeg = 40 };
        ImageCorruption corruption = ImageCorruption.Of(all, Color, Seeds)!;
        byte[][] expected = [.. Enumerable.Range(0, 40).Select(index => Corrupted(all, Color, index: index))];
        Parallel.For(0, 400, position =>
        {
            byte[] pixels = Image(Color);
            corruption.Apply(pixels, isOfTestSource: true, position % 40);
            Assert.Equal(expected[position % 40], pixels);
        });
    }

    private static byte[] Corrupted(CorruptOptions options, SampleShape shape, byte[]? image = null, TrialSeeds? seeds = null, int index = 0, bool isOfTestSource = true)
    {
        byte[] pixels = [.. image ?? Image(shape)];
        ImageCorruption.Of(options, shape, seeds ?? Seeds)!.Apply(pixels, isOfTestSource, index);
        return pixels;
    }

    private static IEnumerable<int> Numbers(byte[] pixels) => pixels.Select(value => (int)value);

    private static byte[] Image(SampleShape shape) =>
    [
        .. from y in Enumerable.Range(0, shape.Height)
           from x in Enumerable.Range(0, shape.Width)
           from channel in Enumerable.Range(0, shape.Channels)
           select (byte)(((x * 37) + (y * 53) + (channel * 91) + (x * y * 7)) % 256),
    ];

    private static int Ramp(int x, int y, int channel) =>
        40 + (channel == 0 ? 10 * x : channel == 1 ? 9 * y : 5 * (x + y)) + ((((x / 4) + (y / 4)) % 2) * 30);

    /// <summary>The two-dimensional sum itself.</summary>
    private static double[] Naive(double[] image, double deviation)
    {
        int radius = (int)((4 * deviation) + 0.5);
        double Weight(int offset) => Math.Exp(-offset * offset / (2 * deviation * deviation));
        double total = Enumerable.Range(-radius, (2 * radius) + 1).Sum(Weight);
        return
        [
            .. Enumerable.Range(0, image.Length).Select(at =>
                (from down in Enumerable.Range(-radius, (2 * radius) + 1)
                 from right in Enumerable.Range(-radius, (2 * radius) + 1)
                 let row = Math.Clamp((at / 9) + down, 0, 6)
                 let column = Math.Clamp((at % 9) + right, 0, 8)
                 select image[(row * 9) + column] * Weight(down) * Weight(right)).Sum() / (total * total)),
        ];
    }
}
