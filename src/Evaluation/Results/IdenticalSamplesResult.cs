namespace MlPipelines.Evaluation;

/// <summary>Identical samples, treated in two ways: what that does to their predictions. All differences on the same rows by the same weights, unless the pair's name says otherwise.</summary>
public sealed record IdenticalPair
{
    /// <summary>
    /// <c>trainingMode</c> (the same augmented training samples while training and at rest), <c>augmentation</c> (augmented and as they are), <c>skew</c> (held-out
    /// samples through both preparations), <c>deployment</c> (training samples as they are, and as test samples are treated, corruption included).
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The measurement of the first way.</summary>
    public required string From { get; init; }

    /// <summary>The measurement of the second way.</summary>
    public required string To { get; init; }

    /// <summary>The rows of one repeat.</summary>
    public required int Rows { get; init; }

    /// <summary>Accuracy in the first way, mean over repeats.</summary>
    public required double AccuracyFrom { get; init; }

    /// <summary>Accuracy in the second way.</summary>
    public required double AccuracyTo { get; init; }

    /// <summary>From minus to, with its 95% interval.</summary>
    public required GapPart Difference { get; init; }

    /// <summary>The share of rows whose predicted class changes.</summary>
    public required double Changed { get; init; }

    /// <summary>95% interval of it.</summary>
    public Interval? ChangedInterval { get; init; }

    /// <summary>The rows of repeat 0 that changed most surely, at most eight.</summary>
    public IReadOnlyList<ChangedSample> Examples { get; init; } = [];
}

/// <summary>A sample whose prediction changed.</summary>
/// <param name="Row">Its row in the sample set.</param>
/// <param name="Id">What a user would call it.</param>
/// <param name="Label">Its class.</param>
/// <param name="PredictedFrom">The class predicted in the first way.</param>
/// <param name="ConfidenceFrom">Its probability.</param>
/// <param name="PredictedTo">The class predicted in the second way.</param>
/// <param name="ConfidenceTo">Its probability.</param>
/// <param name="PictureFrom">The image as the model saw it in the first way, a PNG relative to the run directory; null where there is none.</param>
/// <param name="PictureTo">The same in the second way.</param>
public sealed record ChangedSample(
    int Row,
    string Id,
    string Label,
    string PredictedFrom,
    double ConfidenceFrom,
    string PredictedTo,
    double ConfidenceTo,
    string? PictureFrom = null,
    string? PictureTo = null);
