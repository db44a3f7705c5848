using MlPipelines.Bench;
using MlPipelines.Pipelines;
using SkiaSharp;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

/// <summary>What is told before a decoder sees the pixels.</summary>
public sealed class ImageStructureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ImageDecoder _decoder = new();

    /// <summary>CRC-32 of the nine digits is the check value of the catalogues.</summary>
    [Fact]
    public void Crc32_NineDigits_IsTheCheckValue() => Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));

    [Fact]
    public void Decode_PngWithAWrongChecksum_SaysSo()
    {
        byte[] file = TestImages.Numbered(3);
        int data = file.AsSpan().IndexOf("IDAT"u8);
        file[data + 12] ^= 1;
        Assert.Equal("damaged: the checksum of its part IDAT is wrong", Reason(file, "a.png"));
    }

    [Fact]
    public void Decode_PngThatClaimsMoreThanItsDataCanHold_IsRefusedBeforeDecoding() =>
        Assert.Equal("truncated: fewer data than an image of that size can have", Reason(HandmadeImages.Png(9_000, 9_000, new byte[100]), "a.png"));

    [Fact]
    public void Decode_LongSide_IsRefused() =>
        Assert.Equal("70000 x 2 pixels, a side of more than 65535", Reason(HandmadeImages.BlankPng(70_000, 2), "a.png"));

    [Fact]
    public void Decode_JpegOfManyPasses_IsRefused() =>
        Assert.Equal("damaged: more than 100 passes over the image", Reason(HandmadeImages.JpegOfManyPasses(640, 480, 101), "a.jpg"));

    /// <summary>Skia fills what is missing with grey when an end marker follows.</summary>
    [Fact]
    public void Decode_JpegThatClaimsMoreThanItsDataCanHold_IsRefused()
    {
        byte[] file = TestImages.Encode(16, 16, (x, y) => new SKColor((byte)(x * 9), (byte)y, 7), SKEncodedImageFormat.Jpeg);
        int frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        (file[frame + 5], file[frame + 7]) = (0x20, 0x20);
        Assert.Equal("truncated: fewer data than an image of that size can have", Reason(file, "a.jpg"));
    }

    [Fact]
    public void Decode_WholeImages_HaveNoFault()
    {
        Assert.Null(Reason(HandmadeImages.BlankPng(300, 200), "a.png"));
        Assert.Null(Reason(HandmadeImages.Gif(20, 10, (x, y) => (byte)(x * y)), "a.gif"));
        Assert.Null(Reason(HandmadeImages.Bmp(20, 10, (x, y) => (byte)(x * y)), "a.bmp"));
        foreach (int quality in (int[])[1, 30, 100])
        {
            Assert.Null(Reason(TestImages.Encode(200, 100, (_, _) => SKColors.White, SKEncodedImageFormat.Jpeg, quality), "a.jpg"));
        }
    }

    public void Dispose()
    {
        _decoder.Dispose();
        _folder.Dispose();
    }

    private string? Reason(byte[] file, string name) => _decoder.Decode(_folder.Write(name, file), null).Reason;
}
