namespace MlPipelines.Trainers;

/// <summary>The part of a network's graph that trains it, with the optimiser's state: added when a network is first trained.</summary>
internal sealed class TrainingCalls
{
    private readonly NetworkDescription _network;
    private readonly NetworkFeeds _feeds;
    private readonly TensorFlowOptimizer _optimizer;
    private readonly GraphVariables _slots;
    private readonly GraphCall _step;
    private readonly GraphCall _predict;
    private readonly int[] _layerOf;
    private StepResult? _result;

    /// <summary>Adds a training step to a graph.</summary>
    public TrainingCalls(TensorFlowGraph graph, NetworkDescription network, NetworkFeeds feeds, GraphVariables weights, IReadOnlyList<TensorFlowLayer> layers, TrainingRule rule)
    {
        (_network, _feeds) = (network, feeds);
        _optimizer = TensorFlowOptimizer.Create(rule.Optimizer);
        (WeightDescription Weight, int Layer)[] trained =
            [.. network.Layers.SelectMany((layer, index) => layer.Weights.Where(weight => weight.IsTrained).Select(weight => (weight, index)))];
        _layerOf = [.. trained.Select(pair => pair.Layer)];
        _slots = new GraphVariables(graph, _optimizer.Slots.SelectMany(slot => trained.Select(pair => (OptimizerState.NameOf(slot, pair.Weight.Name), pair.Weight.Shape))));
        _slots.Clear();

        ForwardGraph pass = new ForwardGraph(graph, weights, feeds.Masks).Run(layers, feeds.Inputs);
        Node probabilities = TensorFlowLoss.Probabilities(graph, network.Output, pass.Outputs[^1]);
        Node losses = new TensorFlowLoss(graph, network, feeds.Labels).PerSample(pass.Outputs[^1]);
        graph.Within("training");
        Node[] gradients = graph.Gradients(graph.Sum(graph.Multiply(losses, feeds.Weights), 0), [.. trained.Select(pair => weights[pair.Weight.Name].Value)]);
        for (int index = 0; index < gradients.Length; index++)
        {
            gradients[index] = WithPenalty(graph, network.Layers[trained[index].Layer], trained[index].Weight, weights, gradients[index]);
        }

        Node squares = graph.New("Pack").Inputs([.. gradients.Select(gradient => SumOfSquares(graph, gradient))]).Finish();
        if (rule.ClipNorm is { } norm)
        {
            Node factor = Clipping(graph, squares, norm);
            gradients = [.. gradients.Select(gradient => graph.Multiply(gradient, factor))];
        }

        Node rate = graph.Placeholder(ElementType.Float);
        Node decay = graph.Placeholder(ElementType.Float);
        List<Node> changes = [.. pass.Statistics.Select(pair => graph.Assign(pair.Statistic.Handle, pair.Value))];
        foreach (((WeightDescription description, _), Node gradient) in trained.Zip(gradients))
        {
            graph.Within($"optimizer/{description.Name}");
            GraphVariable weight = weights[description.Name];
            Node? shrunk = _optimizer.Decays && description.Role == WeightRole.Kernel ? Shrink(graph, weight, decay, gradient) : null;
            IReadOnlyList<GraphVariable> slots = [.. _optimizer.Slots.Select(slot => _slots[OptimizerState.NameOf(slot, description.Name)])];
            changes.AddRange(_optimizer.Apply(graph, weight, slots, rate, gradient, shrunk));
        }

        IEnumerable<Node> rates = _optimizer.Decays ? [rate, decay] : [rate];
        _step = new GraphCall(graph, [.. feeds.OfEvaluation, .. feeds.Masks, .. rates], [probabilities, losses, squares], changes);
        _predict = new GraphCall(graph, feeds.OfOutputs, [probabilities], []);
    }

    /// <summary>The optimiser's state.</summary>
    public NamedWeights State
    {
        get
        {
            HashSet<string> kept = [.. _optimizer.State.Select(name => OptimizerState.NameOf(name, ""))];
            return new NamedWeights(
                [OptimizerState.Steps(_optimizer.Steps), .. _slots.Get().Where(array => kept.Contains(array.Name[..(array.Name.IndexOf(':', StringComparison.Ordinal) + 1)]))]);
        }

        set
        {
            _optimizer.Steps = OptimizerState.StepsOf(value);
            _slots.Set(Completed(value));
        }
    }

    /// <summary>One training step.</summary>
    public StepResult Step(TrainingBatch batch, double learningRate)
    {
        _optimizer.Steps++;
        List<TensorFlowTensor> fed = [.. _feeds.EvaluationOf(batch), .. _feeds.MasksOf(batch), TensorFlowTensor.Of((float)_optimizer.Rate(learningRate))];
        if (_optimizer.Decays)
        {
            fed.Add(TensorFlowTensor.Of((float)_optimizer.Decay(learningRate)));
        }

        using FetchedTensors fetched = _step.Run([.. fed]);
        if (_result is null || _result.Losses.Length < batch.Count)
        {
            _result = new StepResult(batch.Capacity, _network.Classes, _network.Layers.Count);
        }

        fetched[0].CopyTo(_result.Probabilities);
        fetched[1].CopyTo(_result.Losses);
        _result.SetNorms(fetched[2], _layerOf);
        return _result;
    }

    /// <summary>The probabilities in training mode, and nothing changes.</summary>
    public void Predict(TrainingBatch batch, Span<float> probabilities)
    {
        using FetchedTensors fetched = _predict.Run([_feeds.InputsOf(batch.Inputs, batch.Count), .. _feeds.MasksOf(batch)]);
        fetched[0].CopyTo(probabilities);
    }

    /// <summary>A state with what it need not name: arrays that the next step does not depend on.</summary>
    private NamedWeights Completed(NamedWeights state) => new(
    [
        .. _slots.All.Select(slot => state.Arrays.FirstOrDefault(array => array.Name == slot.Name)
            ?? (_optimizer.State.Any(name => slot.Name.StartsWith(OptimizerState.NameOf(name, ""), StringComparison.Ordinal))
                ? throw new ArgumentException($"the optimiser's state has no array {slot.Name}", nameof(state))
                : new NamedArray(slot.Name, slot.Shape, new float[slot.Size]))),
    ]);

    /// <summary>Adds the gradient of the layer's l2 * sum of squares.</summary>
    private static Node WithPenalty(TensorFlowGraph graph, LayerDescription layer, WeightDescription weight, GraphVariables weights, Node gradient) =>
        layer.L2 > 0 && weight.Role == WeightRole.Kernel ? graph.Add(gradient, graph.Scale(weights[weight.Name].Value, 2 * layer.L2)) : gradient;

    private static Node SumOfSquares(TensorFlowGraph graph, Node values) => graph.Sum(graph.Operation("Square", graph.Reshape(values, -1)), 0);

    /// <summary>The factor on the whole gradient that keeps its norm to a limit (Pascanu et al. 2013), as Keras' global_clipnorm.</summary>
    private static Node Clipping(TensorFlowGraph graph, Node squares, double limit)
    {
        Node greatest = graph.Constant(limit);
        return graph.Operation("RealDiv", greatest, graph.Operation("Maximum", graph.Operation("Sqrt", graph.Sum(squares, 0)), greatest));
    }

    /// <summary>The decoupled decay of a kernel, after everything that reads the kernel for the gradient.</summary>
    private static Node Shrink(TensorFlowGraph graph, GraphVariable weight, Node decay, Node gradient) =>
        graph.New("AssignSubVariableOp").Input(weight.Handle).Input(graph.Multiply(weight.Value, decay)).After(gradient).Finish();
}
