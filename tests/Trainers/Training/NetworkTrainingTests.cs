using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class NetworkTrainingTests
{
    [Fact]
    public void Train_MlpOnSeparableTable_LearnsIt()
    {
        using ArrayData data = Samples.BlobData(spread: 0.5);
        TrainingOutcome outcome = Train(data, new MlpOptions { HiddenUnits = [16] }, new TrainingOptions { Epochs = 8, Optimizer = new AdamOptions { LearningRate = 0.02 } });
        using ITrainedModel model = outcome.Model;

        Assert.Equal(8, outcome.History.Count);
        Assert.Equal("validation", outcome.History[^1].HeldOutSet);
        Assert.True(outcome.History[^1].HeldOutAccuracy > 0.95, $"{outcome.History[^1]}");
        Assert.Equal((6 * 16) + 16 + (16 * 3) + 3, model.ParameterCount);
    }

    [Fact]
    public void Train_SmallCnnOnFashion_LearnsIt()
    {
        using ArrayData data = Fashion(1200, 400);
        TrainingOutcome outcome = Train(data, new CnnOptions { Dropout = 0.25 }, new TrainingOptions { Epochs = 3 });
        using ITrainedModel model = outcome.Model;

        Assert.True(outcome.History[^1].HeldOutAccuracy > 0.7, $"{outcome.History[^1]}");
        Assert.True(outcome.History[^1].TrainLoss < outcome.History[0].TrainLoss);
    }

    private static ArrayData Fashion(int train, int validation) => new(
        Samples.Image(), 10, Samples.Fashion("train", 0, train), null, Samples.Fashion("validation", train, validation));

    private static TrainingOutcome Train(PreparedData data, ModelOptions model, TrainingOptions training, TrialSeeds? seeds = null) =>
        ModelTraining.Train(Samples.Scenario(model, training), data, seeds ?? Samples.Seeds(), null, CancellationToken.None);
}
