using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using SkiaSharp;

namespace MlPipelines.Bench;

/// <summary>Ways in which a copy of a grey picture comes to differ from it.</summary>
internal static class PictureCopies
{
    /// <summary>What is measured.</summary>
    public static IReadOnlyList<(string Kind, Func<SamplePicture, int, SamplePicture> Change)> Kinds { get; } =
    [
        ("JPEG, quality 90", (picture, _) => Jpeg(picture, 90)),
        ("JPEG, quality 70", (picture, _) => Jpeg(picture, 70)),
        ("JPEG, quality 50", (picture, _) => Jpeg(picture, 50)),
        ("resized to 3/4 and back", (picture, _) => Resized(picture, 0.75)),
        ("resized to 1/2 and back", (picture, _) => Resized(picture, 0.5)),
        ("shifted by 1 pixel", (picture, row) => Shifted(picture, row % 2 == 0 ? 1 : 0, row % 2 == 0 ? 0 : -1)),
        ("shifted by 1 pixel both ways", (picture, _) => Shifted(picture, 1, 1)),
        ("brightness x 0.9", (picture, _) => Each(picture, value => 0.9 * value)),
        ("brightness x 1.1", (picture, _) => Each(picture, value => 1.1 * value)),
        ("brightness + 25 of 255", (picture, _) => Each(picture, value => value + 25)),
        ("noise, deviation 5 of 255", (picture, row) => Noisy(picture, 5, row)),
        ("noise, deviation 15 of 255", (picture, row) => Noisy(picture, 15, row)),
        ("JPEG 70, shifted and darker", (picture, _) => Each(Shifted(Jpeg(picture, 70), 0, 1), value => 0.9 * value)),
    ];

    private static SamplePicture Each(SamplePicture picture, Func<double, double> change) =>
        picture with { Pixels = [.. picture.Pixels.Select(value => (byte)Math.Clamp(Math.Round(change(value)), 0, 255))] };

    private static SamplePicture Noisy(SamplePicture picture, double deviation, int row)
    {
        CounterRandom random = new(1, row, RandomStream.Data);
        byte[] pixels = new byte[picture.Pixels.Length];
        for (int index = 0; index < pixels.Length; index++)
        {
            pixels[index] = (byte)Math.Clamp(Math.Round(picture.Pixels[index] + (deviation * random.NextNormal())), 0, 255);
        }

        return picture with { Pixels = pixels };
    }

    /// <summary>The edge is repeated.</summary>
    private static SamplePicture Shifted(SamplePicture picture, int down, int across)
    {
        byte[] pixels = new byte[picture.Pixels.Length];
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                int fromY = Math.Clamp(y - down, 0, picture.Height - 1);
                int fromX = Math.Clamp(x - across, 0, picture.Width - 1);
                pixels[(y * picture.Width) + x] = picture.Pixels[(fromY * picture.Width) + fromX];
            }
        }

        return picture with { Pixels = pixels };
    }

    private static SamplePicture Jpeg(SamplePicture picture, int quality)
    {
        using SKBitmap bitmap = Bitmap(picture);
        using SKData encoded = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        using SKBitmap decoded = SKBitmap.Decode(encoded, bitmap.Info);
        return picture with { Pixels = decoded.Bytes };
    }

    private static SamplePicture Resized(SamplePicture picture, double factor)
    {
        using SKBitmap bitmap = Bitmap(picture);
        using SKBitmap small = bitmap.Resize(bitmap.Info.WithSize((int)(factor * picture.Width), (int)(factor * picture.Height)), SKFilterQuality.Low);
        using SKBitmap back = small.Resize(bitmap.Info, SKFilterQuality.Low);
        return picture with { Pixels = back.Bytes };
    }

    private static SKBitmap Bitmap(SamplePicture picture)
    {
        SKBitmap bitmap = new(new SKImageInfo(picture.Width, picture.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        System.Runtime.InteropServices.Marshal.Copy(picture.Pixels, 0, bitmap.GetPixels(), picture.Pixels.Length);
        return bitmap;
    }
}
