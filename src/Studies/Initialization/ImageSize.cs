using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>The size at which a network sees images, and why.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Resize">What happens to other proportions; null where every image has these.</param>
/// <param name="Why">The reason for the size.</param>
/// <param name="WhyResize">The reason for <paramref name="Resize"/>; null with it.</param>
internal sealed record ImageSize(int Width, int Height, ResizeMode? Resize, string Why, string? WhyResize)
{
    /// <summary>Images of one size up to this stay as they are: it is what small networks are made for.</summary>
    private const int LargestKept = 64;

    /// <summary>Sizes that are tried, the largest first. At 96 pixels and below a network of a few layers still sees an object whole. Chosen here.</summary>
    private static readonly int[] s_sides = [96, 64];

    /// <summary>Sides are multiples of this, so that three poolings cut nothing off.</summary>
    private const int Multiple = 8;
    private const double SameAspect = 0.05;

    /// <summary>Cropping may cost nine in ten images this share of their area. Chosen here.</summary>
    private const double KeptByCrop = 0.75;

    /// <summary>The sizes that suit the images, the largest first; every one costs less than the one before.</summary>
    public static IReadOnlyList<ImageSize> Candidates(ImageInspection images)
    {
        (int width, int height, _) = images.Sizes[0];
        if (images.Sizes.Count == 1 && Math.Max(width, height) <= LargestKept)
        {
            return [new ImageSize(width, height, null, string.Create(CultureInfo.InvariantCulture, $"Every image is {width}x{height}, which is small enough to keep."), null)];
        }

        int shorter = Median(images, size => Math.Min(size.Width, size.Height));
        int[] sides = [.. s_sides.Where(side => side <= shorter)];
        sides = sides.Length > 0 ? sides : [Math.Max(Multiple, shorter / Multiple * Multiple)];
        return [.. sides.Select(side => OfSide(side, images))];
    }

    private static ImageSize OfSide(int side, ImageInspection images)
    {
        int medianWidth = Median(images, size => size.Width);
        int medianHeight = Median(images, size => size.Height);
        string seen = images.Sizes.Count == 1
            ? string.Create(CultureInfo.InvariantCulture, $"Every image is {medianWidth}x{medianHeight}")
            : string.Create(CultureInfo.InvariantCulture, $"The median image is {medianWidth}x{medianHeight}");
        double[] aspects = [.. images.Sizes.SelectMany(size => Enumerable.Repeat((double)size.Width / size.Height, size.Count)).Order()];
        double aspect = aspects[aspects.Length / 2];
        if (aspects[^1] - aspects[0] <= SameAspect * aspect)
        {
            int shorter = Math.Max(Multiple, (int)Math.Round(side * Math.Min(aspect, 1 / aspect) / Multiple) * Multiple);
            bool isSquare = shorter == side;
            return new ImageSize(aspect >= 1 ? side : shorter, aspect >= 1 ? shorter : side, null, isSquare ? seen : $"{seen}, and all have these proportions", null);
        }

        double kept = aspects.Select(value => Math.Min(value, 1 / value)).Order().ElementAt(aspects.Length / 10);
        return kept >= KeptByCrop
            ? new ImageSize(side, side, ResizeMode.Crop, seen, string.Create(
                CultureInfo.InvariantCulture, $"Proportions differ: cutting to the middle square leaves at least {100 * kept:0}% of nine in ten images."))
            : new ImageSize(side, side, ResizeMode.Pad, seen, string.Create(
                CultureInfo.InvariantCulture, $"Proportions differ much: cutting to the middle square would leave less than {100 * kept:0}% of one in ten images, so they are padded with black."));
    }

    private static int Median(ImageInspection images, Func<(int Width, int Height, int Count), int> of)
    {
        int[] values = [.. images.Sizes.SelectMany(size => Enumerable.Repeat(of(size), size.Count)).Order()];
        return values[values.Length / 2];
    }
}
