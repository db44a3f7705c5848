using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>What is looked at inside a network while it predicts: the input of its last layer, and how far the units of its relu layers go.</summary>
internal sealed class LayerObservation
{
    /// <summary>Room for what a batch shows.</summary>
    /// <param name="network">The network.</param>
    /// <param name="capacity">The samples of a batch, padding included.</param>
    public LayerObservation(NetworkDescription network, int capacity)
    {
        Features = new float[checked((int)(capacity * network.Layers[^1].Input.Size))];
        Greatest = [.. network.Layers.Select(layer => IsRelu(layer) && layer != network.Layers[^1] ? new float[layer.Output.Channels] : null)];
    }

    /// <summary>The samples at the start of the batch that are looked at; the rest is padding.</summary>
    public int Count { get; set; }

    /// <summary>(samples, features): what the last layer of the network received.</summary>
    public float[] Features { get; }

    /// <summary>
    /// For each hidden layer that ends in relu, the greatest output of each unit over all samples and positions of all batches so far; null for the other layers. A
    /// unit of a convolution is a filter.
    /// </summary>
    public IReadOnlyList<float[]?> Greatest { get; }

    private static bool IsRelu(LayerDescription layer) => layer.Options is
        Conv2DOptions { Activation: Activation.Relu } or DenseOptions { Activation: Activation.Relu } or ActivationLayerOptions { Function: Activation.Relu };
}
