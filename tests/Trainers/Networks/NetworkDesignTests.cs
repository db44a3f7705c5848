using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class NetworkDesignTests
{
    [Fact]
    public void Describe_KerasConvnet_HasTheKnownShapesAndParameterCounts()
    {
        // keras.io, "Simple MNIST convnet": 320 + 18,496 + 16,010 = 34,826 parameters.
        NetworkDescription network = Describe(new CnnOptions
        {
            Layers =
            [
                new Conv2DOptions { Filters = 32, Activation = Activation.Relu },
                new MaxPool2DOptions(),
                new Conv2DOptions { Filters = 64, Activation = Activation.Relu },
                new MaxPool2DOptions(),
                new FlattenOptions(),
                new DropoutOptions { Rate = 0.5 },
                new DenseOptions { Units = 10, Activation = Activation.Softmax },
            ],
        });

        Assert.Equal(
            ["(26, 26, 32)", "(13, 13, 32)", "(11, 11, 64)", "(5, 5, 64)", "(1600)", "(1600)", "(10)"],
            network.Layers.Select(layer => layer.Output.ToString()));
        Assert.Equal(34_826, network.ParameterCount);
        Assert.Equal("layers[6] dense", network.Layers[^1].Name);
        Assert.Equal(OutputKind.Softmax, network.Output);
    }

    [Theory]
    [InlineData(CnnPreset.Small, 160 + 4640 + ((7 * 7 * 32 * 64) + 64) + 650)]
    [InlineData(CnnPreset.Medium, 320 + 18_496 + ((7 * 7 * 64 * 128) + 128) + 1290)]
    [InlineData(CnnPreset.Large, 320 + 64 + 9248 + 64 + 18_496 + 128 + 36_928 + 128 + 73_856 + 256 + 147_584 + 256 + 33_024 + 2570)]
    public void Describe_Preset_HasTheParameterCountByHand(CnnPreset preset, long expected) =>
        Assert.Equal(expected, Describe(new CnnOptions { Preset = preset, Dropout = 0.3 }).ParameterCount);

    [Fact]
    public void Describe_ShortForm_PutsDropoutAndL2WhereTheOptionsSay()
    {
        NetworkDescription small = Describe(new CnnOptions { Dropout = 0.4, L2 = 0.01 });
        NetworkDescription mlp = Describe(new MlpOptions { HiddenUnits = [8, 4], Dropout = 0.4, L2 = 0.01 });

        Assert.Equal(
            ["conv2d", "maxPool2d", "conv2d", "maxPool2d", "flatten", "dropout", "dense", "dropout", "dense"],
            small.Layers.Select(layer => LayerKinds.Of(layer.Options)));
        Assert.Equal(["flatten", "dense", "dropout", "dense", "dropout", "dense"], mlp.Layers.Select(layer => LayerKinds.Of(layer.Options)));
        Assert.All(small.Layers.Concat(mlp.Layers).Where(layer => layer.Weights.Count > 0), layer => Assert.Equal(0.01, layer.L2));
        Assert.Equal("output dense", small.Layers[^1].Name);
    }

    [Fact]
    public void Describe_Filters_IsAConvolutionAndAPoolingEach()
    {
        NetworkDescription network = Describe(new CnnOptions { Filters = [4, 8, 16], DenseUnits = 5, Dropout = 0.2, L2 = 0.01 });

        Assert.Equal(
            ["(28, 28, 4)", "(14, 14, 4)", "(14, 14, 8)", "(7, 7, 8)", "(7, 7, 16)", "(3, 3, 16)", "(144)", "(144)", "(5)", "(5)", "(10)"],
            network.Layers.Select(layer => layer.Output.ToString()));
        Assert.Equal((9 * 4) + 4 + (36 * 8) + 8 + (72 * 16) + 16 + (144 * 5) + 5 + 60, network.ParameterCount);
        Assert.All(network.Layers.Where(layer => layer.Weights.Count > 0), layer => Assert.Equal(0.01, layer.L2));
        Assert.All(
            network.Layers.Select(layer => layer.Options).OfType<Conv2DOptions>(),
            layer => Assert.Equal((3, Padding.Same, Activation.Relu), (layer.KernelSize, layer.Padding, layer.Activation)));
    }

    [Fact]
    public void Describe_FiltersWithoutDenseUnits_GoStraightToTheOutput() => Assert.Equal(
        ["conv2d", "maxPool2d", "flatten", "dropout", "dense"],
        Kinds(new CnnOptions { Filters = [16], DenseUnits = 0, Dropout = 0.2 }));

    [Theory]
    [InlineData(CnnPreset.Small, new[] { 16, 32 }, 64)]
    [InlineData(CnnPreset.Medium, new[] { 32, 64 }, 128)]
    public void Describe_FiltersOfAPreset_AreThatPreset(CnnPreset preset, int[] filters, int units) => Assert.Equal(
        Describe(new CnnOptions { Preset = preset, Dropout = 0.1 }).Layers.Select(layer => (layer.Name, layer.Options)),
        Describe(new CnnOptions { Filters = filters, DenseUnits = units, Dropout = 0.1 }).Layers.Select(layer => (layer.Name, layer.Options)));

    [Fact]
    public void Describe_BatchNormalization_FollowsEveryHiddenLayerBeforePoolingAndDropout()
    {
        Assert.Equal(
            ["flatten", "dense", "batchNorm", "dropout", "dense", "batchNorm", "dropout", "dense"],
            Kinds(new MlpOptions { HiddenUnits = [8, 4], Dropout = 0.4, BatchNormalization = true }));
        Assert.Equal(
            ["conv2d", "batchNorm", "maxPool2d", "conv2d", "batchNorm", "maxPool2d", "flatten", "dense", "batchNorm", "dense"],
            Kinds(new CnnOptions { BatchNormalization = true }));
        Assert.Equal(
            ["conv2d", "batchNorm", "maxPool2d", "flatten", "dropout", "dense", "batchNorm", "dropout", "dense"],
            Kinds(new CnnOptions { Filters = [4], Dropout = 0.1, BatchNormalization = true }));
        Assert.Equal(
            [.. Kinds(new CnnOptions { Preset = CnnPreset.Large })[..^1], "batchNorm", "dense"],
            Kinds(new CnnOptions { Preset = CnnPreset.Large, BatchNormalization = true }));
    }

    [Theory]
    [InlineData(28, 28, 4, 5)]
    [InlineData(32, 9, 3, 4)]
    [InlineData(1, 1, 0, 1)]
    public void Describe_MoreFiltersThanThePixelsAllow_NamesFilters(int height, int width, int most, int filters)
    {
        SampleShape shape = new(height, width, 1, true);
        Problem problem = Problem(new CnnOptions { Filters = [.. Enumerable.Repeat(4, filters)] }, shape);

        Assert.Equal(
            $"model.filters: expected at most {most} numbers for images of {height} x {width} pixels, because a 2x2 pooling follows each, "
            + $"received {filters} numbers. Use fewer of them, or larger images (pipeline.width and pipeline.height).",
            problem.ToString());
        Assert.True(most == 0 || Describe(new CnnOptions { Filters = [.. Enumerable.Repeat(4, most)] }, shape).Layers.Count > 0);
    }

    [Fact]
    public void Describe_FiltersAndPresetOrNone_AreRefused()
    {
        Assert.Equal("both", Problem(new CnnOptions { Filters = [4], Preset = CnnPreset.Medium }, Samples.Image()).Received);
        Assert.Equal("an empty list", Problem(new CnnOptions { Filters = [] }, Samples.Image()).Received);
    }

    [Theory]
    [InlineData(28, 3, 1, 28, 1, 1)]
    [InlineData(28, 2, 2, 14, 0, 0)]
    [InlineData(5, 2, 1, 5, 0, 1)]
    [InlineData(224, 7, 2, 112, 2, 3)]
    [InlineData(7, 3, 2, 4, 1, 1)]
    [InlineData(3, 5, 1, 3, 2, 2)]
    [InlineData(10, 1, 3, 4, 0, 0)]
    public void Of_SamePadding_IsTensorFlows(int size, int window, int strides, int output, int before, int after) =>
        Assert.Equal(new WindowAxis(output, before, after), WindowAxis.Of(size, window, strides, Padding.Same));

    [Fact]
    public void Describe_DenseOnImage_TellsTheLayerAndTheRemedy() => Assert.Equal(
        "model.layers[1] dense: expected a flat input (features), received (7, 7, 64). Put a flatten or globalAveragePool layer before it.",
        Problem(
            new CnnOptions { Layers = [new Conv2DOptions { Filters = 64, Padding = Padding.Same }, new DenseOptions { Units = 3 }] },
            new SampleShape(7, 7, 1, true)).ToString());

    [Fact]
    public void Describe_ConvolutionAfterFlatten_TellsTheLayer() => Assert.Equal(
        "model.layers[1] conv2d: expected an image (height, width, channels), received (784). Put it before flatten, globalAveragePool and dense layers.",
        Problem(new CnnOptions { Layers = [new FlattenOptions(), new Conv2DOptions { Filters = 4 }] }, Samples.Image()).ToString());

    [Fact]
    public void Describe_WindowLargerThanInput_TellsBothSizes()
    {
        Problem problem = Problem(new CnnOptions { Layers = [new MaxPool2DOptions { PoolSize = 40 }, new FlattenOptions()] }, Samples.Image());

        Assert.StartsWith(
            "model.layers[0] maxPool2d: expected an input of at least 40 x 40 pixels, received (28, 28, 1).", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_OutputUnitsDifferFromClasses_TellsBoth()
    {
        Problem problem = Problem(
            new MlpOptions { Layers = [new FlattenOptions(), new DenseOptions { Units = 7, Activation = Activation.Softmax }] }, Samples.Image());

        Assert.Equal("model.layers[1] dense", problem.Where);
        Assert.Equal("10 units, one per class", problem.Expected);
        Assert.Equal("7", problem.Received);
    }

    [Fact]
    public void Describe_SigmoidUnit_FitsTwoClassesOnly()
    {
        MlpOptions options = new() { Layers = [new DenseOptions { Units = 1, Activation = Activation.Sigmoid }] };
        (NetworkDescription? two, _) = NetworkDesign.Describe(options, Samples.Table(4), 2);
        (NetworkDescription? three, IReadOnlyList<Problem> problems) = NetworkDesign.Describe(options, Samples.Table(4), 3);

        Assert.Equal(OutputKind.Sigmoid, two!.Output);
        Assert.Equal(5, two.ParameterCount);
        Assert.Null(three);
        Assert.Equal("3 classes", Assert.Single(problems).Received);
    }

    [Fact]
    public void Describe_SoftmaxAsLastLayerOfItsOwn_IsRefused() => Assert.Contains(
        "softmax as the activation of a dense layer",
        Problem(
            new MlpOptions { Layers = [new DenseOptions { Units = 3 }, new ActivationLayerOptions { Function = Activation.Softmax }] },
            Samples.Table(4), 3).ToString(),
        StringComparison.Ordinal);

    [Fact]
    public void Describe_SoftmaxInTheMiddle_IsAllowed() => Assert.Equal(2, Describe(
        new MlpOptions { Layers = [new DenseOptions { Units = 5, Activation = Activation.Softmax }, new DenseOptions { Units = 3, Activation = Activation.Softmax }] },
        Samples.Table(4), 3).Layers.Count);

    [Fact]
    public void Describe_CnnOnTable_SaysMlp() =>
        Assert.Contains("mlp", Problem(new CnnOptions(), Samples.Table(4)).Remedy, StringComparison.Ordinal);

    [Fact]
    public void Describe_LayersAndShortForm_ReportsEachMember()
    {
        (NetworkDescription? network, IReadOnlyList<Problem> problems) = NetworkDesign.Describe(
            new MlpOptions { Layers = [], Dropout = 0.1, L2 = 0.1, HiddenUnits = [3], Activation = Activation.Tanh }, Samples.Table(4), 3);

        Assert.Null(network);
        Assert.Equal(["model.dropout", "model.l2", "model.activation", "model.hiddenUnits"], problems.Select(problem => problem.Where));
    }

    [Fact]
    public void Describe_LayersAndShortFormOfACnn_ReportsEachMember()
    {
        (_, IReadOnlyList<Problem> problems) = NetworkDesign.Describe(
            new CnnOptions { Layers = [], Filters = [4], DenseUnits = 3, BatchNormalization = true }, Samples.Image(), 3);

        Assert.Equal(["model.filters", "model.denseUnits", "model.batchNormalization"], problems.Select(problem => problem.Where));
    }

    [Fact]
    public void Describe_PresetOnTinyImage_TellsWhichLayerHasNoPixelsLeft()
    {
        Problem problem = Problem(new CnnOptions(), new SampleShape(3, 3, 1, true));

        Assert.Equal("model.layers[3] maxPool2d", problem.Where);
        Assert.Equal("(1, 1, 32)", problem.Received);
    }

    [Fact]
    public void PredictionBatch_LargeImages_IsSmallerButFixed()
    {
        Assert.Equal(256, Describe(new CnnOptions()).PredictionBatch);
        Assert.Equal(8, Describe(new CnnOptions { Preset = CnnPreset.Medium }, new SampleShape(300, 300, 3, true)).PredictionBatch);
    }

    private static string[] Kinds(NetworkOptions options) => [.. Describe(options).Layers.Select(layer => LayerKinds.Of(layer.Options))];

    private static NetworkDescription Describe(NetworkOptions options, SampleShape? shape = null, int classes = 10)
    {
        (NetworkDescription? network, IReadOnlyList<Problem> problems) = NetworkDesign.Describe(options, shape ?? Samples.Image(), classes);
        Assert.Empty(problems);
        return network!;
    }

    private static Problem Problem(NetworkOptions options, SampleShape shape, int classes = 10)
    {
        (NetworkDescription? network, IReadOnlyList<Problem> problems) = NetworkDesign.Describe(options, shape, classes);
        Assert.Null(network);
        return Assert.Single(problems);
    }
}
