using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>The one list of layers that the TensorFlow engine knows.</summary>
internal static class TensorFlowLayers
{
    /// <summary>The layers of a network as functions. The last dense layer gives its outputs before softmax or sigmoid.</summary>
    public static IReadOnlyList<TensorFlowLayer> Of(NetworkDescription network)
    {
        List<TensorFlowLayer> layers = [];
        int dropouts = 0;
        foreach (LayerDescription layer in network.Layers)
        {
            bool isOutput = layer == network.Layers[^1];
            LayerFunction[] functions = layer.Options switch
            {
                Conv2DOptions options => [new ConvolutionFunction(layer.Name, options), .. Activate(options.Activation, layer.Output)],
                MaxPool2DOptions options => [new MaxPoolFunction(layer, options)],
                AveragePool2DOptions options => [new AveragePoolFunction(options)],
                GlobalAveragePoolOptions => [new GlobalAveragePoolFunction()],
                BatchNormOptions options => [new BatchNormFunction(layer, options)],
                DropoutOptions { Rate: > 0 } => [new DropoutFunction(dropouts++)],
                DropoutOptions => [],
                DenseOptions options => [new DenseFunction(layer.Name, options), .. Activate(isOutput ? Activation.Linear : options.Activation, layer.Output)],
                FlattenOptions => layer.Input.IsFlat ? [] : [new FlattenFunction(layer)],
                ActivationLayerOptions options => Activate(options.Function, layer.Output),
                _ => throw new ArgumentException($"unknown layer {layer.Name}", nameof(network)),
            };
            layers.Add(new TensorFlowLayer(layer.Name, functions));
        }

        return layers;
    }

    private static LayerFunction[] Activate(Activation function, LayerShape shape) =>
        function == Activation.Linear ? [] : [new ActivationFunction(function, shape)];
}
