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

        using ITrainedModel loaded = ModelTraining.Load(Samples.Scenario(new MlpOptions { HiddenUnits = [7], Dropout = 0.1 }, new TrainingOptions()), _folder);

        Assert.Equal(model.ParameterCount, loaded.ParameterCount);
        Assert.Equal(model.WeightsDigest, loaded.WeightsDigest);
        Assert.Equal(
            model.Predict(data.Validation, MlPipelines.Pipelines.PreprocessingPath.Training, TestContext.Current.CancellationToken),
            loaded.Predict(data.Validation, MlPipelines.Pipelines.PreprocessingPath.Training, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Load_TwoThreadsAndBatchNormalisation_PredictsTheSameBitsAndSavesTheSameFiles()
    {
        using ArrayData data = new(Samples.Image(), 10, Samples.Fashion("train", 0, 96), null, Samples.Fashion("validation", 100, 40));
        ScenarioOptions scenario = Samples.Scenario(
            new CnnOptions { Filters = [4, 6], DenseUnits = 8, BatchNormalization = true }, new TrainingOptions { Epochs = 2, Threads = 2 });
        TrainingOutcome outcome = ModelTraining.Train(scenario, data, Samples.Seeds(), null, TestContext.Current.CancellationToken);
        using ITrainedModel model = outcome.Model;
        model.Save(_folder);
        using ITrainedModel loaded = ModelTraining.Load(scenario, _folder);
        string copy = Directory.CreateDirectory(Path.Combine(_folder, "copy")).FullName;
        loaded.Save(copy);

        Assert.Equal(model.WeightsDigest, loaded.WeightsDigest);
        Assert.Equal(
            model.Predict(data.Validation, MlPipelines.Pipelines.PreprocessingPath.Test, TestContext.Current.CancellationToken),
            loaded.Predict(data.Validation, MlPipelines.Pipelines.PreprocessingPath.Test, TestContext.Current.CancellationToken));
        Assert.All(
            (string[])["network.json", "weights.bin"],
            file => Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, file)), File.ReadAllBytes(Path.Combine(copy, file))));
    }

    [Theory]
    [InlineData("\"weights\": [", "\"weighs\": [")]
    [InlineData("\"type\": \"dense\"", "\"type\": \"sparse\"")]
    [InlineData("\"input\": {", "\"input\": null, \"classes\": {")]
    [InlineData("{", "")]
    public void Load_BrokenHeader_IsInvalidData(string from, string to)
    {
        Save(new CnnOptions());
        string file = Path.Combine(_folder, "network.json");
        string text = File.ReadAllText(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(from, to, StringComparison.Ordinal));

        Assert.StartsWith("network.json: ", Assert.Throws<InvalidDataException>(() => NetworkFiles.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingFiles_AreNamed()
    {
        Save(new CnnOptions());
        File.Delete(Path.Combine(_folder, "weights.bin"));
        Assert.StartsWith("weights.bin is not in", Assert.Throws<InvalidDataException>(() => NetworkFiles.Load(_folder)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "network.json is not in",
            Assert.Throws<InvalidDataException>(() => NetworkFiles.Load(Path.Combine(_folder, "nowhere"))).Message, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("\"filters\": 32", "\"filters\": -32", "filters", true)]
    [InlineData("\"filters\": 32", "\"filters\": 64", "has other shapes than its options give", false)]
    [InlineData("\"kernelSize\": 3", "\"kernelSize\": 1000000", "kernelSize", true)]
    [InlineData("\"padding\": \"same\"", "\"padding\": 7", "could not be converted", false)]
    [InlineData("\"classes\": 4", "\"classes\": 40", "expected a dense layer of 40 units at the end", false)]
    [InlineData("\"output\": \"softmax\"", "\"output\": \"sigmoid\"", "expected a dense layer of 1 units at the end", false)]
    [InlineData("\"height\": 16", "\"height\": 1000000000", "samples of the shape", false)]
    [InlineData("\"offset\": 0", "\"offset\": 4", "is missing or has another shape", false)]
    public void Load_HeaderThatClaimsOtherShapes_IsRefusedBeforeMemoryIsTaken(string from, string to, string reason, bool ignoreCase)
    {
        Save(new CnnOptions());
        string file = Path.Combine(_folder, "network.json");
        string text = File.ReadAllText(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        int place = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(file, text[..place] + to + text[(place + from.Length)..]);

        string message = Assert.Throws<InvalidDataException>(() => NetworkFiles.Load(_folder)).Message;
        Assert.Contains(reason, message, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MoreWeightsThanTheLayersHave_IsRefused()
    {
        Save(new CnnOptions());
        File.AppendAllBytes(Path.Combine(_folder, "weights.bin"), new byte[4]);
        Assert.Contains("bytes where the layers have", Assert.Throws<InvalidDataException>(() => NetworkFiles.Load(_folder)).Message, StringComparison.Ordinal);
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
