namespace MlPipelines.Trainers;

/// <summary>
/// A network as a graph of TensorFlow. The graph holds what predicts; what trains, what looks inside and what measures curvature is added when it is first asked for. Images are (samples, height, width,
/// channels) and weights have Keras' layouts throughout, so nothing is transposed.
/// </summary>
internal sealed class TensorFlowNetwork : INeuralNetwork
{
    private readonly NetworkDescription _network;
    private readonly TrainingRule _rule;
    private readonly TensorFlowGraph _graph;
    private readonly GraphVariables _weights;
    private readonly NetworkFeeds _feeds;
    private readonly IReadOnlyList<TensorFlowLayer> _layers;
    private readonly ForwardGraph _evaluation;
    private readonly GraphCall _predict;
    private readonly Dictionary<int, GraphCall> _outputGradients = [];
    private readonly Dictionary<string, GraphCall> _observations = [];
    private readonly Node _selected;
    private TrainingCalls? _training;
    private CurvatureCalls? _curvature;

    /// <summary>Builds the graph and fills in the weights.</summary>
    public TensorFlowNetwork(NetworkDescription network, NamedWeights initial, TrainingRule rule)
    {
        (_network, _rule) = (network, rule);
        _graph = new TensorFlowGraph(rule.Threads);
        try
        {
            _weights = new GraphVariables(_graph, network.Weights.Select(weight => (weight.Name, weight.Shape)));
            _feeds = new NetworkFeeds(_graph, network);
            _layers = TensorFlowLayers.Of(network);
            _evaluation = new ForwardGraph(_graph, _weights, null).Run(_layers, _feeds.Inputs);
            _predict = new GraphCall(_graph, [_feeds.Given], [TensorFlowLoss.Probabilities(_graph, network.Output, _evaluation.Outputs[^1])], []);
            _selected = _graph.Within("selected").Placeholder(ElementType.Float, -1, -1);
            SetWeights(initial);
        }
        catch
        {
            _graph.Dispose();
            throw;
        }
    }

    private TrainingCalls Training => _training ??= new TrainingCalls(_graph, _network, _feeds, _weights, _layers, _rule);

    private CurvatureCalls Curvature => _curvature ??= new CurvatureCalls(_graph, _network, _feeds, _weights, _evaluation);

    /// <inheritdoc/>
    public StepResult TrainStep(TrainingBatch batch, double learningRate) => Training.Step(batch, learningRate);

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> inputs, int samples, Span<float> probabilities)
    {
        using FetchedTensors fetched = _predict.Run(_feeds.InputsOf(inputs, samples));
        fetched[0].CopyTo(probabilities);
    }

    /// <inheritdoc/>
    public void Observe(ReadOnlySpan<float> inputs, int samples, LayerObservation observation)
    {
        List<int> looked = [.. Enumerable.Range(0, _network.Layers.Count).Where(layer => observation.Greatest[layer] is not null)];
        string layers = string.Join(',', looked);
        if (!_observations.TryGetValue(layers, out GraphCall? call))
        {
            call = _observations[layers] = new GraphCall(_graph, [_feeds.Given], [OutputOf(_network.Layers.Count - 2), .. looked.Select(GreatestOfSamples)], []);
        }

        using FetchedTensors fetched = call.Run(_feeds.InputsOf(inputs, samples));
        fetched[0].CopyTo(observation.Features);
        for (int index = 0; index < looked.Count; index++)
        {
            float[] greatest = observation.Greatest[looked[index]]!;
            Span<float> batch = fetched[index + 1];
            for (int value = 0; value < observation.Count * greatest.Length; value++)
            {
                greatest[value % greatest.Length] = Math.Max(greatest[value % greatest.Length], batch[value]);
            }
        }
    }

    /// <inheritdoc/>
    public void OutputGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<int> classes, int layer, Span<float> outputs, Span<float> gradients)
    {
        if (!_outputGradients.TryGetValue(layer, out GraphCall? call))
        {
            _graph.Within($"outputGradient/{layer}");
            Node given = OutputOf(layer);
            Node score = _graph.Sum(_graph.Multiply(_evaluation.Outputs[^1], _selected), 0, 1);
            call = _outputGradients[layer] = new GraphCall(_graph, [_feeds.Given, _selected], [given, _graph.Gradients(score, [given])[0]], []);
        }

        using FetchedTensors fetched = call.Run(_feeds.InputsOf(inputs, classes.Length), Selection(classes));
        fetched[0].CopyTo(outputs);
        fetched[1].CopyTo(gradients);
    }

    /// <inheritdoc/>
    public void PredictInTrainingMode(TrainingBatch batch, Span<float> probabilities) => Training.Predict(batch, probabilities);

    /// <inheritdoc/>
    public NamedWeights Gradient(TrainingBatch batch) => Curvature.Gradient(batch);

    /// <inheritdoc/>
    public NamedWeights HessianProduct(TrainingBatch batch, NamedWeights direction) => Curvature.Product(batch, direction);

    /// <inheritdoc/>
    public NamedWeights GetWeights() => new(_weights.Get());

    /// <inheritdoc/>
    public void SetWeights(NamedWeights weights) => _weights.Set(weights);

    /// <inheritdoc/>
    public NamedWeights GetOptimizerState() => Training.State;

    /// <inheritdoc/>
    public void SetOptimizerState(NamedWeights state) => Training.State = state;

    /// <inheritdoc/>
    public void Dispose() => _graph.Dispose();

    /// <summary>What a layer gives in evaluation mode; the inputs for -1.</summary>
    private Node OutputOf(int layer) => layer < 0 ? _feeds.Inputs : _evaluation.Outputs[layer];

    /// <summary>(samples, units): the greatest output of each unit over positions.</summary>
    private Node GreatestOfSamples(int layer) =>
        _network.Layers[layer].Output.IsFlat ? OutputOf(layer) : _graph.Within("observation").Greatest(OutputOf(layer), 1, 2);

    /// <summary>The factor of each output in the score: 1 at the class; of a single unit -1 for the first class and 1 for the second.</summary>
    private TensorFlowTensor Selection(ReadOnlySpan<int> classes)
    {
        int outputs = _network.Output == OutputKind.Softmax ? _network.Classes : 1;
        float[] factors = new float[classes.Length * outputs];
        for (int sample = 0; sample < classes.Length; sample++)
        {
            if (_network.Output == OutputKind.Softmax)
            {
                factors[(sample * outputs) + classes[sample]] = 1;
            }
            else
            {
                factors[sample] = classes[sample] == 1 ? 1 : -1;
            }
        }

        return TensorFlowTensor.Of(factors, classes.Length, outputs);
    }
}
