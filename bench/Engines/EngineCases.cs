using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Bench;

/// <summary>Small networks that together hold every layer, activation and way of padding, with weights and batches for them: what engines are held to and compared on.</summary>
internal static class EngineCases
{
    /// <summary>One network per line. A convolution or dense layer stands before what is tested, so that gradients go through it.</summary>
    private static readonly Dictionary<string, (SampleShape Shape, int Classes, LayerOptions[] Layers)> s_cases = new()
    {
        ["conv valid"] = (Image(6, 7, 2), 3, [Conv(3, 3), new FlattenOptions()]),
        ["conv same, strides 2, even kernel"] = (Image(7, 6, 2), 3, [Conv(3, 4, 2, Padding.Same), new FlattenOptions()]),
        ["conv same, even kernel"] = (Image(5, 5, 1), 3, [Conv(4, 2, 1, Padding.Same), Conv(2, 3, 1, Padding.Same), new FlattenOptions()]),
        ["conv without bias, L2"] = (Image(5, 5, 3), 3, [new Conv2DOptions { Filters = 4, UseBias = false, L2 = 0.05 }, new FlattenOptions()]),
        ["conv 1x1, strides 3"] = (Image(7, 7, 2), 3, [Conv(3, 1, 3), new FlattenOptions()]),
        ["max pool"] = (Image(6, 7, 1), 3, [Conv(3, 2), new MaxPool2DOptions(), new FlattenOptions()]),
        ["max pool same, overlapping"] = (Image(6, 6, 1), 3, [Conv(3, 2), new MaxPool2DOptions { PoolSize = 2, Strides = 1, Padding = Padding.Same }, new FlattenOptions()]),
        ["max pool same, symmetric"] = (Image(6, 6, 1), 3, [Conv(3, 2), new MaxPool2DOptions { PoolSize = 3, Strides = 1, Padding = Padding.Same }, new FlattenOptions()]),
        ["average pool"] = (Image(7, 6, 1), 3, [Conv(3, 2), new AveragePool2DOptions(), new FlattenOptions()]),
        ["average pool same, uneven"] = (Image(6, 7, 1), 3, [Conv(3, 2), new AveragePool2DOptions { PoolSize = 4, Strides = 3, Padding = Padding.Same }, new FlattenOptions()]),
        ["average pool same, symmetric"] = (Image(6, 6, 1), 3, [Conv(3, 2), new AveragePool2DOptions { PoolSize = 3, Strides = 2, Padding = Padding.Same }, new FlattenOptions()]),
        ["global average pool"] = (Image(5, 6, 2), 3, [Conv(4, 2), new GlobalAveragePoolOptions()]),
        ["batch norm on images"] = (Image(5, 5, 2), 3, [Conv(3, 2), new BatchNormOptions { Momentum = 0.9 }, Activate(Activation.Relu), new FlattenOptions()]),
        ["batch norm on features"] = (Table(4), 3, [Dense(5), new BatchNormOptions(), Activate(Activation.Tanh)]),
        ["dropout on images"] = (Image(5, 5, 2), 3, [Conv(3, 2), new DropoutOptions { Rate = 0.4 }, Conv(2, 2), new FlattenOptions(), new DropoutOptions { Rate = 0.2 }]),
        ["dropout at rate 0"] = (Table(4), 3, [new DropoutOptions { Rate = 0 }, Dense(5)]),
        ["dense, L2"] = (Table(6), 4, [new DenseOptions { Units = 5, L2 = 0.1, Activation = Activation.Tanh }, new DenseOptions { Units = 3, UseBias = false }]),
        ["sigmoid output"] = (Table(6), 2, [Dense(4), new DenseOptions { Units = 1, Activation = Activation.Sigmoid, L2 = 0.02 }]),
        ["no hidden layer"] = (Table(6), 5, []),
        ["flatten twice"] = (Image(3, 4, 2), 3, [new FlattenOptions(), new FlattenOptions(), Dense(4)]),
        ["relu after relu"] = (Image(4, 4, 1), 3, [new Conv2DOptions { Filters = 3, Activation = Activation.Relu }, Activate(Activation.Relu), new FlattenOptions()]),
        ["activation before a flat relu"] = (Image(4, 4, 1), 3, [Conv(2, 2), new FlattenOptions(), Activate(Activation.Relu), Activate(Activation.LeakyRelu)]),
    };

