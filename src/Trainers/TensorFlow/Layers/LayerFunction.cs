namespace MlPipelines.Trainers;

/// <summary>
/// A differentiable function that a layer is made of, as operations of a graph. Gradients come from TensorFlow. Second derivatives it has for few operations in C++; they are had by differentiating the
/// derivative along a direction, which each function states itself, of operations that TensorFlow can differentiate once (<see cref="CurvatureCalls"/>).
/// </summary>
internal abstract class LayerFunction
{
    /// <summary>The function's output.</summary>
    public abstract Node Forward(ForwardGraph pass, Node input);

    /// <summary>How the output changes, to first order, when the input and the function's weights move along a direction, in evaluation mode.</summary>
    /// <param name="pass">The direction of the weights.</param>
    /// <param name="input">The input.</param>
    /// <param name="output">What <see cref="Forward"/> gave for it.</param>
    /// <param name="movement">How the input moves; null where it stays.</param>
    /// <returns>Null where the output stays.</returns>
    public abstract Node? Movement(DirectionGraph pass, Node input, Node output, Node? movement);
}

/// <summary>A function without weights: its output stays where its input stays.</summary>
internal abstract class WeightlessFunction : LayerFunction
{
    /// <inheritdoc/>
    public override Node? Movement(DirectionGraph pass, Node input, Node output, Node? movement) =>
        movement is { } moving ? Moved(pass.Graph, input, output, moving) : null;

    /// <summary>How the output moves with the input.</summary>
    protected abstract Node Moved(TensorFlowGraph graph, Node input, Node output, Node movement);
}

/// <summary>A function without weights that is linear: a movement goes through it as the input does.</summary>
internal abstract class LinearFunction : WeightlessFunction
{
    /// <inheritdoc/>
    public override Node Forward(ForwardGraph pass, Node input) => Apply(pass.Graph, input);

    /// <inheritdoc/>
    protected override Node Moved(TensorFlowGraph graph, Node input, Node output, Node movement) => Apply(graph, movement);

    /// <summary>The function.</summary>
    protected abstract Node Apply(TensorFlowGraph graph, Node values);
}
