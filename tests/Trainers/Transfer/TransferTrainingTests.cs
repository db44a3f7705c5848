using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Tests.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public sealed class TransferTrainingTests : IDisposable
{
    private static readonly SampleShape Shape = new(4, 5, 3, true);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_ChannelsBeforeOrAfter_GivesTheMeansOfEachChannel(bool channelsFirst)
    {
        List<Problem> problems = [];
        Backbone? backbone = Backbone.Open(new TransferOptions { Backbone = Means(channelsFirst) }, Shape, problems);
        Assert.Empty(problems);
        Assert.Equal(("means", 3, false), (backbone!.Output, backbone.Width, backbone.TakesBytes));
        ArraySamples images = Images();
        Dictionary<int, float[]> features = [];

        backbone.Run(images, PreprocessingPath.Test, [4, 1], (position, values) => features.Add(position, values.ToArray()), TestContext.Current.CancellationToken);

        foreach ((int position, int row) in new[] { (0, 4), (1, 1) })
        {
            float[][] pixels = [.. images.Values.AsSpan(row * Shape.Size, Shape.Size).ToArray().Chunk(3)];
            for (int channel = 0; channel < 3; channel++)
            {
                Assert.Equal(pixels.Average(pixel => pixel[channel]), features[position][channel], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData("logisticRegression", NeuralEngine.Torch)]
    [InlineData("mlp", NeuralEngine.Torch)]
    [InlineData("mlp", NeuralEngine.Tensorflow)]
    public void Train_OnFeatures_IsTrainingTheHeadOnThem(string head, NeuralEngine engine)
    {
        TestEngines.Require(engine);
        TrainingOptions training = new() { Epochs = 2, Engine = engine };
        TransferHeadOptions options = head == "mlp" ? new MlpHeadOptions { HiddenUnits = [4], L2 = 0.001 } : new LogisticHeadOptions { L2 = 0.5 };
        TransferOptions transfer = new() { Backbone = Means(channelsFirst: true), Head = options };
        ArraySamples images = Images();
        ArrayData data = new(Shape, 2, images, null, images);
        TrainingOutcome outcome = ModelTraining.Train(
            Samples.Scenario(transfer, training), data, Samples.Seeds(), null, TestContext.Current.CancellationToken, cacheFolder: _folder.Path);
        using ITrainedModel model = outcome.Model;

        // The same head on the means computed here.
        ArraySamples means = new("train", [.. images.Values.Chunk(Shape.Size).SelectMany(image => MeansOf(image))], [.. images.Labels]);
        TrainingOutcome expected = ModelTraining.Train(
            Samples.Scenario(options.Learner(), training), new ArrayData(Samples.Table(3), 2, means, null, means), Samples.Seeds(), null,
            TestContext.Current.CancellationToken);
        using ITrainedModel own = expected.Model;
        float[] received = model.Predict(images, PreprocessingPath.Test, TestContext.Current.CancellationToken);
        Assert.All(own.Predict(means, PreprocessingPath.Test, TestContext.Current.CancellationToken).Zip(received), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.Equal(own.ParameterCount, model.ParameterCount);

        // Every image ran once, though it was asked for in several sets and paths.
        string file = Assert.Single(Directory.GetFiles(_folder.Path, "*.features", SearchOption.AllDirectories));
        Assert.Equal(images.Count * (16 + (3 * sizeof(float))), new FileInfo(file).Length);
        string saved = _folder["model"];
        Directory.CreateDirectory(saved);
        model.Save(saved);
        using ITrainedModel loaded = ModelTraining.Load(Samples.Scenario(transfer, training), saved, _folder.Path);
        Assert.Equal(received, loaded.Predict(images, PreprocessingPath.Test, TestContext.Current.CancellationToken));
        Assert.Equal(model.WeightsDigest, loaded.WeightsDigest);
    }

    [Fact]
    public void Train_MlpHeadOnBothEngines_IsTheSameAndEitherPredictsWithTheOthersFiles()
    {
        TestEngines.Require(NeuralEngine.Tensorflow);
        TransferOptions transfer = new() { Backbone = Means(channelsFirst: true), Head = new MlpHeadOptions { HiddenUnits = [6], Dropout = 0.3, L2 = 0.001 } };
        ArraySamples images = Images();
        ArrayData data = new(Shape, 2, images, null, images);
        List<(float[] Own, float[] Others)> predicted = [];
        foreach ((NeuralEngine engine, NeuralEngine other) in new[] { (NeuralEngine.Torch, NeuralEngine.Tensorflow), (NeuralEngine.Tensorflow, NeuralEngine.Torch) })
        {
            ScenarioOptions scenario = Samples.Scenario(transfer, new TrainingOptions { Epochs = 5, Engine = engine });
            using ITrainedModel model = ModelTraining.Train(scenario, data, Samples.Seeds(), null, TestContext.Current.CancellationToken, cacheFolder: _folder["cache"]).Model;
            string saved = _folder[$"model-{engine}"];
            Directory.CreateDirectory(saved);
            model.Save(saved);
            using ITrainedModel loaded = ModelTraining.Load(scenario with { Training = scenario.Training with { Engine = other } }, saved, _folder["cache"]);
            predicted.Add((Predicted(model), Predicted(loaded)));
        }

        Assert.All(predicted[0].Own.Zip(predicted[1].Own), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.All(predicted, pair => Assert.All(pair.Own.Zip(pair.Others), values => Assert.Equal(values.First, values.Second, 1e-6)));

        float[] Predicted(ITrainedModel model) => model.Predict(images, PreprocessingPath.Test, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Load_AnotherBackbone_IsRefused()
    {
        TransferOptions transfer = new() { Backbone = Means(channelsFirst: true) };
        ArraySamples images = Images();
        ScenarioOptions scenario = Samples.Scenario(transfer, new TrainingOptions());
        using ITrainedModel model = ModelTraining.Train(
            scenario, new ArrayData(Shape, 2, images, null, images), Samples.Seeds(), null, TestContext.Current.CancellationToken).Model;
        model.Save(_folder.Path);
        ScenarioOptions other = scenario with { Model = transfer with { Backbone = Means(channelsFirst: false) } };

        Assert.Equal(
            $"the backbone {_folder["last.onnx"]} is another file than the one that the model was trained on",
            Assert.Throws<InvalidDataException>(() => ModelTraining.Load(other, _folder.Path)).Message);
        File.Delete(transfer.Backbone);
        Assert.StartsWith($"model.backbone ({transfer.Backbone}): expected an ONNX file that can be read, received ", Assert.Throws<InvalidDataException>(() => ModelTraining.Load(scenario, _folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_WhatDoesNotFit_IsSaid()
    {
        string means = Means(channelsFirst: true);
        string bytes = _folder.Write("bytes.onnx", Written(OnnxElement.UInt8, (graph, image) =>
        {
            OnnxValue values = image.As(OnnxElement.Float);
            graph.Output("features", values.Reshape(0, -1), "batch", 60L);
            graph.Output("labels", image, "batch", 4L, 5L, 3L);
        }, "batch", 4L, 5L, 3L));
        string noModel = _folder.Write("photo.onnx", "not a model");

        Assert.Equal(
            ["model.output: expected an output of the backbone: \"means\", received \"mean\". Did you mean \"means\"?"],
            Check(new TransferOptions { Backbone = means, Output = "mean" }));
        Assert.Equal(
            [
                "model.backbone: expected one input that takes the prepared images: (batch, 1, 8, 8) or (batch, 8, 8, 1), float or uint8, the batch 1 or free, "
                + "received \"image\" float (?, 3, 4, 5). Set pipeline.width, pipeline.height and pipeline.color to what the network was trained on, or use another file.",
            ],
            Check(new TransferOptions { Backbone = means }, shape: new SampleShape(8, 8, 1, true)));
        Assert.Equal(
            ["pipeline.normalization: expected none, because the backbone takes bytes and normalises them itself, received standardize. Set \"normalization\": \"none\"."],
            Check(new TransferOptions { Backbone = bytes }));
        Assert.Equal(
            ["model.output: expected an output of 32-bit numbers; the outputs are \"features\", \"labels\", received \"labels\" of uint8 (?, 4, 5, 3)."],
            Check(new TransferOptions { Backbone = bytes, Output = "labels" }, new PipelineOptions { Normalization = PixelNormalization.None }));
        Assert.Empty(Check(new TransferOptions { Backbone = bytes }, new PipelineOptions { Normalization = PixelNormalization.None }));
        Assert.Equal(
            ["pipeline.augment: expected nothing for transfer, whose backbone sees every image once, received augmentations."],
            Check(new TransferOptions { Backbone = means }, new PipelineOptions { Augment = new AugmentOptions { Rotation = 5 } }));
        Assert.Equal(
            ["model.type: expected images for a transfer model, received a table. Use \"logisticRegression\" or \"mlp\"."],
            Check(new TransferOptions { Backbone = means }, shape: Samples.Table(3)));
        Assert.StartsWith(
            $"model.backbone ({noModel}): expected an ONNX model that ONNX Runtime can run, received ",
            Assert.Single(Check(new TransferOptions { Backbone = noModel })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SeveralOutputsAndNoneNamed_ListsThem()
    {
        string file = _folder.Write("two.onnx", Written(OnnxElement.Float, (graph, image) =>
        {
            graph.Output("first", image.Reshape(0, -1), "batch", 60L);
            graph.Output("second", image.Reshape(0, -1), "batch", 60L);
        }, "batch", 3L, 4L, 5L));

        Assert.Equal(
            ["model.output: expected an output of the backbone: \"first\", \"second\", received none, though there are several. Name the one whose values describe an image."],
            Check(new TransferOptions { Backbone = file }));
    }

    private static string[] Check(TransferOptions transfer, PipelineOptions? pipeline = null, SampleShape? shape = null)
    {
        ScenarioOptions scenario = Samples.Scenario(transfer, new TrainingOptions()) with { Pipeline = pipeline ?? new PipelineOptions() };
        DatasetDescription data = new()
        {
            Kind = "array",
            Fingerprint = "",
            Classes = ["a", "b"],
            Shape = shape ?? Shape,
            Counts = new Dictionary<string, IReadOnlyList<int>>(),
        };
        return [.. ModelTraining.Check(scenario, data).Select(problem => problem.ToString())];
    }

    /// <summary>A network whose features are the mean of each channel.</summary>
    private string Means(bool channelsFirst) => channelsFirst
        ? _folder.Write("first.onnx", Written(OnnxElement.Float, (graph, image) => graph.Output("means", Averaged(image), "batch", 3L), "batch", 3L, 4L, 5L))
        : _folder.Write("last.onnx", Written(OnnxElement.Float, (graph, image) => graph.Output("means", Averaged(image.Transpose(0, 3, 1, 2)), "batch", 3L), "batch", 4L, 5L, 3L));

    private static OnnxValue Averaged(OnnxValue image) => image.Apply("GlobalAveragePool").Apply("Flatten", new OnnxAttribute("axis", 1L));

    private static byte[] Written(OnnxElement element, Action<OnnxGraph, OnnxValue> write, params object[] axes)
    {
        OnnxGraph graph = new("test");
        write(graph, graph.Input("image", element, axes));
        return OnnxModelFile.Write(graph, []);
    }

    private static float[] MeansOf(float[] image) => [.. Enumerable.Range(0, 3).Select(channel => image.Where((_, index) => index % 3 == channel).Average())];

    /// <summary>Images of two classes that differ in their colours; no two alike.</summary>
    private static ArraySamples Images()
    {
        CounterRandom draws = new(2, 0, RandomStream.Data);
        int[] labels = [.. Enumerable.Range(0, 24).Select(row => row % 2)];
        float[] values = new float[labels.Length * Shape.Size];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = (float)draws.NextNormal() + (labels[index / Shape.Size] * (index % 3));
        }

        return new ArraySamples("train", values, labels);
    }
}
