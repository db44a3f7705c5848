using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// Expands a network's short form to the list of layers that a user could have written. <c>batchNormalization</c> stands behind every hidden convolution and dense
/// layer, after its activation and before pooling and dropout, as in the preset <c>large</c>, whose convolutions always have it.
/// </summary>
public static class NetworkPresets
{
    /// <summary>The layers that a network writes out, or those of its short form, without an output layer.</summary>
    /// <param name="network">The network's options.</param>
    public static IReadOnlyList<LayerOptions> Expand(NetworkOptions network) => network.Layers ?? network switch
    {
        MlpOptions mlp => Perceptron(mlp),
        CnnOptions { Filters: { } filters } cnn => Convolutions(network, filters, cnn.DenseUnits),
        CnnOptions { Preset: CnnPreset.Small } => Convolutions(network, [16, 32], 64),
        CnnOptions { Preset: CnnPreset.Medium } => Convolutions(network, [32, 64], 128),
        CnnOptions { Preset: CnnPreset.Large } => Large(network),
        _ => throw new ArgumentException($"no short form of {network.GetType().Name}", nameof(network)),
    };

    private static List<LayerOptions> Perceptron(MlpOptions network)
    {
        List<LayerOptions> layers = [];
        foreach (int units in network.HiddenUnits)
        {
            AddHidden(layers, Dense(network, units, network.Activation), network.BatchNormalization);
            AddDropout(layers, network);
        }

        return layers;
    }

    private static List<LayerOptions> Convolutions(NetworkOptions network, IEnumerable<int> filters, int units)
    {
        List<LayerOptions> layers = [];
        foreach (int count in filters)
        {
            AddHidden(layers, Convolution(network, count), network.BatchNormalization);
            layers.Add(new MaxPool2DOptions());
        }

        layers.Add(new FlattenOptions());
        AddDropout(layers, network);
        if (units > 0)
        {
            AddHidden(layers, Dense(network, units), network.BatchNormalization);
            AddDropout(layers, network);
        }

        return layers;
    }

    private static List<LayerOptions> Large(NetworkOptions network)
    {
        List<LayerOptions> layers = [];
        foreach (int filters in (int[])[32, 64, 128])
        {
            AddHidden(layers, Convolution(network, filters), true);
            AddHidden(layers, Convolution(network, filters), true);
            layers.Add(new MaxPool2DOptions());
            AddDropout(layers, network);
        }

        layers.Add(new GlobalAveragePoolOptions());
        AddHidden(layers, Dense(network, 256), network.BatchNormalization);
        AddDropout(layers, network);
        return layers;
    }

    private static void AddHidden(List<LayerOptions> layers, LayerOptions layer, bool normalize)
    {
        layers.Add(layer);
        if (normalize)
        {
            layers.Add(new BatchNormOptions());
        }
    }

    private static DenseOptions Dense(NetworkOptions network, int units, Activation activation = Activation.Relu) =>
        new() { Units = units, Activation = activation, L2 = network.L2 };

    private static Conv2DOptions Convolution(NetworkOptions network, int filters) =>
        new() { Filters = filters, Padding = Padding.Same, Activation = Activation.Relu, L2 = network.L2 };

    private static void AddDropout(List<LayerOptions> layers, NetworkOptions network)
    {
        if (network.Dropout > 0)
        {
            layers.Add(new DropoutOptions { Rate = network.Dropout });
        }
    }
}
