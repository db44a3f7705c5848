using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>
/// What can be said about an image without knowing what it shows, from pixels of 0..1. A colour image's brightness is its luma (ITU-R BT.601). Everything is measured at the size at which the network
/// sees the images, so sizes need no correction; the sizes of the files themselves are not kept with decoded images.
/// </summary>
internal static class ImageProperties
{
    /// <summary>The smallest width and height that has an inner pixel.</summary>
    private const int SmallestSide = 3;

    /// <summary>The names of the properties of images of a shape, in the order in which they are measured.</summary>
    public static IReadOnlyList<string> Names(SampleShape shape) =>
    [
        "brightness",
        "contrast",
        .. shape.Width >= SmallestSide && shape.Height >= SmallestSide ? ["sharpness", "noise"] : (string[])[],
        .. shape.Channels == 3 ? ["saturation", "red", "green", "blue"] : (string[])[],
    ];

    /// <summary>Measures an image.</summary>
    /// <param name="picture">The image.</param>
    /// <param name="luma">Room for a number per pixel.</param>
    /// <param name="values">
    /// Receives a number per name. Brightness: the mean. Contrast: the standard deviation. Sharpness: the standard deviation of the Laplacian with four neighbours (Pech-Pacheco et al. 2000) over the
    /// contrast, so that a paler copy is as sharp; 0 for an image of one colour. Noise: the standard deviation of Gaussian noise by Immerkær (1996). Saturation: the mean of (largest - smallest)
    /// / largest channel, 0 for black. Red, green, blue: the channels' means.
    /// </param>
    public static void Measure(SamplePicture picture, float[] luma, Span<double> values)
    {
        int pixels = picture.Width * picture.Height;
        FillLuma(picture, luma);
        (double mean, double deviation) = Moments(luma.AsSpan(0, pixels));
        (values[0], values[1]) = (mean, deviation);
        int next = 2;
        if (picture.Width >= SmallestSide && picture.Height >= SmallestSide)
        {
            (double laplacian, double noise) = Filtered(luma, picture.Width, picture.Height);
            values[next++] = deviation > 0 ? laplacian / deviation : 0;
            values[next++] = noise;
        }

        if (picture.Channels == 3)
        {
            Colors(picture.Pixels, values[next..]);
        }
    }

    private static void FillLuma(SamplePicture picture, float[] luma)
    {
        byte[] pixels = picture.Pixels;
        int count = picture.Width * picture.Height;
        for (int pixel = 0; pixel < count; pixel++)
        {
            luma[pixel] = picture.Channels == 3
                ? ((0.299f * pixels[3 * pixel]) + (0.587f * pixels[(3 * pixel) + 1]) + (0.114f * pixels[(3 * pixel) + 2])) / 255
                : pixels[pixel] / 255f;
        }
    }

    /// <summary>Mean and standard deviation; the latter is 0 exactly when all values are equal.</summary>
    private static (double Mean, double Deviation) Moments(ReadOnlySpan<float> values)
    {
        // Around the first value, equal values leave nothing to round.
        (double sum, double squares) = (0, 0);
        foreach (float value in values)
        {
            double difference = value - values[0];
            sum += difference;
            squares += difference * difference;
        }

        double mean = sum / values.Length;
        return (values[0] + mean, Math.Sqrt(Math.Max(0, (squares / values.Length) - (mean * mean))));
    }

    /// <summary>
    /// The standard deviation of the Laplacian, and Immerkær's estimate: sqrt(pi/2)/6 times the mean absolute value of the difference of two Laplacians, which straight edges and ramps do not
    /// excite; both over the inner pixels.
    /// </summary>
    private static (double Laplacian, double Noise) Filtered(float[] luma, int width, int height)
    {
        (double sum, double squares, double absolute) = (0, 0, 0);
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                int place = (y * width) + x;
                float sides = luma[place - 1] + luma[place + 1] + luma[place - width] + luma[place + width];
                float corners = luma[place - width - 1] + luma[place - width + 1] + luma[place + width - 1] + luma[place + width + 1];
                double laplacian = sides - (4 * luma[place]);
                sum += laplacian;
                squares += laplacian * laplacian;
                absolute += Math.Abs(corners - (2 * sides) + (4 * luma[place]));
            }
        }

        double count = (double)(width - 2) * (height - 2);
        double mean = sum / count;
        return (Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))), Math.Sqrt(Math.PI / 2) / 6 * absolute / count);
    }

    private static void Colors(byte[] pixels, Span<double> values)
    {
        double saturation = 0;
        (long red, long green, long blue) = (0, 0, 0);
        for (int index = 0; index + 2 < pixels.Length; index += 3)
        {
            (byte r, byte g, byte b) = (pixels[index], pixels[index + 1], pixels[index + 2]);
            int largest = Math.Max(r, Math.Max(g, b));
            saturation += largest == 0 ? 0 : (largest - Math.Min(r, Math.Min(g, b))) / (double)largest;
            (red, green, blue) = (red + r, green + g, blue + b);
        }

        double count = pixels.Length / 3;
        (values[0], values[1], values[2], values[3]) = (saturation / count, red / count / 255, green / count / 255, blue / count / 255);
    }
}
