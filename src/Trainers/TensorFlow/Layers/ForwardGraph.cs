namespace MlPipelines.Trainers;

/// <summary>A batch on its way through the layers, in one mode, as operations of a graph.</summary>
/// <param name="graph">The graph.</param>
/// <param name="weights">The weights, moving statistics included.</param>
/// <param name="dropoutMasks">In training mode, a mask for each dropout layer; null is evaluation mode: moving statistics and no dropout.</param>
internal sealed class ForwardGraph(TensorFlowGraph graph, GraphVariables weights, IReadOnlyList<Node>? dropoutMasks)
{
    private readonly List<FunctionStep> _steps = [];
    private readonly List<Node> _outputs = [];

    /// <summary>The graph.</summary>
    public TensorFlowGraph Graph => graph;

    /// <summary>Batch statistics and dropout instead of moving statistics and none.</summary>
    public bool IsTraining => dropoutMasks is not null;

    /// <summary>The mask of each dropout layer, in training mode.</summary>
    public IReadOnlyList<Node> DropoutMasks => dropoutMasks!;

    /// <summary>Every function that was applied.</summary>
    public IReadOnlyList<FunctionStep> Steps => _steps;

    /// <summary>What each layer of the description gives.</summary>
    public IReadOnlyList<Node> Outputs => _outputs;

    /// <summary>In training mode, the new value of each moving statistic.</summary>
    public List<(GraphVariable Statistic, Node Value)> Statistics { get; } = [];

    /// <summary>The value of a weight.</summary>
    public Node Weight(string name) => weights[name].Value;

    /// <summary>Lets the moving statistic of a name follow the batch's.</summary>
    public void Follow(string name, Node batch, double momentum)
    {
        GraphVariable moving = weights[name];
        Statistics.Add((moving, graph.Add(graph.Scale(moving.Value, momentum), graph.Scale(batch, 1 - momentum))));
    }

    /// <summary>Sends a batch through all layers.</summary>
    public ForwardGraph Run(IReadOnlyList<TensorFlowLayer> layers, Node inputs)
    {
        Node values = inputs;
        foreach (TensorFlowLayer layer in layers)
        {
            graph.Within(layer.Name);
            foreach (LayerFunction function in layer.Functions)
            {
                Node given = function.Forward(this, values);
                _steps.Add(new FunctionStep(function, layer.Name, values, given));
                values = given;
            }

            _outputs.Add(values);
        }

        return this;
    }
}

/// <summary>A function that was applied, with what it took and gave.</summary>
internal sealed record FunctionStep(LayerFunction Function, string Layer, Node Input, Node Output);

/// <summary>A layer of the description as the functions that it is made of.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Functions">The functions in order; none for a layer that changes nothing.</param>
internal sealed record TensorFlowLayer(string Name, IReadOnlyList<LayerFunction> Functions);

/// <summary>A movement on its way through the layers.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Weights">The weights.</param>
/// <param name="Directions">How each trained weight moves, by its name.</param>
internal sealed record DirectionGraph(TensorFlowGraph Graph, GraphVariables Weights, IReadOnlyDictionary<string, Node> Directions)
{
    /// <summary>How the last output of a pass in evaluation mode moves.</summary>
    public Node Through(ForwardGraph pass)
    {
        Node? movement = null;
        foreach (FunctionStep step in pass.Steps)
        {
            Graph.Within(step.Layer + "/movement");
            movement = step.Function.Movement(this, step.Input, step.Output, movement);
        }

        return movement ?? throw new InvalidOperationException("a network without weights");
    }
}
