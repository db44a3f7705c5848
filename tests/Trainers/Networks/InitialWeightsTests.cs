using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class InitialWeightsTests
{
    // A convolution 3x3 from 16 to 64 channels: fan-in 144, fan-out 576.
    [Theory]
    [InlineData(Initializer.GlorotUniform, 2.0 / 720, true)]
    [InlineData(Initializer.GlorotNormal, 2.0 / 720, false)]
    [InlineData(Initializer.HeUniform, 2.0 / 144, true)]
    [InlineData(Initializer.HeNormal, 2.0 / 144, false)]
    [InlineData(Initializer.LecunUniform, 1.0 / 144, true)]
    [InlineData(Initializer.LecunNormal, 1.0 / 144, false)]
    public void Draw_Kernel_HasTheVarianceAndTheBoundsOfItsRule(Initializer initializer, double variance, bool uniform)
    {
        float[] kernel = Draw(initializer)["layers[1] conv2d/kernel"].Values;
        double limit = uniform ? Math.Sqrt(3 * variance) : 2 * Math.Sqrt(variance) / 0.87962566103423978;

        Assert.Equal(9216, kernel.Length);
        Assert.Equal(0, kernel.Average(value => (double)value), 4 * Math.Sqrt(variance / kernel.Length));
        Assert.Equal(1, kernel.Average(value => (double)value * value) / variance, 0.06);
        Assert.All(kernel, value => Assert.True(Math.Abs(value) <= limit * 1.000001));
        Assert.True(kernel.Max() > 0.95 * limit);
    }

    [Fact]
    public void Draw_Zeros_IsAllZeroAndBiasesStartAtZero()
    {
        NamedWeights weights = Draw(Initializer.Zeros);

        Assert.All(weights["layers[1] conv2d/kernel"].Values, value => Assert.Equal(0, value));
        Assert.All(weights["layers[1] conv2d/bias"].Values, value => Assert.Equal(0, value));
        Assert.All(weights["layers[2] batchNorm/gamma"].Values, value => Assert.Equal(1, value));
        Assert.All(weights["layers[2] batchNorm/movingVariance"].Values, value => Assert.Equal(1, value));
    }

    [Fact]
    public void Draw_AnotherLayerChanges_LeavesTheDrawsOfTheRest()
    {
        NamedWeights normal = Draw(Initializer.HeNormal);
        NamedWeights uniform = Draw(Initializer.HeUniform);

        Assert.Equal(normal["layers[0] conv2d/kernel"].Values, uniform["layers[0] conv2d/kernel"].Values);
        Assert.NotEqual(normal["layers[1] conv2d/kernel"].Values, uniform["layers[1] conv2d/kernel"].Values);
        Assert.Equal(normal["output dense/kernel"].Values, uniform["output dense/kernel"].Values);
        Assert.NotEqual(normal["layers[0] conv2d/kernel"].Values, Draw(Initializer.HeNormal, repeat: 1)["layers[0] conv2d/kernel"].Values);
    }

    private static NamedWeights Draw(Initializer initializer, int repeat = 0)
    {
        (NetworkDescription? network, _) = NetworkDesign.Describe(
            new CnnOptions
            {
                Layers =
                [
                    new Conv2DOptions { Filters = 16 },
                    new Conv2DOptions { Filters = 64, KernelInitializer = initializer },
                    new BatchNormOptions(),
                    new GlobalAveragePoolOptions(),
                ],
            },
            Samples.Image(8),
            3);
        return InitialWeights.Draw(network!, Samples.Seeds(repeat: repeat));
    }
}
