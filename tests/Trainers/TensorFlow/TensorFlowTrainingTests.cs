using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>The training loop on TensorFlow: the same bits again, whatever else the process did.</summary>
public class TensorFlowTrainingTests
{
    private static readonly CnnOptions s_everything = new()
    {
        Layers =
        [
            new Conv2DOptions { Filters = 4, Padding = Padding.Same, KernelSize = 2 },
            new BatchNormOptions(),
            new ActivationLayerOptions { Function = Activation.Gelu },
            new MaxPool2DOptions(),
            new DropoutOptions { Rate = 0.3 },
            new FlattenOptions(),
        ],
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Train_SameSeedTwice_GivesTheSameBits(int threads)
    {
        TrainingOptions training = new()
        {
            Epochs = 2,
            Optimizer = new AdamWOptions(),
            ClipNorm = 1,
            Sampling = SamplingMode.Oversample,
            Engine = NeuralEngine.Tensorflow,
            Threads = threads,
        };
        using ArrayData data = Fashion(200, 100);
        (TrainingOutcome first, float[] weights) = Train(data, s_everything, training);

        // A session of another number of threads in between: the process must not keep the first one's.
        Train(data, s_everything, training with { Threads = 3 - threads });
        (TrainingOutcome second, float[] again) = Train(data, s_everything, training);

        Assert.Equal(weights, again);
        Assert.Equal(first.History.Select(epoch => (epoch.TrainLoss, epoch.HeldOutLoss, epoch.GradientNorm)), second.History.Select(epoch => (epoch.TrainLoss, epoch.HeldOutLoss, epoch.GradientNorm)));
        Assert.Equal(first.Running!.Probabilities, second.Running!.Probabilities);
        Assert.Equal(first.TrainMode!.Probabilities, second.TrainMode!.Probabilities);
    }

    [Fact]
    public void Train_SmallCnnOnFashion_LearnsAsTorchDoes()
    {
        using ArrayData data = Fashion(600, 300);
        TrainingOptions training = new() { Epochs = 2, Engine = NeuralEngine.Tensorflow };
        (TrainingOutcome received, _) = Train(data, new CnnOptions { Dropout = 0.25 }, training);
        (TrainingOutcome expected, _) = Train(data, new CnnOptions { Dropout = 0.25 }, training with { Engine = NeuralEngine.Torch });

        // Adam from the same weights on the same batches: the same to some digits after 38 steps.
        Assert.Equal(expected.History[^1].HeldOutLoss, received.History[^1].HeldOutLoss, 0.01);
        Assert.Equal(expected.History[^1].HeldOutAccuracy, received.History[^1].HeldOutAccuracy, 0.02);
        Assert.Equal(expected.History[0].GradientNorm, received.History[0].GradientNorm, 0.01);
    }

    [Fact]
    public void EngineOf_Network_NamesTheVersion()
    {
        TestEngines.Require(NeuralEngine.Tensorflow);
        Assert.Matches(
            @"^tensorflow \d+\.\d+\.\d+ \(C library\)$", ModelTraining.EngineOf(Samples.Scenario(new MlpOptions(), new TrainingOptions { Engine = NeuralEngine.Tensorflow })));
    }

    private static (TrainingOutcome Outcome, float[] Weights) Train(ArrayData data, NetworkOptions model, TrainingOptions training)
    {
        TestEngines.Require(training.Engine);
        TrainingOutcome outcome = ModelTraining.Train(Samples.Scenario(model, training), data, Samples.Seeds(), null, TestContext.Current.CancellationToken);
        using TrainedNetwork trained = (TrainedNetwork)outcome.Model;
        return (outcome, [.. trained.Weights.Arrays.SelectMany(array => array.Values)]);
    }

    private static ArrayData Fashion(int train, int validation) =>
        new(Samples.Image(), 10, Samples.Fashion("train", 0, train), null, Samples.Fashion("validation", train, validation));
}
