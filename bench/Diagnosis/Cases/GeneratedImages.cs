using System.Collections.Concurrent;
using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Bench;

/// <summary>Generated images of 28 x 28 pixels whose classes are shapes; every seed draws images of its own.</summary>
internal static class GeneratedImages
{
    private const int Side = 28;

    /// <summary>How far the middle of a shape lies from that of the image at most, in pixels: a network without convolutions still finds it.</summary>
    private const double Displacement = 3;

    /// <summary>Standard deviation of a pixel's noise, of 255.</summary>
    private const double Noise = 30;

    private static readonly ConcurrentDictionary<(int Seed, int Count), IReadOnlyList<CaseRow>> Drawn = new();

    /// <summary>
    /// (x, y) in units of the shape's half width, from its middle, y downward → whether the shape covers the place: disc, square, lying bar, standing bar, triangle with its tip up. Turning an image
    /// makes one bar the other.
    /// </summary>
    private static readonly Func<double, double, bool>[] Covers =
    [
        (x, y) => (x * x) + (y * y) < 1,
        (x, y) => Math.Abs(x) < 0.9 && Math.Abs(y) < 0.9,
        (x, y) => Math.Abs(x) < 1.1 && Math.Abs(y) < 0.45,
        (x, y) => Math.Abs(x) < 0.45 && Math.Abs(y) < 1.1,
        (x, y) => y < 0.9 && Math.Abs(x) < (y + 1) / 1.9,
    ];

    /// <summary>Images of five classes in turn.</summary>
    public static IReadOnlyList<CaseRow> Shapes(int seed, int count) => Drawn.GetOrAdd((seed, count), _ =>
    {
        CounterRandom random = new(seed, 0, RandomStream.Data, epoch: 5);
        List<CaseRow> rows = [];
        for (int row = 0; row < count; row++)
        {
            int label = row % Covers.Length;
            rows.Add(new CaseRow([], Pixels(Covers[label], ref random), label.ToString(CultureInfo.InvariantCulture)));
        }

        return rows;
    });

    private static byte[] Pixels(Func<double, double, bool> covers, ref CounterRandom random)
    {
        double half = random.NextDouble(5, 9);
        double middleX = (Side / 2.0) + random.NextDouble(-Displacement, Displacement);
        double middleY = (Side / 2.0) + random.NextDouble(-Displacement, Displacement);
        double background = random.NextDouble(0, 40);
        double foreground = random.NextDouble(140, 255);
        byte[] pixels = new byte[Side * Side];
        for (int place = 0; place < pixels.Length; place++)
        {
            bool inside = covers(((place % Side) + 0.5 - middleX) / half, ((place / Side) + 0.5 - middleY) / half);
            pixels[place] = (byte)Math.Clamp(Math.Round((inside ? foreground : background) + (Noise * random.NextNormal())), 0, 255);
        }

        return pixels;
    }
}
