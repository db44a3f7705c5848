using CsCheck;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class ChannelNormalizationTests
{
    private static readonly Gen<(byte[] Pixels, float[] Scale, float[] Offset)> Cases =
        from channels in Gen.Bool.Select(color => color ? 3 : 1)
        from count in Gen.Int[1, 150]
        from pixels in Gen.Byte.Array[count * channels]
        from scale in Gen.Float[0.001f, 2f].Array[channels]
        from offset in Gen.Float[-3f, 3f].Array[channels]
        select (pixels, scale, offset);

    [Fact]
    public void Apply_AnyPixels_IsTheExpressionToTheLastBit() => Cases.Sample(example =>
    {
        (byte[] pixels, float[] scale, float[] offset) = example;
        float[] received = new float[pixels.Length];
        new ChannelNormalization(scale, offset).Apply(pixels, received);

        for (int index = 0; index < pixels.Length; index++)
        {
            float product = pixels[index] * scale[index % scale.Length];
            Assert.Equal(product + offset[index % scale.Length], received[index]);
        }
    });

    [Fact]
    public void Apply_BytesAndTheSameValues_HaveTheSameBits() => Cases.Sample(example =>
    {
        ChannelNormalization normalization = new(example.Scale, example.Offset);
        float[] fromBytes = new float[example.Pixels.Length];
        float[] fromValues = [.. example.Pixels.Select(pixel => (float)pixel)];

        normalization.Apply(example.Pixels, fromBytes);
        normalization.Apply(fromValues);

        Assert.Equal(fromBytes, fromValues);
    });
}
