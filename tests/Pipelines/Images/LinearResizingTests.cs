using CsCheck;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class LinearResizingTests
{
    // Figures of Pillow 9.4.0, Image.resize(..., Image.BILINEAR), on Pattern below. Pillow rounds after each axis, this once: 1 of 255 apart at most.
    [Theory]
    [InlineData(5, 4, 0, new[] { 37, 109, 135, 128, 145 })]
    [InlineData(5, 4, 1, new[] { 111, 134, 134, 129, 145 })]
    [InlineData(5, 4, 2, new[] { 149, 115, 126, 102, 146 })]
    [InlineData(5, 4, 3, new[] { 142, 125, 130, 104, 120 })]
    [InlineData(20, 17, 0, new[] { 0, 7, 17, 30, 45, 62, 83, 106, 131, 160, 190, 223, 99, 41, 81, 125, 171, 219, 136, 52 })]
    [InlineData(20, 17, 8, new[] { 125, 148, 181, 217, 146, 39, 83, 128, 176, 227, 197, 86, 139, 129, 26, 73, 142, 212, 152, 85 })]
    public void Resize_Grey13x11_EqualsPillow(int width, int height, int row, int[] expected)
    {
        byte[] resized = Resize(Pattern(13, 11, 1), 13, 11, 1, width, height, ResizeMode.Stretch);
        Assert.All(expected, (value, x) => Assert.InRange(resized[(row * width) + x] - value, -1, 1));
    }

    [Fact]
    public void Resize_Color16To3_EqualsPillow()
    {
        int[] expected =
        [
            106, 123, 129, 132, 121, 119, 142, 122, 133, 131, 123, 129, 122, 133, 124, 133, 114, 130, 126, 122, 135, 137, 124, 126, 124, 121, 121,
        ];
        byte[] resized = Resize(WithFourth(Pattern(16, 16, 3)), 16, 16, 4, 3, 3, ResizeMode.Stretch);
        Assert.All(expected, (value, index) => Assert.InRange(resized[index] - value, -1, 1));
    }

    [Fact]
    public void Resize_AnySizes_EqualsNaiveTriangleFilter() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Byte.Array[40 * 40]).Sample((w, h, toWidth, toHeight, bytes) =>
        {
            byte[] source = bytes[..(w * h)];
            byte[] resized = Resize(source, w, h, 1, toWidth, toHeight, ResizeMode.Stretch);
            double[] naive = Naive(source, w, h, toWidth, toHeight);
            for (int index = 0; index < naive.Length; index++)
            {
                Assert.InRange(resized[index], naive[index] - 0.501, naive[index] + 0.501);
            }
        }, iter: 100);

    [Fact]
    public void Resize_ConstantColor_StaysConstant() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 300], Gen.Int[1, 64], Gen.Byte).Sample((w, h, size, value) =>
        {
            byte[] source = new byte[w * h * 4];
            Array.Fill(source, value);
            Assert.All(Resize(source, w, h, 4, size, size, ResizeMode.Stretch), result => Assert.Equal(value, result));
        }, iter: 30);

    [Theory]
    [InlineData(ResizeMode.Crop, 40, 20, 10, 10, 20, 10)]
    [InlineData(ResizeMode.Crop, 20, 40, 10, 10, 10, 20)]
    [InlineData(ResizeMode.Crop, 30, 20, 7, 5, 8, 5)]
    [InlineData(ResizeMode.Pad, 40, 20, 10, 10, 10, 5)]
    [InlineData(ResizeMode.Pad, 1000, 1, 10, 10, 10, 1)]
    [InlineData(ResizeMode.Pad, 30, 20, 7, 5, 7, 5)]
    [InlineData(ResizeMode.Stretch, 40, 20, 10, 10, 10, 10)]
    public void ScaledSize_Mode_KeepsTheShape(ResizeMode mode, int width, int height, int toWidth, int toHeight, int scaledWidth, int scaledHeight) =>
        Assert.Equal((scaledWidth, scaledHeight), ResizePlan.ScaledSize(width, height, toWidth, toHeight, mode));

    [Fact]
    public void Resize_Crop_IsTheMiddleOfTheScaledImage()
    {
        byte[] source = Pattern(40, 21, 1);
        byte[] whole = Resize(source, 40, 21, 1, 19, 10, ResizeMode.Stretch);
        byte[] cropped = Resize(source, 40, 21, 1, 10, 10, ResizeMode.Crop);
        for (int y = 0; y < 10; y++)
        {
            Assert.Equal(whole.AsSpan((y * 19) + 4, 10), cropped.AsSpan(y * 10, 10));
        }
    }

    [Fact]
    public void Resize_Pad_IsTheScaledImageOnBlack()
    {
        byte[] source = Pattern(40, 20, 1);
        byte[] whole = Resize(source, 40, 20, 1, 10, 5, ResizeMode.Stretch);
        byte[] padded = Resize(source, 40, 20, 1, 10, 10, ResizeMode.Pad);
        Assert.All(padded[..20], value => Assert.Equal(0, value));
        Assert.Equal(whole, padded[20..70]);
        Assert.All(padded[70..], value => Assert.Equal(0, value));
    }

    // Pillow 9.4.0, convert("L").
    [Fact]
    public void ToLuma_Color_EqualsPillow()
    {
        byte[] luma = new byte[256];
        PixelColors.ToLuma(WithFourth(Pattern(16, 16, 3)), luma);
        Assert.Equal([41, 55, 75, 101, 133, 171, 186, 85, 65, 127, 195, 89, 93, 179, 91, 113], luma[..16]);
    }

    [Fact]
    public void IsGrey_OneColoredPixelAnywhere_IsFound()
    {
        byte[] grey = [.. Enumerable.Range(0, 77).SelectMany(value => new[] { (byte)value, (byte)value, (byte)value, (byte)0xFF })];
        Assert.True(PixelColors.IsGrey(grey));
        for (int index = 0; index < grey.Length; index++)
        {
            byte[] changed = [.. grey];
            changed[index] ^= 1;
            Assert.Equal(index % 4 == 3, PixelColors.IsGrey(changed));
        }
    }

    private static byte[] Resize(byte[] source, int width, int height, int channels, int toWidth, int toHeight, ResizeMode mode)
    {
        byte[] result = new byte[toWidth * toHeight * (channels == 4 ? 3 : 1)];
        Array.Fill(result, (byte)99);
        LinearResizing.Resize(source, channels, new ResizePlan(width, height, toWidth, toHeight, mode), new float[width * channels], result);
        return result;
    }

    private static byte[] Pattern(int width, int height, int channels) =>
    [
        .. from y in Enumerable.Range(0, height)
           from x in Enumerable.Range(0, width)
           from channel in Enumerable.Range(0, channels)
           select (byte)((x * x * 3) + (y * y * 5) + (x * y * 7) + (channel * 50) + (x * 11)),
    ];

    private static byte[] WithFourth(byte[] rgb) => [.. rgb.Chunk(3).SelectMany(pixel => pixel.Append((byte)0xFF))];

    /// <summary>Every output from every input, straight from the definition.</summary>
    private static double[] Naive(byte[] source, int width, int height, int toWidth, int toHeight)
    {
        double Weight(int input, int output, int length, int toLength)
        {
            double scale = Math.Max(1, (double)length / toLength);
            double place = ((output + 0.5) * length / toLength) - 0.5;
            return Math.Max(0, 1 - (Math.Abs(input - place) / scale));
        }

        double[] result = new double[toWidth * toHeight];
        for (int output = 0; output < result.Length; output++)
        {
            (double sum, double weights) = (0, 0);
            for (int input = 0; input < source.Length; input++)
            {
                double weight = Weight(input % width, output % toWidth, width, toWidth) * Weight(input / width, output / toWidth, height, toHeight);
                (sum, weights) = (sum + (weight * source[input]), weights + weight);
            }

            result[output] = sum / weights;
        }

        return result;
    }
}
