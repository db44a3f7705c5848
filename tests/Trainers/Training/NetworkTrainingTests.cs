using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class NetworkTrainingTests
{
    private static readonly OptimizerOptions Fast = new AdamOptions { LearningRate = 0.02 };

    [Fact]
    public void Train_MlpOnSeparableTable_LearnsIt()
    {
        using ArrayData data = Samples.BlobData(spread: 0.5);
        TrainingOutcome outcome = Train(data, new MlpOptions { HiddenUnits = [16] }, new TrainingOptions { Epochs = 8, Optimizer = Fast });
        using ITrainedModel model = outcome.Model;

        Assert.Equal(8, outcome.History.Count);
        Assert.Equal(7, outcome.KeptEpoch);
        Assert.False(outcome.StoppedEarly);
        Assert.Equal("validation", outcome.History[^1].HeldOutSet);
        Assert.True(outcome.History[^1].HeldOutAccuracy > 0.95, $"{outcome.History[^1]}");
        Assert.Equal((6 * 16) + 16 + (16 * 3) + 3, model.ParameterCount);
        Assert.Null(outcome.TrainAugmented);
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

    [Fact]
    public void Train_ThirtyTwoImages_AreLearntByHeart()
    {
        using ArrayData data = Fashion(32, 32);
        TrainingOutcome outcome = Train(data, new CnnOptions(), new TrainingOptions { Epochs = 40, BatchSize = 8 });
        using ITrainedModel model = outcome.Model;

        Assert.Equal(1, outcome.History[^1].TrainAccuracy);
        Assert.True(outcome.History[^1].TrainLoss < 0.05);
    }

    [Fact]
    public void Train_SameSeedTwice_GivesTheSameBits()
    {
        CnnOptions everything = new()
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
        TrainingOptions training = new() { Epochs = 2, Optimizer = new AdamWOptions(), ClipNorm = 1, Sampling = SamplingMode.Oversample };
        using ArrayData data = Fashion(200, 100, augment: true);
        TrainingOutcome first = Train(data, everything, training);
        TrainingOutcome second = Train(data, everything, training);
        TrainingOutcome other = Train(data, everything, training, Samples.Seeds(repeat: 1));
        using ITrainedModel model = first.Model;
        using ITrainedModel again = second.Model;
        using ITrainedModel different = other.Model;

        Assert.Equal(Weights(first), Weights(second));
        Assert.Equal(Timeless(first.History), Timeless(second.History));
        Assert.Equal(first.History.SelectMany(epoch => epoch.LayerGradientNorms), second.History.SelectMany(epoch => epoch.LayerGradientNorms));
        Assert.Equal(first.Running!.Probabilities, second.Running!.Probabilities);
        Assert.Equal(first.TrainAugmented!.Probabilities, second.TrainAugmented!.Probabilities);
        Assert.Equal(first.TrainMode!.Probabilities, second.TrainMode!.Probabilities);
        Assert.NotEqual(Weights(first), Weights(other));
    }

    [Fact]
    public void Train_TwoThreads_RepeatsToTheLastBit()
    {
        using ArrayData data = Fashion(96, 20);
        TrainingOutcome first = Train(data, new CnnOptions(), new TrainingOptions { Epochs = 1, Threads = 2 });
        TrainingOutcome second = Train(data, new CnnOptions(), new TrainingOptions { Epochs = 1, Threads = 2 });
        using ITrainedModel model = first.Model;
        using ITrainedModel again = second.Model;

        Assert.Equal(Weights(first), Weights(second));
    }

    [Fact]
    public void Train_BatchLargerThanTheData_IsOneStepPerEpoch()
    {
        using ArrayData data = Samples.BlobData();
        TrainingOutcome exact = Train(data, new MlpOptions(), new TrainingOptions { Epochs = 2, BatchSize = 240 });
        TrainingOutcome larger = Train(data, new MlpOptions(), new TrainingOptions { Epochs = 2, BatchSize = 65_536 });
        using ITrainedModel model = exact.Model;
        using ITrainedModel other = larger.Model;

        Assert.Equal(Weights(exact), Weights(larger));
        Assert.Equal(exact.TrainMode!.Probabilities, larger.TrainMode!.Probabilities);
    }

    [Fact]
    public void Train_SortedByClass_LearnsAsWellAsShuffled()
    {
        ArraySamples shuffled = Samples.Fashion("train", 0, 1000);
        int[] order = [.. Enumerable.Range(0, 1000).OrderBy(row => shuffled.Labels[row])];
        ArraySamples validation = Samples.Fashion("validation", 1000, 400);
        double Accuracy(ArraySamples train)
        {
            using ArrayData data = new(Samples.Image(), 10, train, null, validation);
            TrainingOutcome outcome = Train(data, new CnnOptions(), new TrainingOptions { Epochs = 3 });
            outcome.Model.Dispose();
            return outcome.History[^1].HeldOutAccuracy;
        }

        double sorted = Accuracy(shuffled.Reordered(order));
        Assert.True(sorted > 0.7);
        Assert.Equal(Accuracy(shuffled), sorted, 0.06);
    }

    [Fact]
    public void Train_EarlyStopping_RestoresTheBestEpochAndItsRunningPredictions()
    {
        // Overlapping classes, a large network and a high rate: the selection loss soon rises.
        using ArrayData data = Samples.BlobData(90, spread: 3, selection: true);
        MlpOptions model = new() { HiddenUnits = [64], Dropout = 0.2 };
        TrainingOptions stopping = new() { Epochs = 60, Optimizer = Fast, EarlyStopping = new EarlyStoppingOptions { Patience = 4 } };
        TrainingOutcome stopped = Train(data, model, stopping);
        using ITrainedModel kept = stopped.Model;
        int best = stopped.KeptEpoch!.Value;
        TrainingOutcome upToBest = Train(data, model, stopping with { Epochs = best + 1, EarlyStopping = null });
        using ITrainedModel reference = upToBest.Model;

        Assert.True(stopped.StoppedEarly);
        Assert.Equal(best + 5, stopped.History.Count);
        Assert.Equal(stopped.History.Min(epoch => epoch.HeldOutLoss), stopped.History[best].HeldOutLoss);
        Assert.All(stopped.History, epoch => Assert.Equal("selection", epoch.HeldOutSet));
        Assert.Equal(Weights(upToBest), Weights(stopped));
        Assert.Equal(upToBest.Running!.Probabilities, stopped.Running!.Probabilities);
        Assert.Equal(upToBest.TrainMode!.Probabilities, stopped.TrainMode!.Probabilities);
    }

    [Fact]
    public void Train_EarlyStoppingWithoutSelectionSet_IsRefused()
    {
        using ArrayData data = Samples.BlobData();
        Assert.Throws<ArgumentException>(() => Train(data, new MlpOptions(), new TrainingOptions { EarlyStopping = new EarlyStoppingOptions() }));
    }

    [Fact]
    public void Train_OneStepPerEpoch_LayerNormsAreThoseOfTheStep()
    {
        using ArrayData data = Samples.BlobData();
        TrainingOutcome outcome = Train(
            data,
            new MlpOptions { HiddenUnits = [16], Dropout = 0.1, L2 = 0.01, BatchNormalization = true },
            new TrainingOptions { Epochs = 2, BatchSize = 240 });
        using ITrainedModel model = outcome.Model;

        Assert.Equal(
            [new TrainedLayer("layers[0] dense", (6 * 16) + 16), new TrainedLayer("layers[1] batchNorm", 32), new TrainedLayer("output dense", (16 * 3) + 3)],
            outcome.Layers);
        Assert.Equal(model.ParameterCount, outcome.Layers.Sum(layer => layer.Weights));
        Assert.All(outcome.History, epoch => Assert.Equal(3, epoch.LayerGradientNorms.Count));
        Assert.All(
            outcome.History, epoch => Assert.Equal(epoch.GradientNorm, Math.Sqrt(epoch.LayerGradientNorms.Sum(norm => norm * norm)), 1e-6));
    }

    [Fact]
    public void Train_StopAfter_EndsThereWithTheLastWeights()
    {
        using ArrayData data = Samples.BlobData();
        List<int> asked = [];
        TrainingOptions training = new() { Epochs = 9, Optimizer = Fast };
        TrainingOutcome stopped = Train(data, new MlpOptions(), training, stopAfter: epoch => Ask(epoch, asked, 3));
        TrainingOutcome whole = Train(data, new MlpOptions(), training with { Epochs = 4 });
        using ITrainedModel model = stopped.Model;
        using ITrainedModel reference = whole.Model;

        Assert.Equal([0, 1, 2, 3], asked);
        Assert.True(stopped.StoppedByCaller);
        Assert.False(stopped.StoppedEarly);
        Assert.Equal(3, stopped.KeptEpoch);
        Assert.Equal(Weights(whole), Weights(stopped));
        Assert.Equal(whole.TrainMode!.Probabilities, stopped.TrainMode!.Probabilities);
    }

    [Fact]
    public void Train_StopAfterWithEarlyStopping_KeepsTheBestEpoch()
    {
        using ArrayData data = Samples.BlobData(90, spread: 3, selection: true);
        MlpOptions network = new() { HiddenUnits = [64] };
        TrainingOptions training = new() { Epochs = 60, Optimizer = Fast, EarlyStopping = new EarlyStoppingOptions { Patience = 4 } };
        TrainingOutcome patient = Train(data, network, training);
        int best = patient.KeptEpoch!.Value;
        TrainingOutcome cut = Train(data, network, training, stopAfter: epoch => epoch.Epoch == best + 2);
        TrainingOutcome exhausted = Train(data, network, training, stopAfter: epoch => epoch.Epoch == best + 4);
        using ITrainedModel first = patient.Model;
        using ITrainedModel second = cut.Model;
        using ITrainedModel third = exhausted.Model;

        Assert.Equal((best + 3, best, false, true), (cut.History.Count, cut.KeptEpoch, cut.StoppedEarly, cut.StoppedByCaller));
        Assert.Equal((best + 5, best, true, false), (exhausted.History.Count, exhausted.KeptEpoch, exhausted.StoppedEarly, exhausted.StoppedByCaller));
        Assert.Equal(Weights(patient), Weights(cut));
    }

    [Fact]
    public void Train_StopAfterTheLastEpoch_EndedNothing()
    {
        using ArrayData data = Samples.BlobData();
        TrainingOutcome outcome = Train(data, new MlpOptions(), new TrainingOptions { Epochs = 2 }, stopAfter: epoch => epoch.Epoch == 1);
        using ITrainedModel model = outcome.Model;

        Assert.Equal((2, false, false), (outcome.History.Count, outcome.StoppedEarly, outcome.StoppedByCaller));
    }

    [Theory]
    [InlineData(SampleOrder.Source, SamplingMode.Natural)]
    [InlineData(SampleOrder.Buffered, SamplingMode.Natural)]
    [InlineData(SampleOrder.Shuffled, SamplingMode.Stratified)]
    public void Train_OtherOrder_GivesOtherWeightsThatRepeat(SampleOrder order, SamplingMode sampling)
    {
        using ArrayData data = Samples.BlobData();
        TrainingOptions training = new() { Epochs = 2, Order = order, ShuffleBuffer = 20, Sampling = sampling };
        TrainingOutcome first = Train(data, new MlpOptions(), training);
        TrainingOutcome second = Train(data, new MlpOptions(), training);
        TrainingOutcome shuffled = Train(data, new MlpOptions(), new TrainingOptions { Epochs = 2 });
        using ITrainedModel model = first.Model;
        using ITrainedModel again = second.Model;
        using ITrainedModel other = shuffled.Model;

        Assert.Equal(Weights(first), Weights(second));
        Assert.NotEqual(Weights(shuffled), Weights(first));
    }

    [Fact]
    public void Train_SourceOrderSortedByClass_LearnsWorseThanShuffled()
    {
        ArraySamples shuffled = Samples.Fashion("train", 0, 1000);
        ArraySamples sorted = shuffled.Reordered([.. Enumerable.Range(0, 1000).OrderBy(row => shuffled.Labels[row])]);
        using ArrayData data = new(Samples.Image(), 10, sorted, null, Samples.Fashion("validation", 1000, 400));
        double Accuracy(TrainingOptions training)
        {
            TrainingOutcome outcome = Train(data, new MlpOptions { HiddenUnits = [32] }, training);
            outcome.Model.Dispose();
            return outcome.History[^1].HeldOutAccuracy;
        }

        double source = Accuracy(new TrainingOptions { Epochs = 2, Order = SampleOrder.Source });
        double buffered = Accuracy(new TrainingOptions { Epochs = 2, Order = SampleOrder.Buffered, ShuffleBuffer = 50 });
        double global = Accuracy(new TrainingOptions { Epochs = 2 });
        Assert.True(source < global - 0.1 && buffered < global - 0.1, $"source {source}, buffered {buffered}, shuffled {global}");
    }

    [Fact]
    public void Train_Landscape_ChangesNothingElse()
    {
        using ArrayData data = Samples.BlobData();
        MlpOptions network = new() { HiddenUnits = [16], Dropout = 0.2, BatchNormalization = true };
        TrainingOutcome plain = Train(data, network, new TrainingOptions { Epochs = 2 });
        TrainingOutcome measured = Train(data, network, new TrainingOptions { Epochs = 2, Landscape = true });
        TrainingOutcome again = Train(data, network, new TrainingOptions { Epochs = 2, Landscape = true });
        using ITrainedModel first = plain.Model;
        using ITrainedModel second = measured.Model;
        using ITrainedModel third = again.Model;

        Assert.Equal(first.WeightsDigest, second.WeightsDigest);
        Assert.Equal(plain.TrainMode!.Probabilities, measured.TrainMode!.Probabilities);
        Assert.Equal((null, null), (plain.Sharpness, plain.GradientNoiseScale));
        Assert.True(measured.Sharpness > 0 && measured.GradientNoiseScale > 0, $"{measured}");
        Assert.Equal((measured.Sharpness, measured.GradientNoiseScale), (again.Sharpness, again.GradientNoiseScale));
    }

    [Fact]
    public void Check_StratifiedInAnotherOrder_IsRefused()
    {
        using ArrayData data = Samples.BlobData();
        TrainingOptions training = new() { Sampling = SamplingMode.Stratified, Order = SampleOrder.Buffered };

        Assert.Equal("training.order", Assert.Single(ModelTraining.Check(Samples.Scenario(new MlpOptions(), training), data.Description)).Where);
        Assert.Empty(ModelTraining.Check(Samples.Scenario(new MlpOptions(), training with { Order = SampleOrder.Shuffled }), data.Description));
    }

    [Fact]
    public void Train_PlateauSchedule_LowersTheRateBySelectionLoss()
    {
        using ArrayData data = Samples.BlobData(90, spread: 3, selection: true);
        TrainingOutcome outcome = Train(data, new MlpOptions { HiddenUnits = [64] }, new TrainingOptions
        {
            Epochs = 30,
            Optimizer = Fast,
            Schedule = new PlateauScheduleOptions { Patience = 2 },
        });
        using ITrainedModel model = outcome.Model;

        Assert.Equal(0.02, outcome.History[0].LearningRate);
        Assert.True(outcome.History[^1].LearningRate <= 0.002 + 1e-12);
        Assert.Equal(29, outcome.KeptEpoch);
    }

    [Fact]
    public void Train_Augmentation_MeasuresTheKeptWeightsOnTheSameDraws()
    {
        ArraySamples train = Samples.Blobs("train", 100, 6, 3, 1);
        ShiftAugmentation augmentation = new(train, 0.3f);
        using ArrayData data = new(Samples.Table(6), 3, train, null, Samples.Blobs("validation", 50, 6, 3, 2), augmentation);
        TrainingOutcome outcome = Train(data, new MlpOptions(), new TrainingOptions { Epochs = 3, Sampling = SamplingMode.Oversample });
        using ITrainedModel model = outcome.Model;
        float[] presented = new float[100 * 6];
        augmentation.CopySamples([.. Enumerable.Range(0, 100)], new int[100], outcome.KeptEpoch!.Value, presented);

        Assert.Equal(Enumerable.Range(0, 100), outcome.Running!.Rows);
        Assert.Equal(
            model.Predict(new ArraySamples("presented", presented, [.. train.Labels]), PreprocessingPath.Training, TestContext.Current.CancellationToken),
            outcome.TrainAugmented!.Probabilities);
    }

    [Fact]
    public void Train_RateZeroInEffect_RunningIsThePredictionOfTheInitialWeights()
    {
        // A rate too small to change a float: running predictions then are those of fixed weights, row by row.
        using ArrayData data = Samples.BlobData();
        TrainingOutcome outcome = Train(data, new MlpOptions(), new TrainingOptions { Epochs = 1, Optimizer = new SgdOptions { LearningRate = 1e-30 } });
        using ITrainedModel model = outcome.Model;
        float[] clean = model.Predict(data.Train, PreprocessingPath.Training, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 240), outcome.Running!.Rows);
        Assert.All(clean.Zip(outcome.Running.Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.All(clean.Zip(outcome.TrainMode!.Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Train_Dropout_TrainModeDiffersFromEvaluation()
    {
        using ArrayData data = Samples.BlobData();
        TrainingOutcome outcome = Train(data, new MlpOptions { Dropout = 0.5 }, new TrainingOptions { Epochs = 2 });
        using ITrainedModel model = outcome.Model;
        float[] clean = model.Predict(data.Train, PreprocessingPath.Training, TestContext.Current.CancellationToken);

        Assert.Equal(240, outcome.TrainMode!.Rows.Count);
        Assert.True(clean.Zip(outcome.TrainMode.Probabilities).Average(pair => Math.Abs(pair.First - pair.Second)) > 0.01);
    }

    [Fact]
    public void Train_Undersampling_LeavesRowsOutOfRunning()
    {
        int[] labels = [.. Enumerable.Range(0, 60).Select(row => row < 50 ? 0 : 1)];
        ArraySamples train = new("train", [.. Enumerable.Range(0, 120).Select(index => index % 7f)], labels);
        using ArrayData data = new(Samples.Table(2), 2, train, null, train);
        TrainingOutcome outcome = Train(data, new MlpOptions(), new TrainingOptions { Epochs = 2, Sampling = SamplingMode.Undersample });
        using ITrainedModel model = outcome.Model;

        Assert.Equal(20, outcome.Running!.Rows.Count);
        Assert.Equal(10, outcome.Running.Rows.Count(row => labels[row] == 0));
        Assert.Equal(outcome.Running.Rows.Distinct().Order(), outcome.Running.Rows);
        Assert.Equal(40, outcome.Running.Probabilities.Length);
        Assert.Equal(60, outcome.TrainMode!.Rows.Count);
    }

    [Fact]
    public void Train_ClassWeightZero_TheClassIsNeverPredicted()
    {
        using ArrayData data = Samples.BlobData(spread: 0.5);
        TrainingOutcome outcome = Train(data, new MlpOptions(), new TrainingOptions
        {
            Epochs = 8,
            Optimizer = Fast,
            ClassWeights = new Dictionary<string, double> { ["class1"] = 0 },
        });
        using ITrainedModel model = outcome.Model;
        float[] probabilities = model.Predict(data.Train, PreprocessingPath.Training, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(1, probabilities.Chunk(3).Select(row => ClassPredictions.Greatest(row)));
    }

    [Fact]
    public void Train_HugeLearningRate_EndsInANumericFailureThatSaysWhere()
    {
        using ArrayData data = Samples.BlobData();
        NumericFailureException failure = Assert.Throws<NumericFailureException>(
            () => Train(data, new MlpOptions { HiddenUnits = [16, 16] }, new TrainingOptions { Optimizer = new SgdOptions { LearningRate = 1e30 } }));

        Assert.Matches("^epoch 1, step [2-5]: the (loss|gradient of .* dense) is not a finite number$", failure.Message);
        Assert.Empty(failure.History);
    }

    [Fact]
    public void Train_InputIsNotANumber_NamesTheInput()
    {
        ArraySamples train = Samples.Blobs("train", 100, 4, 2, 1);
        train.Values[17] = float.NaN;
        using ArrayData data = new(Samples.Table(4), 2, train, null, Samples.Blobs("validation", 50, 4, 2, 2));

        Assert.Contains(
            "the input is not a finite number",
            Assert.Throws<NumericFailureException>(() => Train(data, new MlpOptions(), new TrainingOptions())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Train_CancelledAfterAnEpoch_Throws()
    {
        using ArrayData data = Samples.BlobData();
        using CancellationTokenSource source = new();
        Reports progress = new(_ => source.Cancel());

        Assert.Throws<OperationCanceledException>(() => ModelTraining.Train(
            Samples.Scenario(new MlpOptions(), new TrainingOptions { Epochs = 50 }), data, Samples.Seeds(), progress, source.Token));
        Assert.Equal(1, progress.Count);
    }

    [Fact]
    public void Train_AugmentationFails_TheFailureComesThrough()
    {
        ArraySamples train = Samples.Blobs("train", 100, 4, 2, 1);
        using ArrayData data = new(Samples.Table(4), 2, train, null, train, new FailingAugmentation());

        Assert.Equal("broken", Assert.Throws<InvalidOperationException>(() => Train(data, new MlpOptions(), new TrainingOptions())).Message);
    }

    [Fact]
    public void Predict_FewerRows_GivesTheSameBits()
    {
        using ArrayData data = Fashion(600, 100);
        TrainingOutcome outcome = Train(data, new CnnOptions(), new TrainingOptions { Epochs = 1 });
        using ITrainedModel model = outcome.Model;
        float[] all = model.Predict(data.Train, PreprocessingPath.Training, TestContext.Current.CancellationToken);
        float[] Part(int[] rows) =>
            model.Predict(((ArraySamples)data.Train).Reordered(rows), PreprocessingPath.Training, TestContext.Current.CancellationToken);

        // The last batch is padded, so it does not matter how many rows follow. Another place in the batch may change last bits.
        Assert.Equal(all[..10], Part([0]));
        Assert.Equal(all[..3010], Part([.. Enumerable.Range(0, 301)]));
        Assert.All(all[5990..].Zip(Part([599])), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.All(all.Chunk(10), row => Assert.Equal(1, row.Sum(), 1e-5f));
    }

    [Fact]
    public void Check_NetworkThatDoesNotFit_NamesTheLayer()
    {
        using ArrayData data = Fashion(10, 10);
        ScenarioOptions scenario = Samples.Scenario(
            new CnnOptions { Layers = [new DenseOptions { Units = 3 }] },
            new TrainingOptions { ClassWeights = new Dictionary<string, double> { ["shoe"] = 2 } });

        Assert.Equal(
            ["model.layers[0] dense", "training.classWeights.shoe"],
            ModelTraining.Check(scenario, data.Description).Select(problem => problem.Where));
        Assert.Empty(ModelTraining.Check(Samples.Scenario(new CnnOptions(), new TrainingOptions()), data.Description));
    }

    private static ArrayData Fashion(int train, int validation, bool augment = false)
    {
        ArraySamples samples = Samples.Fashion("train", 0, train);
        return new ArrayData(
            Samples.Image(), 10, samples, null, Samples.Fashion("validation", train, validation), augment ? new ShiftAugmentation(samples, 0.02f) : null);
    }

    private static TrainingOutcome Train(
        PreparedData data, ModelOptions model, TrainingOptions training, TrialSeeds? seeds = null, Func<EpochRecord, bool>? stopAfter = null) =>
        ModelTraining.Train(Samples.Scenario(model, training), data, seeds ?? Samples.Seeds(), null, TestContext.Current.CancellationToken, stopAfter);

    private static bool Ask(EpochRecord epoch, List<int> asked, int last)
    {
        asked.Add(epoch.Epoch);
        return epoch.Epoch == last;
    }

    private static float[] Weights(TrainingOutcome outcome) =>
        [.. ((TrainedNetwork)outcome.Model).Weights.Arrays.SelectMany(array => array.Values)];

    private static IEnumerable<EpochRecord> Timeless(IReadOnlyList<EpochRecord> history) =>
        history.Select(epoch => epoch with { Seconds = 0, StepSeconds = 0, LayerGradientNorms = [] });

    private sealed class Reports(Action<EpochRecord> action) : IProgress<EpochRecord>
    {
        public int Count { get; private set; }

        public void Report(EpochRecord value)
        {
            Count++;
            action(value);
        }
    }

    private sealed class FailingAugmentation : SampleAugmentation
    {
        public override void CopySamples(ReadOnlySpan<int> rows, ReadOnlySpan<int> occurrences, int epoch, Span<float> destination) =>
            throw new InvalidOperationException("broken");
    }
}
