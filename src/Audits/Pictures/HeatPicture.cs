using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>A map of 0..1 laid over a grey copy of a picture: from nothing over vermilion to yellow, which grow brighter on the dimmed picture for every kind of colour vision.</summary>
internal static class HeatPicture
{
    /// <summary>Small images are enlarged by a whole factor to at least this many pixels a side, so that the map lies on them smoothly.</summary>
    private const int LeastSide = 84;

    private const float Dimmed = 0.6f;
    private static readonly float[] s_vermilion = [213, 94, 0];
    private static readonly float[] s_yellow = [240, 228, 66];

    /// <summary>Lays a map over a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="map">(height, width) of 0..1.</param>
    /// <param name="height">Rows of the map.</param>
    /// <param name="width">Columns of the map.</param>
    public static SamplePicture Of(SamplePicture picture, float[] map, int height, int width)
    {
        int factor = Math.Max(1, (LeastSide + Math.Max(picture.Width, picture.Height) - 1) / Math.Max(picture.Width, picture.Height));
        (int columns, int rows) = (picture.Width * factor, picture.Height * factor);
        byte[] pixels = new byte[rows * columns * 3];
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                float heat = At(map, height, width, (y + 0.5f) / rows, (x + 0.5f) / columns);
                float grey = Grey(picture, (((y / factor) * picture.Width) + (x / factor)) * picture.Channels) * Dimmed;
                for (int channel = 0; channel < 3; channel++)
                {
                    float low = Between(grey, s_vermilion[channel], Math.Min(1, 2 * heat) * 0.6f);
                    float value = Between(low, s_yellow[channel], Math.Max(0, (2 * heat) - 1) * 0.8f);
                    pixels[(((y * columns) + x) * 3) + channel] = (byte)Math.Clamp(value + 0.5f, 0, 255);
                }
            }
        }

        return new SamplePicture(columns, rows, 3, pixels);
    }

    /// <summary>The map at a place of 0..1, linear between the middles of its cells.</summary>
    internal static float At(float[] map, int height, int width, float down, float along)
    {
        float y = Math.Clamp((down * height) - 0.5f, 0, height - 1);
        float x = Math.Clamp((along * width) - 0.5f, 0, width - 1);
        (int top, int left) = ((int)y, (int)x);
        (int bottom, int right) = (Math.Min(top + 1, height - 1), Math.Min(left + 1, width - 1));
        return Between(
            Between(map[(top * width) + left], map[(top * width) + right], x - left),
            Between(map[(bottom * width) + left], map[(bottom * width) + right], x - left),
            y - top);
    }

    private static float Between(float from, float to, float share) => from + ((to - from) * share);

    private static float Grey(SamplePicture picture, int at) => picture.Channels == 1
        ? picture.Pixels[at]
        : (0.299f * picture.Pixels[at]) + (0.587f * picture.Pixels[at + 1]) + (0.114f * picture.Pixels[at + 2]);
}
