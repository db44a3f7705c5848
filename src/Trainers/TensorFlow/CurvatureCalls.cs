namespace MlPipelines.Trainers;

/// <summary>
/// The part of a network's graph that computes the gradient of the loss in evaluation mode, and the Hessian of the loss times a vector: the gradient of the loss's derivative along the vector, which is
/// the same, because derivatives may be taken in either order (Pearlmutter 1994).
/// </summary>
internal sealed class CurvatureCalls
{
    private readonly NetworkFeeds _feeds;
    private readonly List<GraphVariable> _trained;
    private readonly GraphCall _gradient;
    private readonly GraphCall _product;

    /// <summary>Adds both to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="network">The network.</param>
    /// <param name="feeds">What it is fed.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="evaluation">The layers in evaluation mode.</param>
    public CurvatureCalls(TensorFlowGraph graph, NetworkDescription network, NetworkFeeds feeds, GraphVariables weights, ForwardGraph evaluation)
    {
        _feeds = feeds;
        _trained = [.. network.Weights.Where(weight => weight.IsTrained).Select(weight => weights[weight.Name])];
        Node[] values = [.. _trained.Select(variable => variable.Value)];
        TensorFlowLoss loss = new(graph, network, feeds.Labels);
        Node outputs = evaluation.Outputs[^1];
        Node mean = graph.Sum(graph.Multiply(loss.PerSample(outputs), feeds.Weights), 0);
        _gradient = new GraphCall(graph, feeds.OfEvaluation, graph.Within("gradient").Gradients(mean, values), []);

        Dictionary<string, Node> directions = _trained.ToDictionary(
            variable => variable.Name, variable => graph.Within($"direction/{variable.Name}").Placeholder(ElementType.Float, [.. variable.Shape.Select(axis => (long)axis)]));
        Node movement = new DirectionGraph(graph, weights, directions).Through(evaluation);
        Node slope = graph.Sum(graph.Multiply(loss.Movement(outputs, movement), feeds.Weights), 0);
        _product = new GraphCall(
            graph, [.. feeds.OfEvaluation, .. _trained.Select(variable => directions[variable.Name])], graph.Within("curvature").Gradients(slope, values), []);
    }

    /// <summary>The gradient.</summary>
    public NamedWeights Gradient(TrainingBatch batch)
    {
        using FetchedTensors fetched = _gradient.Run([.. _feeds.EvaluationOf(batch)]);
        return Named(fetched);
    }

    /// <summary>The Hessian times a vector.</summary>
    public NamedWeights Product(TrainingBatch batch, NamedWeights direction)
    {
        using FetchedTensors fetched = _product.Run([.. _feeds.EvaluationOf(batch), .. _trained.Select(variable => variable.Tensor(direction[variable.Name].Values))]);
        return Named(fetched);
    }

    private NamedWeights Named(FetchedTensors fetched) =>
        new([.. _trained.Select((variable, index) => new NamedArray(variable.Name, variable.Shape, fetched[index].ToArray()))]);
}
