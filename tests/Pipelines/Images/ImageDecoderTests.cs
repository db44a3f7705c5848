using System.Buffers.Binary;
using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using SkiaSharp;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

/// <summary>The files in base64 were written by Pillow 9.4.0; the expected values are what went into them.</summary>
public sealed class ImageDecoderTests : IDisposable
{
    private const string RotatedJpeg =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgr/wAARCAAIABADAREAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD4vr+Uz/fw7b/h9v8A9Wy/+Xn/APcdf6Bf8Ugf+q2/8xv/AN/n/IH/AMSx/wDU2/8AKH/3Y//Z";

    private readonly TemporaryFolder _folder = new();
    private readonly ImageDecoder _decoder = new();

    [Theory]
    [InlineData("16-bit grey", "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACEAAAAAAHTY67AAAAEklEQVR4nGNgYODiYjhx4v9/AAkBA6PawyCLAAAAAElFTkSuQmCC", new byte[] { 0, 0, 0, 10, 10, 10, 200, 200, 200, 255, 255, 255 })]
    [InlineData("palette GIF", "R0lGODdhAgACAIEAAP8AAAD/AAAA/woUHiwAAAAAAgACAAAIBwABBBAwICAAOw==", new byte[] { 255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30 })]
    [InlineData("BMP", "Qk1GAAAAAAAAADYAAAAoAAAAAgAAAAIAAAABABgAAAAAABAAAADEDgAAxA4AAAAAAAAAAAAACQgH/Pv6AAADAgEGBQQAAA==", new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 250, 251, 252 })]
    [InlineData("lossless WebP", "UklGRjwAAABXRUJQVlA4TC8AAAAvAUAAAB9AkG2z7f60lyHIttl2f9oLEGTbbLs/7QXmP3K32eY/kA1QpgqziP7HDgA=", new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 250, 251, 252 })]
    [InlineData("first of two frames", "R0lGODdhAwACAIEAACgoKAAAAAAAAAAAACwAAAAAAwACAAAIBgABCBwYEAAsAAAAAAMAAgCByMjIAAAAAAAAAAAACAYAAQgcGBAAOw==", new byte[] { 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40 })]
    [InlineData("alpha 128 and 0 over black", "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR4nGM4kWLUwMLKxgAADNwB7q35QJEAAAAASUVORK5CYII=", new byte[] { 100, 50, 25, 0, 0, 0 })]
    [InlineData("grey with alpha 255 and 51", "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAQAAABeK7cBAAAADUlEQVR4nGM48T/FGAAHHQJflcyc1AAAAABJRU5ErkJggg==", new byte[] { 200, 200, 200, 20, 20, 20 })]
    public void Decode_Format_GivesItsPixels(string format, string base64, byte[] expected)
    {
        DecodedImage image = Decode(Convert.FromBase64String(base64));
        Assert.True(image.Reason is null, format);
        Assert.Equal(expected, Rgb(image));
    }

    // Red on the left half; on the right, green above blue. Where they are after turning follows from the EXIF standard's table.
    [Theory]
    [InlineData(1, "R G R B")]
    [InlineData(2, "G R B R")]
    [InlineData(3, "B R G R")]
    [InlineData(4, "R B R G")]
    [InlineData(5, "R R G B")]
    [InlineData(6, "R R B G")]
    [InlineData(7, "B G R R")]
    [InlineData(8, "G B R R")]
    public void Decode_ExifOrientation_IsHonoured(int orientation, string corners)
    {
        byte[] file = Convert.FromBase64String(RotatedJpeg);
        file[Array.IndexOf(file, (byte)0x12) + 8] = (byte)orientation;
        DecodedImage image = Decode(file);
        (int width, int height) = orientation >= 5 ? (8, 16) : (16, 8);
        Assert.Equal((width, height, width, height), (image.Width, image.Height, image.SourceWidth, image.SourceHeight));
        byte[] rgb = Rgb(image);
        char At(int x, int y)
        {
            byte[] pixel = rgb[(3 * ((y * width) + x))..][..3];
            return "RGB"[Array.IndexOf(pixel, pixel.Max())];
        }

        Assert.Equal(corners, $"{At(1, 1)} {At(width - 2, 1)} {At(1, height - 2)} {At(width - 2, height - 2)}");
        Assert.Equal((width, height), _decoder.ReadSize(_folder["image"]));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Decode_TruncatedAnywhere_IsUnreadable(SKEncodedImageFormat format)
    {
        byte[] whole = TestImages.Encode(64, 48, (x, y) => new SKColor((byte)(x * y), (byte)(x * 4), (byte)(y * 5)), format);
        Assert.Null(Decode(whole).Reason);
        foreach (double share in new[] { 0.1, 0.3, 0.5, 0.7, 0.9 })
        {
            DecodedImage image = Decode(whole[..(int)(whole.Length * share)]);
            Assert.Matches("^(truncated|damaged|damaged or truncated at the beginning of the .* data)$", image.Reason);
        }

        Assert.Equal("truncated", format == SKEncodedImageFormat.Webp ? "truncated" : Decode(whole[..(whole.Length * 7 / 10)]).Reason);
    }

    [Fact]
    public void Decode_ReducedAndTruncatedJpeg_IsUnreadable()
    {
        byte[] whole = TestImages.Encode(256, 256, (x, y) => new SKColor((byte)(x * y), (byte)x, (byte)y), SKEncodedImageFormat.Jpeg);
        Assert.Equal("truncated", Decode(whole[..(whole.Length / 2)], Target(16, 16)).Reason);
    }

    [Fact]
    public void Decode_NoImage_SaysWhy()
    {
        Assert.Equal("missing", _decoder.Decode(_folder["none.png"], null).Reason);
        Assert.Equal("an empty file", Decode([]).Reason);
        Assert.Equal("not a PNG, JPEG, BMP, GIF or WebP image", Decode(Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>")).Reason);
        Assert.Equal("damaged or truncated at the beginning of the PNG data", Decode([0x89, 0x50, 0x4E, 0x47]).Reason);
    }

    [Fact]
    public void Decode_30000x30000_IsRefusedByItsHeader()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("30000 x 30000 pixels, more than 100 megapixels", Decode(PngWithHeader(30_000, 30_000)).Reason);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Null(_decoder.ReadSize(_folder["image"]));
    }

    [Fact]
    public void Decode_ZeroWidth_IsNoImage() => Assert.NotNull(Decode(PngWithHeader(0, 8)).Reason);

    // At least twice the size that is needed remains, so that the resize that follows is as it would be from the whole, within a few of 255.
    [Theory]
    [InlineData(64, ResizeMode.Stretch, 128, 96)]
    [InlineData(65, ResizeMode.Stretch, 256, 192)]
    [InlineData(16, ResizeMode.Stretch, 32, 24)]
    [InlineData(32, ResizeMode.Crop, 128, 96)]
    [InlineData(16, ResizeMode.Crop, 64, 48)]
    [InlineData(32, ResizeMode.Pad, 64, 48)]
    public void Decode_JpegMuchLargerThanTarget_IsDecodedReduced(int size, ResizeMode mode, int width, int height)
    {
        byte[] file = TestImages.Encode(
            256, 192, (x, y) => new SKColor((byte)(128 + (60 * Math.Sin(x / 9.0))), (byte)(y + 30), (byte)((x + y) / 2)), SKEncodedImageFormat.Jpeg);
        ImageTarget target = Target(size, size * 3 / 4) with { Resize = mode, Height = mode == ResizeMode.Stretch ? size * 3 / 4 : size };
        DecodedImage reduced = Decode(file, target);
        Assert.Equal((width, height, 256, 192), (reduced.Width, reduced.Height, reduced.SourceWidth, reduced.SourceHeight));
        byte[] fromReduced = new byte[target.Width * target.Height * 3];
        byte[] fromWhole = new byte[fromReduced.Length];
        new ResizeWorkspace().Resize(reduced, target, 3, fromReduced);
        ulong hash = reduced.ContentHash;
        DecodedImage whole = Decode(file);
        new ResizeWorkspace().Resize(whole, target, 3, fromWhole);
        Assert.Equal(hash, whole.ContentHash);
        Assert.InRange(fromReduced.Zip(fromWhole, (one, other) => Math.Abs(one - other)).Max(), 0, 6);
    }

    [Fact]
    public void ContentHash_SamePixelsInOtherFiles_IsEqual()
    {
        SKColor Grey(int x, int y) => new((byte)(x + (3 * y)), (byte)(x + (3 * y)), (byte)(x + (3 * y)));
        ulong color = Decode(TestImages.Encode(40, 30, Grey, SKEncodedImageFormat.Png)).ContentHash;
        using SKBitmap grey = new(new SKImageInfo(40, 30, SKColorType.Gray8, SKAlphaType.Opaque));
        for (int index = 0; index < 1200; index++)
        {
            grey.SetPixel(index % 40, index / 40, Grey(index % 40, index / 40));
        }

        using SKData data = grey.Encode(SKEncodedImageFormat.Png, 100);
        DecodedImage single = Decode(data.ToArray());
        Assert.Equal(1, single.Channels);
        Assert.Equal(color, single.ContentHash);
        Assert.NotEqual(color, Decode(TestImages.Encode(30, 40, Grey, SKEncodedImageFormat.Png)).ContentHash);
        Assert.NotEqual(color, Decode(TestImages.Encode(40, 30, (x, y) => x + y == 0 ? SKColors.Red : Grey(x, y), SKEncodedImageFormat.Png)).ContentHash);
    }

    [Fact]
    public void ContentHash_JpegWithOtherMetadata_IsEqual()
    {
        byte[] file = Convert.FromBase64String(RotatedJpeg);
        byte[] commented = [.. file[..2], 0xFF, 0xFE, 0, 6, 1, 2, 3, 4, .. file[2..]];
        byte[] turned = [.. file];
        turned[Array.IndexOf(file, (byte)0x12) + 8] = 8;
        Assert.Equal(Decode(file).ContentHash, Decode(commented).ContentHash);
        Assert.NotEqual(Decode(file).ContentHash, Decode(turned).ContentHash);
    }

    public void Dispose()
    {
        _decoder.Dispose();
        _folder.Dispose();
    }

    /// <summary>A PNG whose header claims a size, with no pixels behind it.</summary>
    internal static byte[] PngWithHeader(int width, int height)
    {
        byte[] header = new byte[17];
        Encoding.ASCII.GetBytes("IHDR").CopyTo(header, 0);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), height);
        (header[12], header[13]) = (8, 0);
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk(header), .. Chunk([.. Encoding.ASCII.GetBytes("IDAT"), 0x78, 0x9C, 0x03, 0, 0, 0, 0, 1])];
    }

    private static byte[] Chunk(byte[] typeAndData)
    {
        uint remainder = uint.MaxValue;
        foreach (byte value in typeAndData)
        {
            remainder ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder >> 1) ^ ((remainder & 1) * 0xEDB88320);
            }
        }

        byte[] length = new byte[4];
        byte[] check = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, typeAndData.Length - 4);
        BinaryPrimitives.WriteUInt32BigEndian(check, ~remainder);
        return [.. length, .. typeAndData, .. check];
    }

    private static ImageTarget Target(int width, int height) => new(width, height, false, false, ResizeMode.Stretch, ColorMode.Rgb);

    private DecodedImage Decode(byte[] file, ImageTarget? target = null) => _decoder.Decode(_folder.Write("image", file), target);

    private static byte[] Rgb(DecodedImage image) => image.Channels == 1
        ? [.. image.Pixels.ToArray().SelectMany(value => new[] { value, value, value })]
        : [.. image.Pixels.ToArray().Where((_, index) => index % 4 != 3)];
}
