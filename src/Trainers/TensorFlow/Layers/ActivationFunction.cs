using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>An activation. At 0, relu and leaky relu have the slope of the negative side.</summary>
/// <param name="function">Which.</param>
/// <param name="shape">The shape of a sample.</param>
internal sealed class ActivationFunction(Activation function, LayerShape shape) : WeightlessFunction
{
    /// <summary>Keras' slope of leaky relu for negative inputs.</summary>
    private const float LeakySlope = 0.3f;

    /// <inheritdoc/>
    public override Node Forward(ForwardGraph pass, Node input) => function switch
    {
        Activation.Relu => pass.Graph.Operation("Relu", input),
        Activation.LeakyRelu => pass.Graph.New("LeakyRelu").Input(input).Number("alpha", LeakySlope).Finish(),
        Activation.Elu => pass.Graph.Operation("Elu", input),
        Activation.Gelu => pass.Graph.Multiply(input, NormalShare(pass.Graph, input)),
        Activation.Tanh => pass.Graph.Operation("Tanh", input),
        Activation.Sigmoid => pass.Graph.Operation("Sigmoid", input),
        Activation.Softmax => Shaped(pass.Graph, pass.Graph.Operation("Softmax", Rows(pass.Graph, input))),
        _ => throw new ArgumentException($"unknown activation {function}", nameof(input)),
    };

    /// <inheritdoc/>
    protected override Node Moved(TensorFlowGraph graph, Node input, Node output, Node movement)
    {
        if (function != Activation.Softmax)
        {
            return graph.Multiply(movement, Slope(graph, input, output));
        }

        // p (m - sum p m), along the last axis.
        (Node shares, Node moving) = (Rows(graph, output), Rows(graph, movement));
        Node mean = graph.RowSums(graph.Multiply(shares, moving));
        return Shaped(graph, graph.Multiply(shares, graph.Subtract(moving, mean)));
    }

    private Node Slope(TensorFlowGraph graph, Node input, Node output)
    {
        Node one = graph.Constant(1);
        switch (function)
        {
            case Activation.Relu:
                return graph.IsPositive(input);
            case Activation.LeakyRelu:
                return graph.Add(graph.Scale(graph.IsPositive(input), 1 - LeakySlope), graph.Constant(LeakySlope));
            case Activation.Elu:
                // exp(x), which is the output + 1, where x is negative, otherwise 1.
                Node positive = graph.IsPositive(input);
                return graph.Add(positive, graph.Multiply(graph.Subtract(one, positive), graph.Add(output, one)));
            case Activation.Gelu:
                // Φ(x) + x φ(x).
                Node density = graph.Scale(graph.Operation("Exp", graph.Scale(graph.Operation("Square", input), -0.5)), 1 / Math.Sqrt(2 * Math.PI));
                return graph.Add(NormalShare(graph, input), graph.Multiply(input, density));
            case Activation.Tanh:
                return graph.Subtract(one, graph.Operation("Square", output));
            case Activation.Sigmoid:
                return graph.Multiply(output, graph.Subtract(one, output));
            default:
                throw new InvalidOperationException($"no slope of {function}");
        }
    }

    /// <summary>Φ(x): the share of a standard normal below x.</summary>
    private static Node NormalShare(TensorFlowGraph graph, Node input) =>
        graph.Scale(graph.Add(graph.Operation("Erf", graph.Scale(input, Math.Sqrt(0.5))), graph.Constant(1)), 0.5);

    /// <summary>Channels as rows of a matrix: version 1.15 differentiates softmax along the second of two axes only.</summary>
    private Node Rows(TensorFlowGraph graph, Node values) => shape.IsFlat ? values : graph.Reshape(values, -1, shape.Channels);

    private Node Shaped(TensorFlowGraph graph, Node rows) => shape.IsFlat ? rows : graph.Reshape(rows, -1, shape.Height, shape.Width, shape.Channels);
}
