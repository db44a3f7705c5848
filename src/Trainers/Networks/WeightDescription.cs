using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>What part a weight plays in its layer.</summary>
internal enum WeightRole
{
    /// <summary>A matrix or filter bank: decays, has L2, is initialised at random.</summary>
    Kernel,

    /// <summary>Added; starts at 0.</summary>
    Bias,

    /// <summary>Batch normalisation's factor; starts at 1.</summary>
    Gamma,

    /// <summary>Batch normalisation's summand; starts at 0.</summary>
    Beta,

    /// <summary>Batch normalisation's mean for evaluation; not trained, starts at 0.</summary>
    MovingMean,

    /// <summary>Batch normalisation's variance for evaluation; not trained, starts at 1.</summary>
    MovingVariance,
}

/// <summary>A weight array of a layer, in Keras' layout.</summary>
/// <param name="Name"><c>layers[0] conv2d/kernel</c>: unique in a network.</param>
/// <param name="Role">Its part.</param>
/// <param name="Shape">Convolution kernels (height, width, inputs, filters), dense kernels (inputs, units), all others one axis; the last varies fastest.</param>
/// <param name="Initializer">How a kernel starts.</param>
internal sealed record WeightDescription(string Name, WeightRole Role, IReadOnlyList<int> Shape, Initializer Initializer = Initializer.Zeros)
{
    /// <summary>The number of values.</summary>
    public int Size => checked((int)Shape.Aggregate(1L, (product, axis) => product * axis));

    /// <summary>Whether gradients change it.</summary>
    public bool IsTrained => Role is not (WeightRole.MovingMean or WeightRole.MovingVariance);
}
