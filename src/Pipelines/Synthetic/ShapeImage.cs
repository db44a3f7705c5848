using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// Draws one generated image: a shape of random place, size and grey on a darker background, with noise. The ranges were chosen so that a small network learns
/// four shapes from 850 images; shapes that may also be darker than their background, or half as large, take it several thousand.
/// </summary>
internal static class ShapeImage
{
    /// <summary>Half the shape's width as a fraction of the image's side, least and greatest: large enough to tell shapes apart at 28 pixels.</summary>
    private const double LeastRadius = 0.25;
    private const double MostRadius = 0.4;

    /// <summary>The least difference between the greys of shape and background, so that noise of a tenth of the full range leaves a shape visible.</summary>
    private const double LeastContrast = 100;

    /// <summary>How far a colour's channels may lie from its grey.</summary>
    private const double Tint = 40;

    /// <summary>The pixels: (side, side) grey values, or (side, side, 4) red, green, blue and 0.</summary>
    public static byte[] Draw(SyntheticImagesOptions options, SyntheticShape shape, ref CounterRandom draws)
    {
        int side = options.Side;
        double radius = side * draws.NextDouble(LeastRadius, MostRadius);
        double centerX = draws.NextDouble(radius, side - radius);
        double centerY = draws.NextDouble(radius, side - radius);
        double background = draws.NextDouble(0, 255 - LeastContrast);
        double foreground = draws.NextDouble(background + LeastContrast, 255);
        int channels = options.Color ? 3 : 1;
        Span<double> back = stackalloc double[channels];
        Span<double> front = stackalloc double[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            back[channel] = background + (options.Color ? draws.NextDouble(-Tint, Tint) : 0);
            front[channel] = foreground + (options.Color ? draws.NextDouble(-Tint, Tint) : 0);
        }

        int step = options.Color ? 4 : 1;
        byte[] pixels = new byte[side * side * step];
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                double coverage = ShapeOutline.Coverage(ShapeOutline.Distance(shape, x + 0.5 - centerX, y + 0.5 - centerY, radius));
                for (int channel = 0; channel < channels; channel++)
                {
                    double value = back[channel] + (coverage * (front[channel] - back[channel]));
                    double noise = options.Noise > 0 ? 255 * options.Noise * draws.NextNormal() : 0;
                    pixels[(((y * side) + x) * step) + channel] = (byte)Math.Clamp(Math.Round(value + noise), 0, 255);
                }
            }
        }

        return pixels;
    }
}
