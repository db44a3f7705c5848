using SkiaSharp;

namespace MlPipelines.Tests.Pipelines;

/// <summary>Small images as files.</summary>
internal static class TestImages
{
    /// <summary>A grey PNG from (height, width) values.</summary>
    public static byte[] GreyPng(int width, int height, Func<int, int, byte> value) =>
        Encode(width, height, (x, y) => new SKColor(value(x, y), value(x, y), value(x, y)), SKEncodedImageFormat.Png);

    /// <summary>An image in a format that Skia writes: PNG, JPEG, WebP.</summary>
    public static byte[] Encode(int width, int height, Func<int, int, SKColor> color, SKEncodedImageFormat format, int quality = 95)
    {
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bitmap.SetPixel(x, y, color(x, y));
            }
        }

        using SKData data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    /// <summary>Content of its own for every number: a grey ramp over noise.</summary>
    public static byte[] Numbered(int number, int width = 12, int height = 10) =>
        GreyPng(width, height, (x, y) => (byte)((x * 7) + (y * 5) + (number * 31) + (x * y * number % 17)));
}
