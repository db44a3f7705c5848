using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>
/// All trained weights in one tensor and all their gradients in another, kernels first, so that an optimiser's step is a few operations however many layers
/// there are. Each layer's weight is a leaf of the gradient graph that shares the memory.
/// </summary>
internal sealed class TorchParameters : IDisposable
{
    private readonly List<TorchParameter> _parameters = [];

    /// <summary>Room for the trained weights of a network, all 0.</summary>
    public TorchParameters(NetworkDescription network)
    {
        IEnumerable<(WeightDescription Weight, int Layer)> trained = network.Layers
            .SelectMany((layer, index) => layer.Weights.Select(weight => (weight, index)))
            .Where(pair => pair.weight.IsTrained)
            .OrderBy(pair => pair.weight.Role == WeightRole.Kernel ? 0 : 1);
        List<(WeightDescription Weight, int Layer)> ordered = [.. trained];
        long size = ordered.Sum(pair => Aligned(pair.Weight.Size));
        Values = zeros(size).DetachFromDisposeScope();
        Gradients = zeros(size).DetachFromDisposeScope();
        (long offset, long kernels) = (0, 0);
        foreach ((WeightDescription weight, int layer) in ordered)
        {
            _parameters.Add(new TorchParameter(weight, layer, network.Layers[layer].L2, offset, Values, Gradients));
            offset += Aligned(weight.Size);
            kernels = weight.Role == WeightRole.Kernel ? offset : kernels;
        }

        Kernels = Values.narrow(0, 0, kernels).DetachFromDisposeScope();
    }

    /// <summary>All trained numbers.</summary>
    public Tensor Values { get; }

    /// <summary>Their gradients.</summary>
    public Tensor Gradients { get; }

    /// <summary>The part of <see cref="Values"/> that decays.</summary>
    public Tensor Kernels { get; }

    /// <summary>The weights, kernels first.</summary>
    public IReadOnlyList<TorchParameter> All => _parameters;

    /// <summary>The weight of a name.</summary>
    public Tensor Leaf(string name) => _parameters.First(parameter => parameter.Weight.Name == name).Leaf;

    /// <summary>Adds the gradient of each layer's l2 * sum of squares.</summary>
    public void AddPenalties()
    {
        foreach (TorchParameter parameter in _parameters.Where(parameter => parameter.L2 > 0))
        {
            parameter.Gradient.AddScaled(parameter.Value, 2 * parameter.L2);
        }
    }

    /// <summary>The sum of squares of each weight's gradient, in the order of <see cref="All"/>.</summary>
    public Tensor SquaredGradients() => stack(_parameters.Select(parameter => parameter.Gradient.dot(parameter.Gradient)));

    /// <summary>A tensor of the same layout as <see cref="Values"/> as named arrays in Keras' layouts.</summary>
    public IEnumerable<NamedArray> Export(Tensor flat, string prefix)
    {
        foreach (TorchParameter parameter in _parameters)
        {
            using Tensor part = flat.narrow(0, parameter.Offset, parameter.Weight.Size);
            yield return new NamedArray(prefix + parameter.Weight.Name, parameter.Weight.Shape, KernelLayout.ToKeras(parameter.Weight, part.Floats()));
        }
    }

    /// <summary>Fills a tensor of the same layout as <see cref="Values"/> from named arrays.</summary>
    public void Import(Tensor flat, string prefix, NamedWeights weights)
    {
        foreach (TorchParameter parameter in _parameters)
        {
            using Tensor part = flat.narrow(0, parameter.Offset, parameter.Weight.Size);
            KernelLayout.FromKeras(parameter.Weight, weights[prefix + parameter.Weight.Name].Values, part.Floats());
        }
    }

    /// <summary>
    /// Every weight starts at a multiple of 64 bytes, as a tensor of its own would: matrix libraries are faster there. The numbers between are 0, have
    /// gradient 0 and stay 0 under every rule.
    /// </summary>
    private static long Aligned(long size) => (size + 15) / 16 * 16;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TorchParameter parameter in _parameters)
        {
            parameter.Dispose();
        }

        Kernels.Dispose();
        Values.Dispose();
        Gradients.Dispose();
    }
}

/// <summary>One trained weight: its place in the flat tensors, and the leaf that layers compute with.</summary>
internal sealed class TorchParameter : IDisposable
{
    /// <summary>Views into the flat tensors.</summary>
    public TorchParameter(WeightDescription weight, int layer, double l2, long offset, Tensor values, Tensor gradients)
    {
        (Weight, Layer, Offset) = (weight, layer, offset);
        L2 = weight.Role == WeightRole.Kernel ? l2 : 0;
        Value = values.narrow(0, offset, weight.Size).DetachFromDisposeScope();
        Gradient = gradients.narrow(0, offset, weight.Size).DetachFromDisposeScope();
        using Tensor shaped = KernelLayout.Shaped(weight, Value);
        Leaf = shaped.detach().requires_grad_().DetachFromDisposeScope();
        using Tensor gradient = KernelLayout.Shaped(weight, Gradient);
        Leaf.grad = gradient;
    }

    /// <summary>What it is.</summary>
    public WeightDescription Weight { get; }

    /// <summary>The index of its layer.</summary>
    public int Layer { get; }

    /// <summary>The factor on its sum of squares.</summary>
    public double L2 { get; }

    /// <summary>Where it starts in the flat tensors.</summary>
    public long Offset { get; }

    /// <summary>Its numbers, flat.</summary>
    public Tensor Value { get; }

    /// <summary>Its gradient, flat.</summary>
    public Tensor Gradient { get; }

    /// <summary>Its numbers in the shape that layers compute with; its gradient accumulates in <see cref="Gradient"/>.</summary>
    public Tensor Leaf { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Leaf.Dispose();
        Value.Dispose();
        Gradient.Dispose();
    }
}
