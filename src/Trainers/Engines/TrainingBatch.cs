namespace MlPipelines.Trainers;

/// <summary>The buffers of one batch, filled ahead of the training step and reused.</summary>
internal sealed class TrainingBatch
{
    /// <summary>Buffers for batches of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="capacity">The greatest number of samples.</param>
    public TrainingBatch(NetworkDescription network, int capacity)
    {
        Capacity = capacity;
        Inputs = new float[checked((int)(capacity * network.Input.Size))];
        Labels = new int[capacity];
        Weights = new float[capacity];
        DropoutMasks = [.. network.DropoutLayers.Select(layer => new float[checked((int)(capacity * layer.Input.Size))])];
    }

    /// <summary>The greatest number of samples.</summary>
    public int Capacity { get; }

    /// <summary>The number of samples that are in the buffers.</summary>
    public int Count { get; set; }

    /// <summary>(samples, height, width, channels), the last axis varying fastest.</summary>
    public float[] Inputs { get; }

    /// <summary>The class of each sample.</summary>
    public int[] Labels { get; }

    /// <summary>The loss weight of each sample.</summary>
    public float[] Weights { get; }

    /// <summary>For each dropout layer in order: (samples, height, width, channels) factors, 0 or 1/(1 - rate).</summary>
    public IReadOnlyList<float[]> DropoutMasks { get; }
}
