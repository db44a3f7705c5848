using MlPipelines.Audits;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Audits;

public class HeatPictureTests
{
    private static readonly SamplePicture s_grey = new(28, 28, 1, [.. Enumerable.Repeat((byte)200, 784)]);

    [Fact]
    public void Of_SmallImage_IsEnlargedByAWholeFactor()
    {
        SamplePicture heat = HeatPicture.Of(s_grey, [0, 0, 0, 0], 2, 2);
        Assert.Equal((84, 84, 3), (heat.Width, heat.Height, heat.Channels));
        Assert.Equal(84 * 84 * 3, heat.Pixels.Length);
    }

    [Fact]
    public void Of_LargeImage_KeepsItsSize()
    {
        SamplePicture heat = HeatPicture.Of(new SamplePicture(100, 60, 3, new byte[18_000]), [1], 1, 1);
        Assert.Equal((100, 60), (heat.Width, heat.Height));
    }

    [Fact]
    public void Of_ColdAndHotHalves_AreDimmedGreyAndYellow()
    {
        SamplePicture heat = HeatPicture.Of(s_grey, [0, 1], 1, 2);
        byte[] cold = heat.Pixels[..3];
        byte[] hot = heat.Pixels[(83 * 3)..(84 * 3)];
        Assert.Equal([120, 120, 120], cold);
        Assert.True(hot[0] > 200 && hot[1] > 180 && hot[2] < 80, string.Join(", ", hot));
    }

    [Theory]
    [InlineData(0.25f, 0f)]
    [InlineData(0.5f, 0.5f)]
    [InlineData(0.625f, 0.75f)]
    [InlineData(0.75f, 1f)]
    [InlineData(0f, 0f)]
    [InlineData(1f, 1f)]
    public void At_BetweenTheMiddlesOfCells_IsLinear(float along, float value) => Assert.Equal(value, HeatPicture.At([0, 1, 0, 1], 2, 2, 0.5f, along), 1e-6f);
}
