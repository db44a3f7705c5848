using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class DropoutMasksTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1)]
    [InlineData(0.937)]
    public void Fill_Rate_DropsItsShareAndScalesTheRest(double rate)
    {
        float[] mask = Fill(rate, 0, 0, 0);

        Assert.All(mask, value => Assert.True(value == 0 || value == (float)(1 / (1 - rate))));
        Assert.Equal(rate, mask.Average(value => value == 0 ? 1.0 : 0), 4 * Math.Sqrt(rate * (1 - rate) / mask.Length));
    }

    [Fact]
    public void Fill_Key_DecidesEveryDraw()
    {
        float[] mask = Fill(0.5, 0, 2, 3);

        Assert.Equal(mask, Fill(0.5, 0, 2, 3));
        Assert.NotEqual(mask, Fill(0.5, 1, 2, 3));
        Assert.NotEqual(mask, Fill(0.5, 0, 1, 3));
        Assert.NotEqual(mask, Fill(0.5, 0, 2, 4));
    }

    [Fact]
    public void Fill_HigherRate_DropsWhatTheLowerDropsAndMore()
    {
        // Variants that differ in the rate alone share their draws: the comparison is paired.
        Assert.All(Fill(0.2, 0, 0, 0).Zip(Fill(0.6, 0, 0, 0)), pair => Assert.True(pair.First != 0 || pair.Second == 0));
    }

    [Fact]
    public void Fill_StreamThatDoesNotVary_IsTheSameInEveryRepeat()
    {
        TrialSeeds first = new(1, 0, [RandomStream.Init]);
        TrialSeeds second = new(1, 1, [RandomStream.Init]);

        Assert.Equal(Fill(0.5, first, 0, 0), Fill(0.5, second, 0, 0));
    }

    private static float[] Fill(double rate, int repeat, int epoch, int step) => Fill(rate, Samples.Seeds(repeat: repeat), epoch, step);

    private static float[] Fill(double rate, TrialSeeds seeds, int epoch, int step)
    {
        NetworkDescription network = NetworkDesign.Describe(
            new MlpOptions { Layers = [new DropoutOptions { Rate = rate }] }, Samples.Table(1001), 2).Network!;
        TrainingBatch batch = new(network, 33) { Count = 33 };
        DropoutMasks.Fill(batch, network, seeds, epoch, step);
        return batch.DropoutMasks[0];
    }
}
