namespace MlPipelines.Trainers;

/// <summary>What a network is fed: placeholders, and the tensors of a batch for them.</summary>
internal sealed class NetworkFeeds
{
    private readonly NetworkDescription _network;
    private readonly List<(Node Placeholder, LayerShape Shape)> _masks = [];

    /// <summary>Adds the placeholders of a network to a graph.</summary>
    public NetworkFeeds(TensorFlowGraph graph, NetworkDescription network)
    {
        _network = network;
        graph.Within("fed");
        Given = graph.Placeholder(ElementType.Float, Axes(-1, network.Input));

        // A run does not give back what it was fed; it gives a copy.
        Inputs = graph.Operation("Identity", Given);
        Labels = graph.Placeholder(ElementType.Integer, -1);
        Weights = graph.Placeholder(ElementType.Float, -1);
        _masks.AddRange(network.DropoutLayers.Select(layer => (graph.Placeholder(ElementType.Float, Axes(-1, layer.Input)), layer.Input)));
    }

    /// <summary>The inputs as they are fed.</summary>
    public Node Given { get; }

    /// <summary>The inputs as layers take them.</summary>
    public Node Inputs { get; }

    /// <summary>The class of each sample.</summary>
    public Node Labels { get; }

    /// <summary>The loss weight of each sample, divided by their number: the loss is a mean over samples, as in Keras, not over weights.</summary>
    public Node Weights { get; }

    /// <summary>The mask of each dropout layer.</summary>
    public IReadOnlyList<Node> Masks => [.. _masks.Select(mask => mask.Placeholder)];

    /// <summary>Inputs, labels and weights: what a loss without dropout depends on.</summary>
    public IEnumerable<Node> OfEvaluation => [Given, Labels, Weights];

    /// <summary>Inputs and masks: what the outputs in training mode depend on.</summary>
    public IEnumerable<Node> OfOutputs => [Given, .. Masks];

    /// <summary>What <see cref="Given"/> is fed.</summary>
    public TensorFlowTensor InputsOf(ReadOnlySpan<float> inputs, int samples) =>
        TensorFlowTensor.Of(inputs[..checked((int)(samples * _network.Input.Size))], Axes(samples, _network.Input));

    /// <summary>What <see cref="OfEvaluation"/> is fed.</summary>
    public IEnumerable<TensorFlowTensor> EvaluationOf(TrainingBatch batch)
    {
        float[] weights = new float[batch.Count];
        for (int sample = 0; sample < batch.Count; sample++)
        {
            weights[sample] = batch.Weights[sample] / batch.Count;
        }

        return [InputsOf(batch.Inputs, batch.Count), TensorFlowTensor.Of(batch.Labels.AsSpan(0, batch.Count), batch.Count), TensorFlowTensor.Of(weights, batch.Count)];
    }

    /// <summary>What <see cref="Masks"/> are fed.</summary>
    public IEnumerable<TensorFlowTensor> MasksOf(TrainingBatch batch) => _masks.Select((mask, index) =>
        TensorFlowTensor.Of(batch.DropoutMasks[index].AsSpan(0, checked((int)(batch.Count * mask.Shape.Size))), Axes(batch.Count, mask.Shape)));

    /// <summary>The axes of a batch.</summary>
    private static long[] Axes(int samples, LayerShape shape) => shape.IsFlat ? [samples, shape.Channels] : [samples, shape.Height, shape.Width, shape.Channels];
}
