namespace MlPipelines.Trainers;

/// <summary>Log loss and probabilities from the outputs before softmax or sigmoid, which neither overflow nor take the logarithm of 0.</summary>
/// <param name="graph">The graph.</param>
/// <param name="network">The network.</param>
/// <param name="labels">The class of each sample.</param>
internal sealed class TensorFlowLoss(TensorFlowGraph graph, NetworkDescription network, Node labels)
{
    /// <summary>(samples, classes).</summary>
    public static Node Probabilities(TensorFlowGraph graph, OutputKind kind, Node outputs)
    {
        graph.Within("probabilities");
        if (kind == OutputKind.Softmax)
        {
            return graph.Operation("Softmax", outputs);
        }

        // The two side by side: (samples, 2).
        Node unit = graph.Reshape(outputs, -1);
        return graph.New("Pack").Inputs([graph.Operation("Sigmoid", graph.Scale(unit, -1)), graph.Operation("Sigmoid", unit)]).Integer("axis", 1).Finish();
    }

    /// <summary>The log loss of each sample.</summary>
    public Node PerSample(Node outputs)
    {
        graph.Within("loss");
        return network.Output == OutputKind.Softmax
            ? graph.Scale(graph.Sum(graph.Multiply(OneHot(), graph.Operation("LogSoftmax", outputs)), 1), -1)
            : graph.Operation("Softplus", graph.Multiply(graph.Reshape(outputs, -1), Signs()));
    }

    /// <summary>How the log loss of each sample moves with the outputs.</summary>
    public Node Movement(Node outputs, Node movement)
    {
        graph.Within("loss/movement");
        if (network.Output == OutputKind.Softmax)
        {
            return graph.Sum(graph.Multiply(graph.Subtract(graph.Operation("Softmax", outputs), OneHot()), movement), 1);
        }

        Node away = graph.Operation("Sigmoid", graph.Multiply(graph.Reshape(outputs, -1), Signs()));
        return graph.Multiply(graph.Multiply(away, Signs()), graph.Reshape(movement, -1));
    }

    /// <summary>(samples, classes): 1 at the class of each sample.</summary>
    private Node OneHot()
    {
        using TensorFlowTensor classes = TensorFlowTensor.Of((ReadOnlySpan<int>)[network.Classes]);
        Node depth = graph.New("Const").Type("dtype", ElementType.Integer).Tensor("value", classes).Finish();
        return graph.Operation("OneHot", labels, depth, graph.Constant(1), graph.Constant(0));
    }

    /// <summary>-1 for the second class, 1 for the first: softplus(sign * output) is the log loss of one sigmoid unit.</summary>
    private Node Signs() => graph.Subtract(graph.Constant(1), graph.Scale(graph.Cast(labels, ElementType.Integer, ElementType.Float), 2));
}
