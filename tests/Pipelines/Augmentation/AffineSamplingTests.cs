using CsCheck;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class AffineSamplingTests
{
    private static readonly SampleShape Shape = new(4, 5, 1, true);

    private static readonly float[] Image =
        [.. from y in Enumerable.Range(0, 4) from x in Enumerable.Range(0, 5) select (float)(((x * x * 3) + (y * y * 5) + (x * y * 7) + (x * 11)) % 256)];

    // SciPy 1.10.1: ndimage.affine_transform(image, [[0.9, 0.2], [-0.3, 1.1]], [-1.3, 2.2], order=1, mode=..., cval=100), rounded to 4 places.
    [Theory]
    [InlineData(FillMode.Nearest, new[] { 39.2, 69.6, 92.0, 92.0, 92.0, 32.0, 60.0, 92.0, 98.6, 105.2, 34.1, 68.93, 114.04, 129.3, 137.9, 43.74, 85.28, 137.1, 168.0, 178.6 })]
    [InlineData(FillMode.Constant, new[] { 100.0, 100.0, 99.52, 100.0, 100.0, 59.2, 68.0, 92.8, 100.0, 100.0, 34.1, 68.93, 114.04, 102.93, 100.0, 43.74, 85.28, 137.1, 127.2, 100.0 })]
    [InlineData(FillMode.Reflect, new[] { 45.32, 72.41, 92.0, 76.0, 44.4, 32.0, 60.0, 92.0, 91.92, 61.76, 34.1, 68.93, 114.04, 129.3, 96.8, 43.74, 85.28, 137.1, 168.0, 145.42 })]
    [InlineData(FillMode.Wrap, new[] { 118.28, 179.09, 141.06, 45.85, 65.3, 65.96, 81.6, 82.8, 4.08, 25.64, 34.1, 68.93, 114.04, 18.78, 32.6, 43.74, 85.28, 137.1, 79.2, 45.58 })]
    public void Move_AffineMap_EqualsSciPy(FillMode mode, double[] expected)
    {
        // SciPy maps (row, column) of the output to the input about the first pixel; here (x, y) of the input to the output about the centre.
        AffineMap toInput = new(1.1, -0.3, 2.2 - (0.3 * 1.5) + (1.1 * 2) - 2, 0.2, 0.9, -1.3 + (0.9 * 1.5) + (0.2 * 2) - 1.5);
        float[] moved = Move(Image, Shape, toInput.Inverse(), mode, 100);
        Assert.All(expected, (value, index) => Assert.Equal(value, moved[index], 2e-4));
    }

    [Fact]
    public void Move_RotationBy90Degrees_IsExact()
    {
        SampleShape square = new(5, 5, 1, true);
        float[] image = [.. Enumerable.Range(0, 25).Select(value => (float)value)];
        float[] moved = Move(image, square, RandomRotation.ByDegrees(90), FillMode.Constant, -1);
        for (int y = 0; y < 5; y++)
        {
            for (int x = 0; x < 5; x++)
            {
                // Counter-clockwise: the right column becomes the top row.
                Assert.Equal(image[(x * 5) + 4 - y], moved[(y * 5) + x], 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(-3, 2)]
    public void Move_WholePixels_ShiftsThem(int right, int down)
    {
        float[] moved = Move(Image, Shape, new AffineMap(1, 0, right, 0, 1, down), FillMode.Constant, 7);
        for (int index = 0; index < Image.Length; index++)
        {
            (int x, int y) = ((index % 5) - right, (index / 5) - down);
            Assert.Equal(x is >= 0 and < 5 && y is >= 0 and < 4 ? Image[(y * 5) + x] : 7, moved[index]);
        }
    }

    [Fact]
    public void Move_Mirrored_IsExact()
    {
        float[] mirrored = Move(Image, Shape, new AffineMap(-1, 0, 0, 0, 1, 0), FillMode.Constant, 7);
        float[] upsideDown = Move(Image, Shape, new AffineMap(1, 0, 0, 0, -1, 0), FillMode.Constant, 7);
        for (int index = 0; index < Image.Length; index++)
        {
            Assert.Equal(Image[(index / 5 * 5) + 4 - (index % 5)], mirrored[index]);
            Assert.Equal(Image[((3 - (index / 5)) * 5) + (index % 5)], upsideDown[index]);
        }
    }

    /// <summary>The fast interior, the edges and three channels against one plain loop.</summary>
    [Fact]
    public void Move_AnyMap_EqualsNaiveLoop()
    {
        Gen<double> factor = Gen.Double[-2, 2];
        Gen<AffineMap> map = Gen.Select(factor, factor, Gen.Double[-9, 9], factor, factor, Gen.Double[-9, 9])
            .Select(v => new AffineMap(v.Item1, v.Item2, v.Item3, v.Item4, v.Item5, v.Item6))
            .Where(m => Math.Abs((m.XX * m.YY) - (m.XY * m.YX)) > 0.05);
        Gen.Select(map, Gen.Int[1, 9], Gen.Int[1, 9], Gen.Bool.Select(isColor => isColor ? 3 : 1), Gen.Enum<FillMode>()).Sample((m, width, height, channels, mode) =>
        {
            SampleShape shape = new(height, width, channels, true);
            float[] image = [.. Enumerable.Range(0, shape.Size).Select(index => (float)(index * 37 % 256))];
            float[] moved = Move(image, shape, m, mode, 50);
            for (int index = 0; index < moved.Length; index++)
            {
                Assert.Equal(Naive(image, shape, m.Inverse(), mode, index), moved[index], 0.01);
            }
        }, iter: 300);
    }

    [Theory]
    [InlineData(FillMode.Nearest, "000 0123 333")]
    [InlineData(FillMode.Reflect, "210 0123 321")]
    [InlineData(FillMode.Wrap, "123 0123 012")]
    [InlineData(FillMode.Constant, "--- 0123 ---")]
    public void Index_BeyondTheEdges_FollowsTheMode(FillMode mode, string expected)
    {
        string text = string.Concat(Enumerable.Range(-3, 10).Select(index => EdgeExtension.Index(index, 4, mode)).Select(i => i < 0 ? "-" : $"{i}"));
        Assert.Equal(expected.Replace(" ", "", StringComparison.Ordinal), text);
    }

    private static double Naive(float[] image, SampleShape shape, AffineMap back, FillMode mode, int index)
    {
        int pixel = index / shape.Channels;
        (double x, double y) = ((pixel % shape.Width) - ((shape.Width - 1) / 2.0), (pixel / shape.Width) - ((shape.Height - 1) / 2.0));
        double column = (back.XX * x) + (back.XY * y) + back.X + ((shape.Width - 1) / 2.0);
        double row = (back.YX * x) + (back.YY * y) + back.Y + ((shape.Height - 1) / 2.0);
        double sum = 0;
        for (int dy = 0; dy < 2; dy++)
        {
            for (int dx = 0; dx < 2; dx++)
            {
                (int left, int top) = ((int)Math.Floor(column) + dx, (int)Math.Floor(row) + dy);
                double weight = (1 - Math.Abs(column - left)) * (1 - Math.Abs(row - top));
                (int fromX, int fromY) = (EdgeExtension.Index(left, shape.Width, mode), EdgeExtension.Index(top, shape.Height, mode));
                sum += weight * (fromX < 0 || fromY < 0 ? 50 : image[(((fromY * shape.Width) + fromX) * shape.Channels) + (index % shape.Channels)]);
            }
        }

        return sum;
    }

    private static float[] Move(float[] image, SampleShape shape, AffineMap map, FillMode mode, float fill)
    {
        float[] moved = new float[image.Length];
        AffineSampling.Move(image, shape, map, mode, fill, moved);
        return moved;
    }
}
