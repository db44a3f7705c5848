using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public sealed class NetworkObservationTests
{
    [Fact]
    public void Features_ThroughTheLastLayer_ArePredict()
    {
        // More rows than one batch of 256, the last one padded.
        using ArrayData data = new(Samples.Image(), 10, Samples.Fashion("train", 0, 96), null, Samples.Fashion("validation", 100, 300));
        CnnOptions options = new() { Filters = [4], DenseUnits = 8, BatchNormalization = true, Dropout = 0.3 };
        TrainingOutcome outcome = ModelTraining.Train(
            Samples.Scenario(options, new TrainingOptions { Epochs = 2 }), data, Samples.Seeds(), null, TestContext.Current.CancellationToken);
        using TrainedNetwork model = (TrainedNetwork)outcome.Model;

        FeatureMatrix features = model.Features(data.Validation, PreprocessingPath.Training, TestContext.Current.CancellationToken)!;
        float[] predicted = model.Predict(data.Validation, PreprocessingPath.Training, TestContext.Current.CancellationToken);

        Assert.Equal((300, 8), (features.Rows, features.Width));
        float[] kernel = model.Weights["output dense/kernel"].Values;
        float[] bias = model.Weights["output dense/bias"].Values;
        for (int row = 0; row < 300; row++)
        {
            double[] outputs = [.. Enumerable.Range(0, 10).Select(label =>
                bias[label] + Enumerable.Range(0, 8).Sum(unit => (double)features.Row(row)[unit] * kernel[(unit * 10) + label]))];
            double sum = outputs.Sum(Math.Exp);
            Assert.All(Enumerable.Range(0, 10), label => Assert.Equal(Math.Exp(outputs[label]) / sum, predicted[(row * 10) + label], 1e-5));
        }
    }

    [Fact]
    public void DeadUnits_BiasesFarBelowZero_AreCountedByLayer()
    {
        using ArrayData data = Samples.BlobData();
        MlpOptions options = new() { Layers = [new DenseOptions { Units = 7, Activation = Activation.Relu }, new DenseOptions { Units = 4, Activation = Activation.Tanh }, new DenseOptions { Units = 5, Activation = Activation.Relu }] };
        NetworkDescription description = NetworkDesign.Describe(options, data.Shape, 3).Network!;
        NamedWeights initial = InitialWeights.Draw(description, Samples.Seeds());
        initial["layers[0] dense/bias"].Values.AsSpan().Fill(3);
        initial["layers[0] dense/bias"].Values[1] = -1000;
        initial["layers[0] dense/bias"].Values[4] = -1000;
        initial["layers[2] dense/bias"].Values.AsSpan().Fill(5);
        using TrainedNetwork model = new(description, new TorchEngine().Build(description, initial, new TrainingRule(new SgdOptions(), null, 1)));

        Assert.Equal(
            [new SilentUnits("layers[0] dense", 7, 2), new SilentUnits("layers[2] dense", 5, 0)],
            model.DeadUnits(data.Validation, PreprocessingPath.Training, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Features_LogisticModel_AreTheSamplesAsItReceivesThem()
    {
        using ArrayData data = Samples.BlobData();
        TrainingOutcome outcome = ModelTraining.Train(
            Samples.Scenario(new LogisticRegressionOptions(), new TrainingOptions()), data, Samples.Seeds(), null, TestContext.Current.CancellationToken);
        using LogisticModel model = (LogisticModel)outcome.Model;

        FeatureMatrix features = model.Features(data.Validation, PreprocessingPath.Training, TestContext.Current.CancellationToken)!;

        Assert.Equal(((ArraySamples)data.Validation).Values, features.Values);
        Assert.Empty(model.DeadUnits(data.Validation, PreprocessingPath.Training, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void For_MoreNumbersThanFit_IsNull()
    {
        Assert.Null(FeatureMatrix.For(60_000, 150_528));
        Assert.Equal((3, 2), (FeatureMatrix.For(3, 2)!.Rows, FeatureMatrix.For(3, 2)!.Width));
    }
}
