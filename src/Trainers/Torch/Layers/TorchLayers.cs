using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>The one list of layers that the Torch engine knows.</summary>
internal static class TorchLayers
{
    /// <summary>Builds the layers of a network. The last dense layer gives its outputs before softmax or sigmoid.</summary>
    public static IReadOnlyList<TorchLayer> Build(NetworkDescription network, TorchParameters parameters)
    {
        List<TorchLayer> layers = [];
        int dropouts = 0;
        foreach (LayerDescription layer in network.Layers)
        {
            bool isOutput = layer == network.Layers[^1];
            layers.Add(layer.Options switch
            {
                Conv2DOptions options => new TorchConvolution(layer, options, parameters),
                MaxPool2DOptions => new TorchMaxPool(layer),
                AveragePool2DOptions => new TorchAveragePool(layer),
                GlobalAveragePoolOptions => new TorchGlobalAveragePool(),
                BatchNormOptions options => new TorchBatchNorm(layer, options, parameters),
                DropoutOptions { Rate: > 0 } => new TorchDropout(layer, dropouts++),
                DropoutOptions => new TorchIdentity(),
                DenseOptions options => new TorchDense(layer, isOutput ? Activation.Linear : options.Activation, parameters),
                FlattenOptions => new TorchFlatten(),
                ActivationLayerOptions options => new TorchActivation(options.Function),
                _ => throw new ArgumentException($"unknown layer {layer.Name}", nameof(network)),
            });
        }

        return layers;
    }
}
