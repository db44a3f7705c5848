namespace MlPipelines.Trainers;

/// <summary>Named arrays that live in a session between its runs: weights, or an optimiser's state.</summary>
internal sealed class GraphVariables
{
    private readonly List<GraphVariable> _variables = [];
    private readonly GraphCall _assign;
    private readonly GraphCall _read;

    /// <summary>Variables without values: <see cref="Set(NamedWeights)"/> or <see cref="Clear"/> comes before anything reads them.</summary>
    /// <param name="graph">The graph that they belong to.</param>
    /// <param name="arrays">Their names and shapes.</param>
    public GraphVariables(TensorFlowGraph graph, IEnumerable<(string Name, IReadOnlyList<int> Shape)> arrays)
    {
        List<(Node Given, Node Assignment)> assignments = [];
        foreach ((string name, IReadOnlyList<int> shape) in arrays)
        {
            long[] axes = [.. shape.Select(axis => (long)axis)];
            graph.Within(name);

            // Without a name of their own all would be one variable.
            Node handle = graph.New("VarHandleOp").Type("dtype", ElementType.Float).Shape("shape", axes).Text("shared_name", name).Finish();
            Node value = graph.New("ReadVariableOp").Input(handle).Type("dtype", ElementType.Float).Finish();
            Node given = graph.Placeholder(ElementType.Float, axes);
            assignments.Add((given, graph.Assign(handle, given)));
            _variables.Add(new GraphVariable(name, shape, handle, value));
        }

        _assign = new GraphCall(graph, assignments.Select(pair => pair.Given), [], assignments.Select(pair => pair.Assignment));
        _read = new GraphCall(graph, [], _variables.Select(variable => variable.Value), []);
    }

    /// <summary>The variables in the order in which they were named.</summary>
    public IReadOnlyList<GraphVariable> All => _variables;

    /// <summary>The variable of a name.</summary>
    public GraphVariable this[string name] => _variables.First(variable => variable.Name == name);

    /// <summary>A copy of all values.</summary>
    public IReadOnlyList<NamedArray> Get()
    {
        if (_variables.Count == 0)
        {
            return [];
        }

        using FetchedTensors values = _read.Run();
        return [.. _variables.Select((variable, index) => new NamedArray(variable.Name, variable.Shape, values[index].ToArray()))];
    }

    /// <summary>Replaces all values.</summary>
    /// <exception cref="ArgumentException">An array has another size.</exception>
    public void Set(NamedWeights arrays) => Set(variable => arrays[variable.Name].Values);

    /// <summary>Makes all values 0.</summary>
    public void Clear() => Set(variable => new float[variable.Size]);

    private void Set(Func<GraphVariable, float[]> valuesOf)
    {
        if (_variables.Count == 0)
        {
            return;
        }

        using FetchedTensors nothing = _assign.Run([.. _variables.Select(variable => variable.Tensor(valuesOf(variable)))]);
    }
}

/// <summary>An array that lives in a session.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape, that of Keras.</param>
/// <param name="Handle">The variable, for operations that change it.</param>
/// <param name="Value">Its value at the beginning of a run.</param>
internal sealed record GraphVariable(string Name, IReadOnlyList<int> Shape, Node Handle, Node Value)
{
    /// <summary>The number of values.</summary>
    public int Size => Shape.Aggregate(1, (product, axis) => product * axis);

    /// <summary>A tensor of the variable's shape.</summary>
    /// <exception cref="ArgumentException">There are more or fewer values.</exception>
    public TensorFlowTensor Tensor(float[] values) => values.Length == Size
        ? TensorFlowTensor.Of(values, [.. Shape.Select(axis => (long)axis)])
        : throw new ArgumentException($"{Name}: expected {Size} numbers, received {values.Length}", nameof(values));
}
