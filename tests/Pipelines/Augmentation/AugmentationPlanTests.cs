using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class AugmentationPlanTests
{
    private const int Draws = 4000;
    private static readonly SampleShape Shape = new(20, 30, 1, true);
    private static readonly TrialSeeds Seeds = new(5, 2, [RandomStream.Augment]);

    [Fact]
    public void Map_EachAugmentation_IsUniformInItsRange()
    {
        AssertUniform(Maps(new() { Rotation = 30 }).Select(map => Math.Atan2(map.XY, map.XX) * 180 / Math.PI), -30, 30);
        AssertUniform(Maps(new() { WidthShift = 0.2 }).Select(map => map.X), -6, 6);
        AssertUniform(Maps(new() { HeightShift = 0.1 }).Select(map => map.Y), -2, 2);
        AssertUniform(Maps(new() { Zoom = 0.3 }).Select(map => map.XX), 0.7, 1.3);
        AssertUniform(Maps(new() { Shear = 20 }).Select(map => Math.Atan(map.XY) * 180 / Math.PI), -20, 20);
        Assert.InRange(Maps(new() { HorizontalFlip = true }).Average(map => map.XX), -0.06, 0.06);
        Assert.InRange(Maps(new() { VerticalFlip = true }).Average(map => map.YY), -0.06, 0.06);
        Assert.All(Maps(new() { Zoom = 0.3 }), map => Assert.Equal(map.XX, map.YY));
    }

    [Fact]
    public void Map_OtherAugmentationSwitchedOn_KeepsTheDraws()
    {
        AugmentOptions one = new() { Rotation = 30 };
        AugmentOptions more = new() { Rotation = 30, GaussianNoise = 0.1, Erasing = 1, Brightness = 0.2, RandomCrop = 2 };
        Assert.Equal(Maps(one), Maps(more));
        List<double> shifts = [.. Maps(new() { WidthShift = 0.2 }).Select(map => map.X)];
        List<double> withFlip = [.. Maps(new() { WidthShift = 0.2, VerticalFlip = true }).Select(map => map.X)];
        Assert.Equal(shifts, withFlip);
    }

    [Fact]
    public void Apply_NoiseSwitchedOn_KeepsTheErasedRectangle()
    {
        AugmentOptions erasing = new() { Erasing = 1 };
        for (int sample = 0; sample < 20; sample++)
        {
            List<int> alone = Changed(Apply(erasing, sample));
            float[] noisy = Apply(erasing with { GaussianNoise = 0.01 }, sample);
            Assert.All(alone, index => Assert.Equal(Apply(erasing, sample)[index], noisy[index]));
        }
    }

    [Fact]
    public void Map_Order_IsRotationFirstAndFlipsLast()
    {
        AugmentOptions all = new() { Rotation = 40, WidthShift = 0.2, HeightShift = 0.1, Zoom = 0.3, Shear = 20, HorizontalFlip = true, VerticalFlip = true };
        AugmentOptions[] single =
        [
            new() { Rotation = 40 }, new() { WidthShift = 0.2, HeightShift = 0.1 }, new() { Zoom = 0.3 }, new() { Shear = 20 },
            new() { HorizontalFlip = true, VerticalFlip = true },
        ];
        for (int sample = 0; sample < 10; sample++)
        {
            (double x, double y) = (3.0, -4.0);
            foreach (AffineMap map in single.Select(options => Map(options, sample)))
            {
                (x, y) = ((map.XX * x) + (map.XY * y) + map.X, (map.YX * x) + (map.YY * y) + map.Y);
            }

            AffineMap whole = Map(all, sample);
            Assert.Equal(x, (whole.XX * 3) - (whole.XY * 4) + whole.X, 1e-9);
            Assert.Equal(y, (whole.YX * 3) - (whole.YY * 4) + whole.Y, 1e-9);
        }
    }

    [Fact]
    public void Apply_Brightness_AddsOneNumberToAllPixels()
    {
        List<double> added = [];
        for (int sample = 0; sample < 500; sample++)
        {
            float[] pixels = Apply(new() { Brightness = 0.2 }, sample);
            Assert.All(pixels, value => Assert.Equal(pixels[0], value));
            added.Add(pixels[0] - 100);
        }

        AssertUniform(added, -51, 51);
    }

    [Fact]
    public void Apply_Contrast_KeepsTheMean()
    {
        float[] image = [.. Enumerable.Range(0, Shape.Size).Select(index => index % 2 == 0 ? 80f : 120f)];
        List<double> factors = [];
        for (int sample = 0; sample < 500; sample++)
        {
            float[] pixels = Apply(new() { Contrast = 0.5 }, sample, image);
            Assert.Equal(100, pixels.Average(), 1e-3);
            factors.Add((pixels[1] - pixels[0]) / 40);
        }

        AssertUniform(factors, 0.5, 1.5);
    }

    [Fact]
    public void Apply_GaussianNoise_HasItsDeviationAndNoCorrelation()
    {
        List<double> noise = [];
        for (int sample = 0; sample < 50; sample++)
        {
            noise.AddRange(Apply(new() { GaussianNoise = 0.1 }, sample).Select(value => (double)(value - 100)));
        }

        Assert.Equal(0, noise.Average(), 0.6);
        Assert.Equal(25.5, Math.Sqrt(noise.Average(value => value * value)), 0.5);
        Assert.Equal(3, noise.Average(value => Math.Pow(value / 25.5, 4)), 0.2);
        Assert.Equal(0, noise.Zip(noise.Skip(1), (one, next) => one * next / 650).Average(), 0.03);
    }

    [Fact]
    public void Apply_RandomCrop_CutsEveryWindowEquallyOften()
    {
        float[] image = [.. Enumerable.Range(0, Shape.Size).Select(index => (float)index % 251)];
        Dictionary<(int, int), int> counts = [];
        for (int sample = 0; sample < Draws; sample++)
        {
            float[] pixels = Apply(new() { RandomCrop = 1, FillMode = FillMode.Constant, FillValue = 255 }, sample, image);
            int place = Array.IndexOf(image, pixels[(10 * 30) + 15]);
            (int right, int down) = Enumerable.Range(0, 9).Select(w => ((w % 3) - 1, (w / 3) - 1))
                .First(w => Enumerable.Range(0, Shape.Size).All(i => pixels[i] == Window(image, i, w.Item1, w.Item2)));
            counts[(right, down)] = counts.GetValueOrDefault((right, down)) + 1;
            Assert.True(place >= 0);
        }

        Assert.Equal(9, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 350, 540));
    }

    [Fact]
    public void Apply_Erasing_FillsARectangleOfTheAllowedSize()
    {
        int erased = 0;
        for (int sample = 0; sample < 1000; sample++)
        {
            List<int> changed = Changed(Apply(new() { Erasing = 0.5, ErasingArea = 0.2 }, sample));
            if (changed.Count > 0)
            {
                erased++;
                (int left, int right) = (changed.Min(index => index % 30), changed.Max(index => index % 30));
                (int top, int bottom) = (changed.Min(index => index / 30), changed.Max(index => index / 30));
                int area = (right - left + 1) * (bottom - top + 1);
                Assert.Equal(area, changed.Count);
                Assert.InRange(area / 600.0, 0.01, 0.23);
            }
        }

        Assert.InRange(erased, 440, 560);
    }

    [Fact]
    public void AugmentationDraws_EpochSampleOccurrence_NeverMeet()
    {
        HashSet<(uint, uint)> seen = [];
        int keys = 0;
        foreach (int epoch in new[] { 0, 1, 2, 100_000 })
        {
            foreach (int sample in new[] { 0, 1, 2, 1000, 134_217_727 })
            {
                foreach (int occurrence in new[] { 0, 1, 2, 262_143 })
                {
                    foreach (DrawPurpose purpose in Enum.GetValues<DrawPurpose>())
                    {
                        CounterRandom random = new AugmentationDraws(Seeds, epoch, sample, occurrence).Stream(purpose);
                        seen.Add((random.NextUInt(), random.NextUInt()));
                        keys++;
                    }
                }
            }
        }

        Assert.Equal(keys, seen.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AugmentationDraws(Seeds, 0, 0, 262_144));
    }

    [Fact]
    public void AugmentationDraws_Places_CoverEveryAugmentation() =>
        Assert.Equal(AugmentationDraws.Places, Enum.GetValues<DrawPlace>().Length);

    private static float Window(float[] image, int index, int right, int down)
    {
        (int x, int y) = ((index % 30) + right, (index / 30) + down);
        return x is >= 0 and < 30 && y is >= 0 and < 20 ? image[(y * 30) + x] : 255;
    }

    private static List<int> Changed(float[] pixels) => [.. Enumerable.Range(0, pixels.Length).Where(index => pixels[index] != 100)];

    private static float[] Apply(AugmentOptions options, int sample, float[]? image = null)
    {
        float[] result = new float[Shape.Size];
        float[] pixels = [.. image ?? Enumerable.Repeat(100f, Shape.Size)];
        new AugmentationPlan(options).Apply(pixels, Shape, new AugmentationDraws(Seeds, 3, sample, 0), result);
        return result;
    }

    private static AffineMap Map(AugmentOptions options, int sample) =>
        new AugmentationPlan(options).Map(new AugmentationDraws(Seeds, 3, sample, 0), Shape);

    private static List<AffineMap> Maps(AugmentOptions options) => [.. Enumerable.Range(0, Draws).Select(sample => Map(options, sample))];

    /// <summary>Range, mean and variance of a uniform distribution, within five standard errors.</summary>
    private static void AssertUniform(IEnumerable<double> values, double minimum, double maximum)
    {
        List<double> all = [.. values];
        double deviation = (maximum - minimum) / Math.Sqrt(12);
        double middle = (minimum + maximum) / 2;
        Assert.All(all, value => Assert.InRange(value, minimum - 1e-4, maximum + 1e-4));
        Assert.Equal(middle, all.Average(), 5 * deviation / Math.Sqrt(all.Count));
        Assert.Equal(1, all.Average(value => (value - middle) * (value - middle)) / (deviation * deviation), 5 * 0.9 / Math.Sqrt(all.Count));
    }
}
