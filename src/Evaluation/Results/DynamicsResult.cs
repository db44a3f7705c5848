namespace MlPipelines.Evaluation;

/// <summary>How training went, over the finished repeats of a variant; absent for a trainer without epochs.</summary>
public sealed record DynamicsResult
{
    /// <summary>Epochs that were trained.</summary>
    public required MetricSummary Epochs { get; init; }

    /// <summary>The epoch whose weights were kept, counted from 1.</summary>
    public required MetricSummary KeptEpoch { get; init; }

    /// <summary>Relative change of the running loss per epoch over the last quarter of the epochs (at least two): -0.05 is a fall of 5% per epoch.</summary>
    public required double FinalTrend { get; init; }

    /// <summary>Whether the running loss was still falling at the end by more than its own unsteadiness and by at least 1% per epoch.</summary>
    public required bool StillFalling { get; init; }

    /// <summary>How unsteady the running loss is: root mean square of its second differences over its mean, last half of the epochs.</summary>
    public required double Oscillation { get; init; }

    /// <summary>Whether that is more than a steady training shows.</summary>
    public required bool Oscillates { get; init; }

    /// <summary>Whether accuracy on training samples stayed within what guessing the largest class gives.</summary>
    public required bool StaysAtChance { get; init; }

    /// <summary>Repeats that failed because a loss, gradient or weight was not a finite number.</summary>
    public required int NumericFailures { get; init; }

    /// <summary>The layers with weights, from input to output, with the mean norm of their gradient in the first and in the last epoch.</summary>
    public IReadOnlyList<LayerGradient> Gradients { get; init; } = [];

    /// <summary>Norm of the first layer's gradient over that of the last, per weight (root mean square), in the first epoch; null when there are no two layers.</summary>
    public double? GradientRatio { get; init; }

    /// <summary>
    /// <c>trainMode - trainClean</c>, accuracy: what batch statistics and dropout alone do to the same clean training samples and the same weights. Null where training mode
    /// was not measured.
    /// </summary>
    public GapPart? ModesDiffer { get; init; }

    /// <summary>The largest eigenvalue of the Hessian of the loss at the kept weights; null unless <c>training.landscape</c>.</summary>
    public MetricSummary? Sharpness { get; init; }

    /// <summary>The simple noise scale (McCandlish et al. 2018): the batch size at which noise and signal of the gradient are equal; null unless <c>training.landscape</c>.</summary>
    public MetricSummary? GradientNoiseScale { get; init; }

    /// <summary>What a reader should know, in whole sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>The gradient of one layer.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Weights">The number of its weights.</param>
/// <param name="First">Mean L2 norm over the steps of the first epoch, mean over repeats.</param>
/// <param name="Last">The same in the last epoch.</param>
public sealed record LayerGradient(string Layer, long Weights, double First, double Last);
