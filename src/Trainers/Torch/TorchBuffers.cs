using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>Tensors that batches are copied into, kept from step to step.</summary>
internal sealed class TorchBuffers : IDisposable
{
    private readonly NetworkDescription _network;
    private readonly Tensor _inputs;
    private readonly Tensor _labels;
    private readonly Tensor _weights;
    private readonly List<Tensor> _masks = [];

    /// <summary>Room for batches of a network.</summary>
    public TorchBuffers(NetworkDescription network, int capacity)
    {
        _network = network;
        Capacity = capacity;
        _inputs = empty(capacity, network.Input.Size).DetachFromDisposeScope();
        _labels = empty(capacity, ScalarType.Int64).DetachFromDisposeScope();
        _weights = empty(capacity).DetachFromDisposeScope();
    }

    /// <summary>The greatest number of samples.</summary>
    public int Capacity { get; }

    /// <summary>Copies a training batch.</summary>
    public void Fill(TrainingBatch batch)
    {
        FillInputs(batch.Inputs.AsSpan(0, checked((int)(batch.Count * _network.Input.Size))));
        Span<long> labels = _labels.Integers();
        Span<float> weights = _weights.Floats();
        for (int sample = 0; sample < batch.Count; sample++)
        {
            labels[sample] = batch.Labels[sample];
            weights[sample] = batch.Weights[sample] / batch.Count;
        }

        for (int mask = 0; mask < batch.DropoutMasks.Count; mask++)
        {
            if (mask == _masks.Count)
            {
                _masks.Add(empty(Capacity, batch.DropoutMasks[mask].Length / Capacity).DetachFromDisposeScope());
            }

            int used = batch.DropoutMasks[mask].Length / Capacity * batch.Count;
            batch.DropoutMasks[mask].AsSpan(0, used).CopyTo(_masks[mask].Floats());
        }
    }

    /// <summary>Copies inputs (samples, height, width, channels).</summary>
    public void FillInputs(ReadOnlySpan<float> inputs) => inputs.CopyTo(_inputs.Floats());

    /// <summary>The inputs as layers take them.</summary>
    public Tensor Inputs(int samples) => _network.Input.IsFlat
        ? _inputs.narrow(0, 0, samples)
        : _inputs.narrow(0, 0, samples).view(samples, _network.Input.Height, _network.Input.Width, _network.Input.Channels).ChannelsLast();

    /// <summary>What a layer gives as callers take it: (samples, height, width, channels) or (samples, features), the last axis varying fastest.</summary>
    public static Span<float> ChannelsFastest(Tensor values) => (values.dim() == 4 ? values.permute(0, 2, 3, 1) : values).contiguous().Floats();

    /// <summary>The class of each sample.</summary>
    public Tensor Labels(int samples) => _labels.narrow(0, 0, samples);

    /// <summary>The loss weight of each sample, divided by their number: the loss is a mean over samples, as in Keras, not over weights.</summary>
    public Tensor Weights(int samples) => _weights.narrow(0, 0, samples);

    /// <summary>The mask of each dropout layer.</summary>
    public IReadOnlyList<Tensor> Masks(int samples) => [.. _masks.Select(mask => mask.narrow(0, 0, samples))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _inputs.Dispose();
        _labels.Dispose();
        _weights.Dispose();
        _masks.ForEach(mask => mask.Dispose());
    }
}