    /// <summary>Every case: the listed ones, and each activation of a convolution, of a dense layer and as a layer.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. s_cases.Keys, .. Enum.GetNames<Activation>().SelectMany(name => (string[])[$"conv {name}", $"dense {name}", $"layer {name}"])];

    /// <summary>The seeds of weights and masks.</summary>
    public static TrialSeeds Seeds { get; } = new(1, 0, Enum.GetValues<RandomStream>());

    /// <summary>The network of a case.</summary>
    public static NetworkDescription Describe(string name)
    {
        if (!s_cases.TryGetValue(name, out (SampleShape Shape, int Classes, LayerOptions[] Layers) one))
        {
            Activation function = Enum.Parse<Activation>(name.Split(' ')[1]);
            LayerOptions[] layers = name.Split(' ')[0] switch
            {
                "conv" => [new Conv2DOptions { Filters = 3, Activation = function }, new FlattenOptions()],
                "dense" => [new FlattenOptions(), new DenseOptions { Units = 4, Activation = function }, Dense(3)],
                _ => [Conv(3, 2), Activate(function), new FlattenOptions()],
            };
            one = (Image(4, 5, 2), 3, layers);
        }

        return Describe(one.Shape.IsImage ? new CnnOptions { Layers = one.Layers } : new MlpOptions { Layers = one.Layers }, one.Shape, one.Classes);
    }

    /// <summary>A network that fits.</summary>
    public static NetworkDescription Describe(NetworkOptions options, SampleShape shape, int classes) =>
        NetworkDesign.Describe(options, shape, classes) is { Network: { } network, Problems.Count: 0 } ? network : throw new ArgumentException("the layers do not fit", nameof(options));

    /// <summary>Biases, gammas and moving statistics away from 0 and 1, where mistakes would not show.</summary>
    public static NamedWeights Jitter(NamedWeights weights)
    {
        CounterRandom draws = new(5, 0, RandomStream.Init);
        List<NamedArray> arrays = [];
        foreach (NamedArray array in weights.Arrays)
        {
            arrays.Add(array with { Values = [.. array.Values.Select(value => value + (float)draws.NextDouble(0, 0.3))] });
        }

        return new NamedWeights(arrays);
    }

    /// <summary>Normal inputs, labels and weights at random, and the masks of a step.</summary>
    public static TrainingBatch Batch(NetworkDescription network, int count, int step = 4)
    {
        CounterRandom draws = new(6, 0, RandomStream.Order, step: step - 4);
        TrainingBatch batch = new(network, count) { Count = count };
        for (int index = 0; index < batch.Inputs.Length; index++)
        {
            batch.Inputs[index] = (float)draws.NextNormal();
        }

        for (int sample = 0; sample < count; sample++)
        {
            batch.Labels[sample] = draws.NextInt(network.Classes);
            batch.Weights[sample] = (float)draws.NextDouble(0.5, 2);
        }

        DropoutMasks.Fill(batch, network, Seeds, 3, step);
        return batch;
    }

    /// <summary>Features of a table.</summary>
    public static SampleShape Table(int features) => new(1, 1, features, false);

    /// <summary>An image.</summary>
    public static SampleShape Image(int height, int width, int channels) => new(height, width, channels, true);

    private static Conv2DOptions Conv(int filters, int kernel, int strides = 1, Padding padding = Padding.Valid) =>
        new() { Filters = filters, KernelSize = kernel, Strides = strides, Padding = padding };

    private static DenseOptions Dense(int units) => new() { Units = units };

    private static ActivationLayerOptions Activate(Activation function) => new() { Function = function };
}
