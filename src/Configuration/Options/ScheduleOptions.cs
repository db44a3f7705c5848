using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace MlPipelines.Configuration;

/// <summary>How the learning rate changes. <c>type</c> selects the rule; the optimiser's <c>learningRate</c> is the greatest value.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ConstantScheduleOptions), "constant")]
[JsonDerivedType(typeof(StepScheduleOptions), "step")]
[JsonDerivedType(typeof(CosineScheduleOptions), "cosine")]
[JsonDerivedType(typeof(PlateauScheduleOptions), "reduceOnPlateau")]
public abstract record ScheduleOptions
{
    /// <summary>The number of epochs over which the learning rate first rises linearly, step by step, from 0 to its value.</summary>
    [Range(0.0, 10_000.0)]
    public double WarmupEpochs { get; init; }
}

/// <summary>Always the optimiser's learning rate.</summary>
public sealed record ConstantScheduleOptions : ScheduleOptions;

/// <summary>Multiplied by <c>factor</c> after every <c>every</c> epochs.</summary>
public sealed record StepScheduleOptions : ScheduleOptions
{
    /// <summary>The number of epochs between two changes.</summary>
    [Range(1, 100_000)]
    public required int Every { get; init; }

    /// <summary>What the learning rate is multiplied by.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Factor { get; init; } = 0.1;
}

/// <summary>Half a cosine from the learning rate, after the warm-up, down to <c>finalFraction</c> of it at the last epoch's end (Loshchilov and Hutter 2017).</summary>
public sealed record CosineScheduleOptions : ScheduleOptions
{
    /// <summary>The last learning rate as a fraction of the first.</summary>
    [Range(0.0, 1.0)]
    public double FinalFraction { get; init; }
}

/// <summary>Multiplied by <c>factor</c> when the log loss on the selection set has not improved for <c>patience</c> epochs (Keras' defaults).</summary>
public sealed record PlateauScheduleOptions : ScheduleOptions
{
    /// <summary>What the learning rate is multiplied by.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Factor { get; init; } = 0.1;

    /// <summary>The number of epochs without improvement after which it is reduced.</summary>
    [Range(1, 10_000)]
    public int Patience { get; init; } = 10;

    /// <summary>A smaller change is no improvement.</summary>
    [Range(0.0, 10.0)]
    public double MinimumDelta { get; init; } = 1e-4;

    /// <summary>The learning rate is never reduced below this.</summary>
    [Range(0.0, 10.0)]
    public double MinimumLearningRate { get; init; }
}
