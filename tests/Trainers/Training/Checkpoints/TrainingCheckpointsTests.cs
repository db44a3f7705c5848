using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>Trainings that are interrupted at any step and go on must end with the bits of one that was not.</summary>
public sealed class TrainingCheckpointsTests : IDisposable
{
    private static readonly MlpOptions Network = new()
    {
        Layers = [new DenseOptions { Units = 12 }, new BatchNormOptions(), new ActivationLayerOptions { Function = Activation.Relu }, new DropoutOptions { Rate = 0.3 }],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoints-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Optimizers => ["sgd", "adamW", "rmsProp"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Train_KilledAtEveryFewStepsOrCancelled_GivesTheUninterruptedBits(string optimizer)
    {
        TrainingOptions training = Training(optimizer);
        using ArrayData data = Data();
        TrainingOutcome whole = ModelTraining.Train(Samples.Scenario(Network, training), data, Samples.Seeds(), null, TestContext.Current.CancellationToken);
        using ITrainedModel expected = whole.Model;
        List<string> notes = [];

        TrainingOutcome? interrupted = null;
        for (int attempt = 0; interrupted is null; attempt++)
        {
            Assert.True(attempt < 40, "it makes no headway");
            using CancellationTokenSource cancel = new();
            InterruptingClock clock = new(after: 45, attempt % 3 == 2 ? cancel.Cancel : () => throw new KilledException());
            TrainingCheckpoints checkpoints = Checkpoints(clock, notes);
            try
            {
                interrupted = ModelTraining.Train(Samples.Scenario(Network, training), data, Samples.Seeds(), null, cancel.Token, checkpoints: checkpoints);
            }
            catch (Exception exception) when (exception is KilledException or OperationCanceledException)
            {
                Assert.True(File.Exists(checkpoints.File));
            }
        }

        using ITrainedModel model = interrupted.Model;
        Assert.True(notes.Count > 5, $"{notes.Count}");
        Assert.Contains(notes, note => !note.Contains("at step 1;", StringComparison.Ordinal));
        Assert.Equal(expected.WeightsDigest, model.WeightsDigest);
        Assert.Equal(whole.History.Select(Timeless), interrupted.History.Select(Timeless));
        Assert.Equal(whole.History.SelectMany(epoch => epoch.LayerGradientNorms), interrupted.History.SelectMany(epoch => epoch.LayerGradientNorms));
        Assert.Equal((whole.KeptEpoch, whole.StoppedEarly), (interrupted.KeptEpoch, interrupted.StoppedEarly));
        Assert.Equal(whole.Running!.Rows, interrupted.Running!.Rows);
        Assert.Equal(whole.Running.Probabilities, interrupted.Running.Probabilities);
        Assert.Equal(whole.TrainMode!.Probabilities, interrupted.TrainMode!.Probabilities);
        Assert.Equal(whole.TrainAugmented!.Probabilities, interrupted.TrainAugmented!.Probabilities);
    }

    [Fact]
    public void Train_CheckpointOfOtherOptions_BeginsAnewAndSaysSo()
    {
        using ArrayData data = Data();
        TrainingOptions training = Training("adamW") with { Epochs = 2 };
        List<string> notes = [];
        using ITrainedModel other = ModelTraining.Train(
            Samples.Scenario(Network, training), data, Samples.Seeds(repeat: 1), null, TestContext.Current.CancellationToken, checkpoints: Checkpoints(TimeProvider.System, notes, "other")).Model;

        using ITrainedModel model = ModelTraining.Train(
            Samples.Scenario(Network, training), data, Samples.Seeds(), null, TestContext.Current.CancellationToken, checkpoints: Checkpoints(TimeProvider.System, notes)).Model;
        using ITrainedModel expected = ModelTraining.Train(Samples.Scenario(Network, training), data, Samples.Seeds(), null, TestContext.Current.CancellationToken).Model;

        Assert.Equal(expected.WeightsDigest, model.WeightsDigest);
        Assert.Contains("is not used (it belongs to another configuration", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_CheckpointOfAnotherNetworkUnderTheSameKey_BeginsAnewAndSaysSo()
    {
        using ArrayData data = Data();
        TrainingOptions training = Training("adamW") with { Epochs = 2 };
        List<string> notes = [];
        using ITrainedModel other = ModelTraining.Train(
            Samples.Scenario(new MlpOptions { HiddenUnits = [5] }, training), data, Samples.Seeds(), null, TestContext.Current.CancellationToken, checkpoints: Checkpoints(TimeProvider.System, notes)).Model;

        using ITrainedModel model = ModelTraining.Train(
            Samples.Scenario(Network, training), data, Samples.Seeds(), null, TestContext.Current.CancellationToken, checkpoints: Checkpoints(TimeProvider.System, notes)).Model;
        using ITrainedModel expected = ModelTraining.Train(Samples.Scenario(Network, training), data, Samples.Seeds(), null, TestContext.Current.CancellationToken).Model;

        Assert.Equal(expected.WeightsDigest, model.WeightsDigest);
        Assert.Contains("is not used", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ShorterThanTheInterval_WritesNone()
    {
        using ArrayData data = Data();
        TrainingCheckpoints checkpoints = new() { File = Path.Combine(_folder, "checkpoint.bin"), Key = "key", Clock = new StandingClock() };

        using ITrainedModel model = ModelTraining.Train(
            Samples.Scenario(Network, Training("sgd") with { Epochs = 2 }), data, Samples.Seeds(), null, TestContext.Current.CancellationToken, checkpoints: checkpoints).Model;

        Assert.Equal(0, checkpoints.Written);
        Assert.False(File.Exists(checkpoints.File));
    }

    private TrainingCheckpoints Checkpoints(TimeProvider clock, List<string> notes, string key = "key") =>
        new() { File = Path.Combine(_folder, "checkpoint.bin"), Key = key, Clock = clock, Interval = TimeSpan.Zero, Note = notes.Add };

    private static TrainingOptions Training(string optimizer) => new()
    {
        Epochs = 12,
        BatchSize = 16,
        EarlyStopping = new EarlyStoppingOptions { Patience = 4 },
        Schedule = new PlateauScheduleOptions { Patience = 1, WarmupEpochs = 1 },
        Sampling = SamplingMode.Oversample,
        CleanTrainingSample = 40,
        Optimizer = optimizer switch
        {
            "sgd" => new SgdOptions { LearningRate = 0.05, Momentum = 0.9 },
            "adamW" => new AdamWOptions { LearningRate = 0.02 },
            _ => new RmsPropOptions { LearningRate = 0.01, Momentum = 0.5 },
        },
    };

    private static ArrayData Data()
    {
        ArraySamples train = Samples.Blobs("train", 100, 6, 3, 1, spread: 1.5);
        return new ArrayData(
            Samples.Table(6), 3, train, Samples.Blobs("selection", 60, 6, 3, 2, 1.5), Samples.Blobs("validation", 60, 6, 3, 3, 1.5), new ShiftAugmentation(train, 0.01f));
    }

    private static EpochRecord Timeless(EpochRecord epoch) => epoch with { Seconds = 0, StepSeconds = 0, LayerGradientNorms = [] };

    private sealed class KilledException : Exception;

    /// <summary>A clock that jumps once, so that the first checkpoint is due, and then stands, so that checkpoints cost nothing and always are; it interrupts after some looks.</summary>
    private sealed class InterruptingClock(int after, Action interrupt) : TimeProvider
    {
        private int _looks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp()
        {
            if (++_looks == after)
            {
                interrupt();
            }

            return _looks == 1 ? 0 : 1000;
        }
    }

    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
