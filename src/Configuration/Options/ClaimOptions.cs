using System.ComponentModel.DataAnnotations;

namespace MlPipelines.Configuration;

/// <summary>
/// A claim that the study decides. The effect is <c>metric</c> of <c>variant</c> minus that of <c>against</c> (or minus <c>value</c> where there is no
/// <c>against</c>), turned so that the claimed direction is positive. The claim holds when the effect's 95% interval lies above <c>smallestEffect</c> and
/// the repeats agree, fails when it lies below, and cannot be decided otherwise.
/// </summary>
public sealed record ClaimOptions
{
    /// <summary>The claim in one sentence, as its author would say it.</summary>
    public required string Text { get; init; }

    /// <summary>The variant that the claim is about.</summary>
    public string Variant { get; init; } = "baseline";

    /// <summary>The variant that it is compared with. Absent: the metric itself is compared with <c>value</c>.</summary>
    public string? Against { get; init; }

    /// <summary>
    /// What is compared: <c>train.accuracy</c>, <c>validation.accuracy</c>, <c>test.accuracy</c>, <c>test.balancedAccuracy</c>, <c>test.logLoss</c>, <c>gap.total</c>,
    /// <c>gap.generalisation</c>, <c>gap.skew</c>, <c>gap.shift</c>, <c>trainingMetric.trainingMode</c>, <c>trainingMetric.augmentation</c>, <c>identical.deployment</c> (accuracy on
    /// training samples minus that on the same samples treated as test samples are), <c>ensemble.gain</c> (accuracy
    /// of averaged probabilities minus that of a single repeat), or <c>seeds.difference</c> (the mean absolute difference of test accuracy between two repeats).
    /// </summary>
    public string Metric { get; init; } = "test.accuracy";

    /// <summary>Which way the claim goes.</summary>
    public required ClaimDirection Direction { get; init; }

    /// <summary>A smaller effect is of no interest: a fraction for accuracies and gaps (0.02 is 2 points), nats for log loss.</summary>
    [Range(0.0, 10.0)]
    public double SmallestEffect { get; init; } = 0.02;

    /// <summary>What the metric is compared with when there is no <c>against</c>.</summary>
    [Range(-1.0, 10.0)]
    public double Value { get; init; }
}

/// <summary>Which way a claim goes.</summary>
public enum ClaimDirection
{
    /// <summary>The metric is higher, by at least the smallest effect.</summary>
    Higher,

    /// <summary>The metric is lower, by at least the smallest effect.</summary>
    Lower,

    /// <summary>The metric differs by less than the smallest effect.</summary>
    Same,
}
