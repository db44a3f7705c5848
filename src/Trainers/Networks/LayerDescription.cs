using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>One layer of a network whose shapes are known to fit.</summary>
internal sealed record LayerDescription
{
    /// <summary>What a user calls it: <c>layers[5] dense</c>; <c>output dense</c> for the layer that is added.</summary>
    public required string Name { get; init; }

    /// <summary>What it computes.</summary>
    public required LayerOptions Options { get; init; }

    /// <summary>The shape of a sample before it.</summary>
    public required LayerShape Input { get; init; }

    /// <summary>The shape of a sample after it.</summary>
    public required LayerShape Output { get; init; }

    /// <summary>Where windows lie; null for a layer without windows.</summary>
    public WindowGeometry? Window { get; init; }

    /// <summary>Its weights, kernel first.</summary>
    public IReadOnlyList<WeightDescription> Weights { get; init; } = [];

    /// <summary>The factor on the sum of the kernel's squares.</summary>
    public double L2 => Options switch
    {
        Conv2DOptions convolution => convolution.L2,
        DenseOptions dense => dense.L2,
        _ => 0,
    };
}
