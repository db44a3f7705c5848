using System.Buffers.Binary;
using SkiaSharp;

namespace MlPipelines.Bench;

/// <summary>Damaged and lying image files.</summary>
internal static class HostileImages
{
    private const int Width = 40;
    private const int Height = 30;
    private static readonly Lazy<(string Format, string Extension, byte[] Bytes)[]> _whole = new(Whole);

    /// <summary>The file of a number.</summary>
    public static HostileFile Of(int number)
    {
        Random random = new(number);
        (string format, string extension, byte[] bytes) = _whole.Value[number % _whole.Value.Length];
        int kind = random.Next(20);
        if (kind < 6)
        {
            byte[] cut = ByteMutations.Truncate(bytes, random);
            return new HostileFile($"{format}, truncated", extension, cut, cut.Length < bytes.Length - Trailer(format));
        }

        if (kind == 6)
        {
            return Absurd(format, extension, bytes, random);
        }

        if (kind == 7)
        {
            return random.Next(3) switch
            {
                0 => new HostileFile("wrong content for the extension", extension, "This is a text, not an image.\n"u8.ToArray(), true),
                1 => new HostileFile("empty", extension, [], true),
                _ => new HostileFile("wrong content for the extension", extension, Noise(random), true),
            };
        }

        (string name, byte[] mutated) = ByteMutations.Any(bytes, random);
        return new HostileFile($"{format}, {name}", extension, mutated, false);
    }

    /// <summary>Files that cost far more than their size, each tried once.</summary>
    public static IReadOnlyList<HostileFile> Bombs() =>
    [
        Bomb(HandmadeImages.BlankPng(30_000, 30_000)),
        Bomb(HandmadeImages.BlankPng(1_000_000, 90)),
        Bomb(HandmadeImages.BlankPng(90, 1_000_000)),
        Bomb(HandmadeImages.Png(9_900, 9_900, new byte[64])),
        Bomb(HandmadeImages.Png(9_900, 9_900, new byte[64], isInterlaced: true)),
        Bomb(HandmadeImages.Png(int.MaxValue, int.MaxValue, new byte[64])),
        Bomb(HandmadeImages.JpegOfManyPasses(65_500, 1_500, 5_000), ".jpg"),
        Bomb(HandmadeImages.JpegOfManyPasses(9_000, 9_000, 50_000), ".jpg"),
    ];

    /// <summary>A whole image of the most pixels that are allowed: it must be read, and says what the bound costs.</summary>
    public static HostileFile Largest() => new("the largest image that is allowed (100 megapixels)", ".png", HandmadeImages.BlankPng(10_000, 10_000, isColored: true), false);

    private static HostileFile Bomb(byte[] bytes, string extension = ".png") => new("decompression bombs", extension, bytes, true);

    /// <summary>Bytes at the end of a file without which its pixels are all there.</summary>
    private static int Trailer(string format) => format switch
    {
        "PNG" => 20,
        "JPEG" => 4,
        "GIF" => 4,
        "BMP" => 0,
        _ => 2,
    };

    private static HostileFile Absurd(string format, string extension, byte[] bytes, Random random)
    {
        byte[] changed = [.. bytes];
        (int width, int height) = (Extreme(random), Extreme(random));
        switch (format)
        {
            case "PNG":
                changed = HandmadeImages.Png(width, height, new byte[Width * Height]);
                break;
            case "JPEG":
                int frame = changed.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
                BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 5), (ushort)height);
                BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 7), (ushort)width);
                return new HostileFile($"{format}, absurd sizes", extension, changed, MustBeRefused: (ushort)width > 2 * Width && (ushort)height > 2 * Height);
            case "BMP":
                BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(18), width);
                BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(22), height);
                break;
            case "GIF":
                (width, height) = ((ushort)(width | 0x100), (ushort)(height | 0x100));
                BinaryPrimitives.WriteUInt16LittleEndian(changed.AsSpan(6), (ushort)width);
                BinaryPrimitives.WriteUInt16LittleEndian(changed.AsSpan(8), (ushort)height);
                int image = 13 + (3 * 128) + 5;
                BinaryPrimitives.WriteUInt16LittleEndian(changed.AsSpan(image), (ushort)width);
                BinaryPrimitives.WriteUInt16LittleEndian(changed.AsSpan(image + 2), (ushort)height);
                break;
            default:
                // The size of a VP8 frame stands 10 bytes into its chunk, 14 bits each.
                BinaryPrimitives.WriteUInt16LittleEndian(changed.AsSpan(26), (ushort)((width & 0x1FFF) | 0x2000));
                BinaryPrimitives.WriteUInt16LittleEndian(changed.AsSpan(28), (ushort)((height & 0x1FFF) | 0x2000));
                return new HostileFile($"{format}, absurd sizes", extension, changed, false);
        }

        return new HostileFile($"{format}, absurd sizes", extension, changed, true);
    }

    private static int Extreme(Random random) => random.Next(5) switch
    {
        0 => int.MaxValue,
        1 => 65_535,
        2 => 9_000 + random.Next(1_000),
        3 => 1 << (10 + random.Next(20)),
        _ => 1_000 + random.Next(60_000),
    };

    private static byte[] Noise(Random random)
    {
        byte[] noise = new byte[1 + random.Next(3_000)];
        random.NextBytes(noise);
        return noise;
    }

    private static (string, string, byte[])[] Whole() =>
    [
        ("PNG", ".png", Encoded(SKEncodedImageFormat.Png, isGrey: false)),
        ("JPEG", ".jpg", Encoded(SKEncodedImageFormat.Jpeg, isGrey: false)),
        ("BMP", ".bmp", HandmadeImages.Bmp(Width, Height, Value)),
        ("GIF", ".gif", HandmadeImages.Gif(Width, Height, Value)),
        ("WebP", ".webp", Encoded(SKEncodedImageFormat.Webp, isGrey: false)),
        ("PNG", ".png", Encoded(SKEncodedImageFormat.Png, isGrey: true)),
        ("JPEG", ".jpeg", Encoded(SKEncodedImageFormat.Jpeg, isGrey: true)),
    ];

    private static byte Value(int x, int y) => (byte)((x * 7) + (y * 5) + (x * y % 23));

    private static byte[] Encoded(SKEncodedImageFormat format, bool isGrey)
    {
        using SKBitmap bitmap = new(new SKImageInfo(Width, Height, isGrey ? SKColorType.Gray8 : SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                byte value = Value(x, y);
                bitmap.SetPixel(x, y, isGrey ? new SKColor(value, value, value) : new SKColor(value, (byte)(3 * value), (byte)(200 - (value / 2))));
            }
        }

        using SKData data = bitmap.Encode(format, 85);
        return data.ToArray();
    }
}
