using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>Maximum over windows; padding never wins.</summary>
internal sealed class MaxPoolFunction(LayerDescription layer, MaxPool2DOptions options) : WeightlessFunction
{
    private readonly int _strides = options.Strides ?? options.PoolSize;

    /// <inheritdoc/>
    public override Node Forward(ForwardGraph pass, Node input) => pass.Graph.Pool("MaxPool", input, options.PoolSize, _strides, options.Padding);

    /// <summary>Each window's greatest number moves; the others are not seen.</summary>
    protected override Node Moved(TensorFlowGraph graph, Node input, Node output, Node movement)
    {
        Node places = graph.PoolPlaces(input, options.PoolSize, _strides, options.Padding);
        Node single = graph.Reshape(places, -1, layer.Output.Height, layer.Output.Width, layer.Output.Channels, 1);
        return graph.Operation("GatherNd", graph.Reshape(movement, -1), single);
    }
}

/// <summary>Mean over windows; padding does not count.</summary>
internal sealed class AveragePoolFunction(AveragePool2DOptions options) : LinearFunction
{
    /// <inheritdoc/>
    protected override Node Apply(TensorFlowGraph graph, Node values) =>
        graph.Pool("AvgPool", values, options.PoolSize, options.Strides ?? options.PoolSize, options.Padding);
}

/// <summary>Mean over all positions.</summary>
internal sealed class GlobalAveragePoolFunction : LinearFunction
{
    /// <inheritdoc/>
    protected override Node Apply(TensorFlowGraph graph, Node values) => graph.Mean(values, 1, 2);
}

/// <summary>(height, width, channels) to features.</summary>
internal sealed class FlattenFunction(LayerDescription layer) : LinearFunction
{
    /// <inheritdoc/>
    protected override Node Apply(TensorFlowGraph graph, Node values) => graph.Reshape(values, -1, layer.Output.Channels);
}

/// <summary>In training, multiplies by the mask that the training loop drew.</summary>
/// <param name="index">Its place among the masks.</param>
internal sealed class DropoutFunction(int index) : WeightlessFunction
{
    /// <inheritdoc/>
    public override Node Forward(ForwardGraph pass, Node input) => pass.IsTraining ? pass.Graph.Multiply(input, pass.DropoutMasks[index]) : input;

    /// <inheritdoc/>
    protected override Node Moved(TensorFlowGraph graph, Node input, Node output, Node movement) => movement;
}
