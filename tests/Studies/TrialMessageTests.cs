using MlPipelines.Studies;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class TrialMessageTests
{
    [Fact]
    public void Write_Epoch_IsOneLineThatReadsBack()
    {
        EpochRecord epoch = new()
        {
            Epoch = 3,
            RunningLoss = 0.1,
            RunningAccuracy = 1.0 / 3,
            TrainLoss = 0.2,
            TrainAccuracy = 0.9,
            HeldOutSet = "validation",
            HeldOutLoss = 0.3,
            HeldOutAccuracy = 0.8,
            LearningRate = 1e-3,
            GradientNorm = 12.5,
            LayerGradientNorms = [0.5, 2],
            Seconds = 0.25,
        };
        StringWriter writer = new();

        TrialMessage.Write(writer, new TrialMessage { Epochs = 10, Epoch = epoch });

        string line = Assert.Single(writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)).TrimEnd('\r');
        TrialMessage read = TrialMessage.Read(line)!;
        Assert.Equal([0.5, 2], read.Epoch!.LayerGradientNorms);
        Assert.Equal(new TrialMessage { Epochs = 10, Epoch = epoch }, read with { Epoch = read.Epoch with { LayerGradientNorms = epoch.LayerGradientNorms } });
    }

    [Theory]
    [InlineData("")]
    [InlineData("OMP: Info #123")]
    [InlineData("{ broken")]
    public void Read_ForeignOutput_IsNoMessage(string line) => Assert.Null(TrialMessage.Read(line));
}
