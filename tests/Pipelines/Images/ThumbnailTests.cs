using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public class ThumbnailTests
{
    [Fact]
    public void Of_SmallPicture_IsThePictureItself()
    {
        SamplePicture picture = new(96, 28, 1, new byte[96 * 28]);
        Assert.Same(picture, Thumbnail.Of(picture));
    }

    [Fact]
    public void Of_LargeColourPicture_KeepsItsShapeAndColours()
    {
        // The left half red, the right half blue.
        byte[] pixels = [.. Enumerable.Range(0, 200 * 100).SelectMany(index => index % 200 < 100 ? (byte[])[250, 10, 20] : [10, 20, 250])];
        SamplePicture small = Thumbnail.Of(new SamplePicture(200, 100, 3, pixels));
        Assert.Equal((96, 48, 3), (small.Width, small.Height, small.Channels));
        Assert.Equal([250, 10, 20], small.Pixels[..3]);
        Assert.Equal([10, 20, 250], small.Pixels[^3..]);
    }

    [Fact]
    public void Of_LongThinPicture_KeepsAPixel()
    {
        SamplePicture small = Thumbnail.Of(new SamplePicture(1, 1000, 1, new byte[1000]));
        Assert.Equal((1, 96), (small.Width, small.Height));
    }
}
