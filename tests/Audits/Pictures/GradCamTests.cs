using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Tests.Trainers;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Audits;

public class GradCamTests
{
    // Weights by hand: filter 0 (0.5 + 1.5)/2 = 1, filter 1 (-1 + 0)/2 = -0.5. Sums: 1 x 1 - 0.5 x 2 = 0 at the first place, 1 x 3 = 3 at the second.
    [Fact]
    public void Map_TwoFilters_IsTheHandWorkedOne()
    {
        ConvolutionResponse response = new("layers[0] conv2d", 1, 2, 2, [1, 2, 3, 0], [0.5f, -1, 1.5f, 0]);
        Assert.Equal([0f, 1f], GradCam.Map(response, 0));
    }

    [Fact]
    public void Map_SecondSample_IsDividedByItsOwnGreatest()
    {
        ConvolutionResponse response = new("layers[0] conv2d", 2, 1, 1, [9, 9, 2, 8], [1, 1, 1, 1]);
        Assert.Equal([1f, 1f], GradCam.Map(response, 0));
        Assert.Equal([0.25f, 1f], GradCam.Map(response, 1));
    }

    [Fact]
    public void Map_NothingSpeaksForTheClass_IsNothing() =>
        Assert.Equal([0f, 0f], GradCam.Map(new ConvolutionResponse("layers[0] conv2d", 1, 2, 1, [1, 2], [-1, -1]), 0));

    /// <summary>With a global average before the last layer, Grad-CAM is CAM (Zhou et al. 2016): the filters by the last layer's own weights.</summary>
    [Theory]
    [MemberData(nameof(TestEngines.All), MemberType = typeof(TestEngines))]
    public void Map_GlobalAverageBeforeTheOutput_IsThatOfTheOutputsWeights(NeuralEngine kind)
    {
        CnnOptions options = new() { Layers = [new Conv2DOptions { Filters = 4, Activation = Activation.Relu }, new GlobalAveragePoolOptions()] };
        NetworkDescription description = NetworkDesign.Describe(options, Samples.Image(8), 3).Network!;
        NamedWeights weights = InitialWeights.Draw(description, Samples.Seeds());
        ArraySamples images = Samples.Blobs("test", 20, 64, 3, 5);
        using TrainedNetwork model = new(description, TestEngines.Of(kind).Build(description, weights, new TrainingRule(new SgdOptions(), null, 1)));
        int[] rows = [.. Enumerable.Range(0, 19)];
        int[] classes = [.. rows.Select(row => row % 3)];

        // More rows than a batch holds, the last one padded.
        ConvolutionResponse response = model.LastConvolution(images, PreprocessingPath.Test, rows, classes, TestContext.Current.CancellationToken)!;

        Assert.Equal(("layers[0] conv2d", 6, 6, 4), (response.Layer, response.Height, response.Width, response.Channels));
        NaiveNetwork naive = new(description, weights);
        float[] kernel = weights["output dense/kernel"].Values;
        foreach (int row in rows)
        {
            naive.Probabilities([[.. images.Values.Skip(row * 64).Take(64).Select(value => (double)value)]], false, []);
            double[] outputs = naive.LayerOutputs["layers[0] conv2d"][0];
            double[] sums = [.. Enumerable.Range(0, 36).Select(place => Math.Max(0, Enumerable.Range(0, 4).Sum(filter => kernel[(filter * 3) + classes[row]] * outputs[(place * 4) + filter])))];
            double greatest = sums.Max();
            Assert.All(sums.Zip(GradCam.Map(response, row)), pair => Assert.Equal(greatest > 0 ? pair.First / greatest : 0, pair.Second, 1e-4));
        }
    }

    [Fact]
    public void LastConvolution_Perceptron_HasNone()
    {
        NetworkDescription description = NetworkDesign.Describe(new MlpOptions { HiddenUnits = [3] }, Samples.Table(6), 3).Network!;
        using TrainedNetwork model = new(
            description, new TorchEngine().Build(description, InitialWeights.Draw(description, Samples.Seeds()), new TrainingRule(new SgdOptions(), null, 1)));
        Assert.Null(model.LastConvolution(Samples.Blobs("test", 4, 6, 3, 1), PreprocessingPath.Test, [0], [1], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void LayerOf_ActivationAndNormalisationBehindTheConvolution_BelongToIt()
    {
        static int? Of(params LayerOptions[] layers) =>
            ConvolutionObservation.LayerOf(NetworkDesign.Describe(new CnnOptions { Layers = layers }, Samples.Image(12), 3).Network!);

        Conv2DOptions conv = new() { Filters = 2 };
        Assert.Equal(2, Of(conv, new BatchNormOptions(), new ActivationLayerOptions { Function = Activation.Relu }, new MaxPool2DOptions(), new FlattenOptions()));
        Assert.Equal(2, Of(conv, new MaxPool2DOptions(), conv, new FlattenOptions(), new ActivationLayerOptions { Function = Activation.Relu }));
        Assert.Null(Of(new FlattenOptions()));
    }
}
