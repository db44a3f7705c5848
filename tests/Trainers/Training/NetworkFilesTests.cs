using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public sealed class NetworkFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlpipelines-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_AfterSave_PredictsTheSameBits()
    {
        using ArrayData data = Samples.BlobData();
        TrainingOutcome outcome = ModelTraining.Train(
            Samples.Scenario(new MlpOptions { HiddenUnits = [7], Dropout = 0.1 }, new TrainingOptions { Epochs = 1 }), data, Samples.Seeds(), null, TestContext.Current.CancellationToken);
        using ITrainedModel model = outcome.Model;
        model.Save(_folder);

        (NetworkDescription network, NamedWeights weights) = NetworkFiles.Load(_folder);
        using INeuralNetwork engine = new TorchEngine().Build(network, weights, new TrainingRule(new SgdOptions(), null, 1));
        using TrainedNetwork loaded = new(network, engine);

        Assert.Equal(model.ParameterCount, loaded.ParameterCount);
        Assert.Equal(
            model.Predict(data.Validation, MlPipelines.Pipelines.PreprocessingPath.Training, TestContext.Current.CancellationToken),
            loaded.Predict(data.Validation, MlPipelines.Pipelines.PreprocessingPath.Training, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Load_EveryLayerKind_RestoresDescriptionAndWeights()
    {
        (NetworkDescription network, NamedWeights weights) = Save(new CnnOptions { Preset = CnnPreset.Large, Dropout = 0.2, L2 = 0.001 });
        (NetworkDescription loaded, NamedWeights loadedWeights) = NetworkFiles.Load(_folder);

        Assert.Equal(network.Layers.Select(layer => (layer.Name, layer.Options, layer.Input, layer.Output, layer.Window)),
            loaded.Layers.Select(layer => (layer.Name, layer.Options, layer.Input, layer.Output, layer.Window)));
        Assert.Equal(network.ParameterCount, loaded.ParameterCount);
        Assert.All(weights.Arrays, array => Assert.Equal(array.Values, loadedWeights[array.Name].Values));
        Assert.Equal(network.Weights.Sum(weight => 4L * weight.Size), new FileInfo(Path.Combine(_folder, "weights.bin")).Length);
    }

    [Fact]
    public void Load_TruncatedWeights_NamesTheWeight()
    {
        Save(new CnnOptions());
        string file = Path.Combine(_folder, "weights.bin");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);

        Assert.Contains("output dense/bias", Assert.Throws<InvalidDataException>(() => NetworkFiles.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ForeignHeader_IsRefused()
    {
        Save(new CnnOptions());
        File.WriteAllText(Path.Combine(_folder, "network.json"), """{ "schema": "something/else" }""");

        Assert.Throws<InvalidDataException>(() => NetworkFiles.Load(_folder));
    }

    private (NetworkDescription Network, NamedWeights Weights) Save(CnnOptions options)
    {
        NetworkDescription network = NetworkDesign.Describe(options, Samples.Image(16, 3), 4).Network!;
        NamedWeights weights = InitialWeights.Draw(network, Samples.Seeds());
        NetworkFiles.Save(_folder, network, weights);
        return (network, weights);
    }
}
