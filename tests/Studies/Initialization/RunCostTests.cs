using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class RunCostTests
{
    [Theory]
    [InlineData(20, "half a minute")]
    [InlineData(60, "a minute")]
    [InlineData(100, "1.5 minutes")]
    [InlineData(170, "3 minutes")]
    [InlineData(650, "11 minutes")]
    [InlineData(9000, "2.5 hours")]
    public void Text_OfSeconds_IsRoundedToWhatAnEstimateKnows(double seconds, string expected) => Assert.Equal(expected, RunCost.Text(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void OfNetwork_TwiceTheSamples_TakesLongerButNotTheStart()
    {
        double once = RunCost.OfNetwork(1e6, 10_000, 2_000, 10, 32, 1).TrialSeconds;
        double twice = RunCost.OfNetwork(1e6, 20_000, 4_000, 10, 32, 1).TrialSeconds;

        Assert.InRange(twice, once * 1.5, once * 2);
    }

    /// <summary>By hand: 28x28x9x1x16 + 14x14x9x16x32 + 7x7x32x64.</summary>
    [Fact]
    public void For_SmallGreyImages_CountsTheMultiplicationsOfThePreset()
    {
        ProposedNetwork network = ProposedNetwork.For(28, 28, 1);

        Assert.Equal("small", network.Preset);
        Assert.Equal(112_896 + 903_168 + 100_352, network.Multiplications);
        Assert.Equal((7, 7), network.Map);
    }

    [Theory]
    [InlineData(400, 16, 40)]
    [InlineData(4_000, 32, 16)]
    [InlineData(50_000, 64, 8)]
    public void For_Samples_GivesEnoughSteps(int samples, int batch, int epochs)
    {
        TrainingLengthChoice length = TrainingLengthChoice.For(samples, 40);

        Assert.Equal((batch, epochs), (length.Batch, length.Epochs));
    }
}
