using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>Expands a network's short form to the list of layers that a user could have written.</summary>
internal static class NetworkPresets
{
    /// <summary>The layers of a network without its output layer; those given, or the short form's.</summary>
    public static IReadOnlyList<LayerOptions> Expand(NetworkOptions network) => network.Layers ?? network switch
    {
        MlpOptions mlp => Perceptron(mlp),
        CnnOptions { Preset: CnnPreset.Small } => Plain(network, 16, 32, 64),
        CnnOptions { Preset: CnnPreset.Medium } => Plain(network, 32, 64, 128),
        CnnOptions { Preset: CnnPreset.Large } => Large(network),
        _ => throw new ArgumentException($"no short form of {network.GetType().Name}", nameof(network)),
    };

    private static List<LayerOptions> Perceptron(MlpOptions network)
    {
        List<LayerOptions> layers = [];
        foreach (int units in network.HiddenUnits)
        {
            layers.Add(new DenseOptions { Units = units, Activation = network.Activation, L2 = network.L2 });
            AddDropout(layers, network);
        }

        return layers;
    }

    private static List<LayerOptions> Plain(NetworkOptions network, int first, int second, int units)
    {
        List<LayerOptions> layers =
        [
            Convolution(network, first), new MaxPool2DOptions(), Convolution(network, second), new MaxPool2DOptions(), new FlattenOptions(),
        ];
        AddDropout(layers, network);
        layers.Add(new DenseOptions { Units = units, Activation = Activation.Relu, L2 = network.L2 });
        AddDropout(layers, network);
        return layers;
    }

    private static List<LayerOptions> Large(NetworkOptions network)
    {
        List<LayerOptions> layers = [];
        foreach (int filters in (int[])[32, 64, 128])
        {
            layers.AddRange([Convolution(network, filters), new BatchNormOptions(), Convolution(network, filters), new BatchNormOptions()]);
            layers.Add(new MaxPool2DOptions());
            AddDropout(layers, network);
        }

        layers.AddRange([new GlobalAveragePoolOptions(), new DenseOptions { Units = 256, Activation = Activation.Relu, L2 = network.L2 }]);
        AddDropout(layers, network);
        return layers;
    }

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
