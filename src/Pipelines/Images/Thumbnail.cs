using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Pictures small enough that a page can bear many of them.</summary>
internal static class Thumbnail
{
    /// <summary>
    /// The longest side of a picture in a report: at the 56 to 96 pixels at which pages show them it is sharp enough, and 40 photographs of this size take about a megabyte. Chosen here.
    /// </summary>
    public const int LongestSide = 96;

    /// <summary>The picture itself where it is small enough, otherwise shrunk, its shape kept.</summary>
    public static SamplePicture Of(SamplePicture picture)
    {
        int longest = Math.Max(picture.Width, picture.Height);
        if (longest <= LongestSide)
        {
            return picture;
        }

        int width = Math.Max(1, (int)Math.Round((double)picture.Width * LongestSide / longest));
        int height = Math.Max(1, (int)Math.Round((double)picture.Height * LongestSide / longest));
        ResizePlan plan = new(picture.Width, picture.Height, width, height, ResizeMode.Stretch);
        byte[] pixels = new byte[width * height * picture.Channels];
        int channels = picture.Channels == 3 ? 4 : 1;
        LinearResizing.Resize(
            channels == 4 ? Widened(picture.Pixels) : picture.Pixels, channels, plan, new float[picture.Width * channels], pixels);
        return new SamplePicture(width, height, picture.Channels, pixels);
    }

    // The resizing takes four bytes per pixel, of which the last is dropped.
    private static byte[] Widened(byte[] pixels)
    {
        byte[] wide = new byte[pixels.Length / 3 * 4];
        for (int pixel = 0; pixel < pixels.Length / 3; pixel++)
        {
            pixels.AsSpan(3 * pixel, 3).CopyTo(wide.AsSpan(4 * pixel));
        }

        return wide;
    }
}
