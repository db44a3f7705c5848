using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>A function that is linear in its input and in its kernel, plus a bias: a convolution or a dense layer.</summary>
internal abstract class KernelFunction(string layer, bool useBias) : LayerFunction
{
    private readonly string _kernel = $"{layer}/kernel";
    private readonly string? _bias = useBias ? $"{layer}/bias" : null;

    /// <inheritdoc/>
    public override Node Forward(ForwardGraph pass, Node input)
    {
        Node product = Product(pass.Graph, input, pass.Weight(_kernel));
        return _bias is null ? product : pass.Graph.Operation("BiasAdd", product, pass.Weight(_bias));
    }

    /// <inheritdoc/>
    public override Node? Movement(DirectionGraph pass, Node input, Node output, Node? movement)
    {
        Node moved = Product(pass.Graph, input, pass.Directions[_kernel]);
        if (movement is { } moving)
        {
            moved = pass.Graph.Add(moved, Product(pass.Graph, moving, pass.Weights[_kernel].Value));
        }

        return _bias is null ? moved : pass.Graph.Operation("BiasAdd", moved, pass.Directions[_bias]);
    }

    /// <summary>The part without bias.</summary>
    protected abstract Node Product(TensorFlowGraph graph, Node input, Node kernel);
}

/// <summary>A convolution and its bias.</summary>
internal sealed class ConvolutionFunction(string layer, Conv2DOptions options) : KernelFunction(layer, options.UseBias)
{
    /// <inheritdoc/>
    protected override Node Product(TensorFlowGraph graph, Node input, Node kernel) => graph.Convolution(input, kernel, options.Strides, options.Padding);
}

/// <summary>A matrix product and its bias.</summary>
internal sealed class DenseFunction(string layer, DenseOptions options) : KernelFunction(layer, options.UseBias)
{
    /// <inheritdoc/>
    protected override Node Product(TensorFlowGraph graph, Node input, Node kernel) => graph.Operation("MatMul", input, kernel);
}

/// <summary>
/// Batch normalisation as Keras does it, variances with divisor n, of simple operations: the fused one has no gradient in C++ before version 2.
/// </summary>
internal sealed class BatchNormFunction(LayerDescription layer, BatchNormOptions options) : LayerFunction
{
    private readonly int[] _axes = layer.Input.IsFlat ? [0] : [0, 1, 2];
    private readonly string _gamma = $"{layer.Name}/gamma";
    private readonly string _beta = $"{layer.Name}/beta";
    private readonly string _movingMean = $"{layer.Name}/movingMean";
    private readonly string _movingVariance = $"{layer.Name}/movingVariance";

    /// <inheritdoc/>
    public override Node Forward(ForwardGraph pass, Node input)
    {
        TensorFlowGraph graph = pass.Graph;
        Node mean = pass.IsTraining ? graph.Mean(input, _axes) : pass.Weight(_movingMean);
        Node centred = graph.Subtract(input, mean);
        Node variance = pass.IsTraining ? graph.Mean(graph.Operation("Square", centred), _axes) : pass.Weight(_movingVariance);
        if (pass.IsTraining)
        {
            pass.Follow(_movingMean, mean, options.Momentum);
            pass.Follow(_movingVariance, variance, options.Momentum);
        }

        Node scale = graph.Multiply(pass.Weight(_gamma), Inverse(graph, variance));
        return graph.Operation("BiasAdd", graph.Multiply(centred, scale), pass.Weight(_beta));
    }

    /// <inheritdoc/>
    public override Node? Movement(DirectionGraph pass, Node input, Node output, Node? movement)
    {
        TensorFlowGraph graph = pass.Graph;
        Node inverse = Inverse(graph, pass.Weights[_movingVariance].Value);
        Node normalized = graph.Multiply(graph.Subtract(input, pass.Weights[_movingMean].Value), inverse);
        Node moved = graph.Multiply(normalized, pass.Directions[_gamma]);
        if (movement is { } moving)
        {
            moved = graph.Add(moved, graph.Multiply(moving, graph.Multiply(pass.Weights[_gamma].Value, inverse)));
        }

        return graph.Operation("BiasAdd", moved, pass.Directions[_beta]);
    }

    private Node Inverse(TensorFlowGraph graph, Node variance) => graph.Operation("Rsqrt", graph.Add(variance, graph.Constant(options.Epsilon)));
}
