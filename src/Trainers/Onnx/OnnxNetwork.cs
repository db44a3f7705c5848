using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// A network's layers as ONNX nodes, in evaluation mode: dropout is gone, batch normalisation uses the moving statistics. Images are (batch, channels, height, width) inside, as
/// ONNX has them, and (batch, height, width, channels) before and wherever they become flat, as Keras has them.
/// </summary>
internal sealed class OnnxNetwork
{
    private readonly OnnxGraph _graph;
    private readonly NamedWeights _weights;

    private OnnxNetwork(OnnxGraph graph, NamedWeights weights) => (_graph, _weights) = (graph, weights);

    /// <summary>Writes a network.</summary>
    /// <param name="network">The layers.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="samples">Prepared samples: (batch, height, width, channels) or (batch, features).</param>
    /// <returns>What the last layer receives (batch, features), and the probabilities (batch, classes).</returns>
    public static (OnnxValue Features, OnnxValue Probabilities) Write(NetworkDescription network, NamedWeights weights, OnnxValue samples)
    {
        OnnxNetwork writer = new(samples.Graph, weights);
        OnnxValue values = network.Input.IsFlat ? samples : samples.Transpose(0, 3, 1, 2);
        foreach (LayerDescription layer in network.Layers.SkipLast(1))
        {
            values = writer.Layer(layer, values);
        }

        OnnxValue outputs = writer.Dense(network.Layers[^1], values);
        return (values, network.Output == OutputKind.Softmax
            ? OnnxActivation.Apply(Activation.Softmax, outputs)
            : samples.Graph.Node("Concat", outputs.Element, [outputs.Apply("Neg").Apply("Sigmoid"), outputs.Apply("Sigmoid")], new OnnxAttribute("axis", 1L)));
    }

    private OnnxValue Layer(LayerDescription layer, OnnxValue values) => layer.Options switch
    {
        Conv2DOptions options => OnnxActivation.Apply(options.Activation, Convolution(layer, values)),
        MaxPool2DOptions => values.Apply("MaxPool", [.. Window(layer)]),
        AveragePool2DOptions => values.Apply("AveragePool", [.. Window(layer), new OnnxAttribute("count_include_pad", 0L)]),
        GlobalAveragePoolOptions => values.Apply("GlobalAveragePool").Apply("Flatten", new OnnxAttribute("axis", 1L)),
        BatchNormOptions options => BatchNorm(layer, options, values),
        DropoutOptions => values,
        DenseOptions options => OnnxActivation.Apply(options.Activation, Dense(layer, values)),
        FlattenOptions => layer.Input.IsFlat ? values : values.Transpose(0, 2, 3, 1).Apply("Flatten", new OnnxAttribute("axis", 1L)),
        ActivationLayerOptions options => OnnxActivation.Apply(options.Function, values),
        _ => throw new ArgumentException($"unknown layer {layer.Name}", nameof(layer)),
    };

    private OnnxValue Convolution(LayerDescription layer, OnnxValue values)
    {
        NamedArray kernel = Weight(layer, WeightRole.Kernel)!;
        (int size, int inputs, int filters) = (kernel.Shape[0], kernel.Shape[2], kernel.Shape[3]);
        OnnxValue filterBank = _graph.Constant(kernel.Name, FiltersFirst(kernel), filters, inputs, size, size);
        OnnxValue[] operands = Bias(layer) is { } bias ? [values, filterBank, bias] : [values, filterBank];
        return _graph.Node("Conv", OnnxElement.Float, operands, [.. Window(layer)]);
    }

    private OnnxValue Dense(LayerDescription layer, OnnxValue values)
    {
        NamedArray kernel = Weight(layer, WeightRole.Kernel)!;
        OnnxValue matrix = _graph.Constant(kernel.Name, kernel.Values, kernel.Shape[0], kernel.Shape[1]);
        return Bias(layer) is { } bias ? _graph.Node("Gemm", OnnxElement.Float, [values, matrix, bias]) : _graph.Node("MatMul", OnnxElement.Float, [values, matrix]);
    }

    private OnnxValue BatchNorm(LayerDescription layer, BatchNormOptions options, OnnxValue values)
    {
        OnnxValue[] statistics = [.. ((WeightRole[])[WeightRole.Gamma, WeightRole.Beta, WeightRole.MovingMean, WeightRole.MovingVariance])
            .Select(role => Weight(layer, role)!)
            .Select(weight => _graph.Constant(weight.Name, weight.Values, weight.Values.Length))];
        return _graph.Node("BatchNormalization", OnnxElement.Float, [values, .. statistics], new OnnxAttribute("epsilon", (float)options.Epsilon));
    }

    private OnnxValue? Bias(LayerDescription layer) =>
        Weight(layer, WeightRole.Bias) is { } bias ? _graph.Constant(bias.Name, bias.Values, bias.Values.Length) : null;

    private NamedArray? Weight(LayerDescription layer, WeightRole role) =>
        layer.Weights.FirstOrDefault(weight => weight.Role == role) is { } weight ? _weights[weight.Name] : null;

    /// <summary>Padding is written out, because "same" of ONNX's own means other sides with some shapes.</summary>
    private static OnnxAttribute[] Window(LayerDescription layer)
    {
        WindowGeometry window = layer.Window!;
        return
        [
            new("kernel_shape", (long[])[window.Size, window.Size]),
            new("strides", (long[])[window.Strides, window.Strides]),
            new("pads", (long[])[window.Rows.PadBefore, window.Columns.PadBefore, window.Rows.PadAfter, window.Columns.PadAfter]),
        ];
    }

    /// <summary>From (height, width, inputs, filters) to (filters, inputs, height, width).</summary>
    private static float[] FiltersFirst(NamedArray kernel)
    {
        (int positions, int inputs, int filters) = (kernel.Shape[0] * kernel.Shape[1], kernel.Shape[2], kernel.Shape[3]);
        float[] turned = new float[kernel.Values.Length];
        for (int position = 0; position < positions; position++)
        {
            for (int input = 0; input < inputs; input++)
            {
                for (int filter = 0; filter < filters; filter++)
                {
                    turned[(((filter * inputs) + input) * positions) + position] = kernel.Values[(((position * inputs) + input) * filters) + filter];
                }
            }
        }

        return turned;
    }
}
