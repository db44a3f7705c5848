namespace MlPipelines.Configuration;

/// <summary>The ids of causes in <c>result.json</c>, configuration and report.</summary>
public static class Causes
{
    /// <summary>The model fits its training samples at the cost of unseen ones.</summary>
    public const string Overfitting = "overfitting";

    /// <summary>The model is too small or too restrained for the task.</summary>
    public const string Underfitting = "underfitting";

    /// <summary>Training ended before the model had learnt what it can.</summary>
    public const string Undertrained = "undertrained";

    /// <summary>Training images are changed in ways that cost accuracy on images as they are.</summary>
    public const string AugmentationMismatch = "augmentation-mismatch";

    /// <summary>Test samples are prepared differently from training samples.</summary>
    public const string PreprocessingSkew = "preprocessing-skew";

    /// <summary>The numbers shown while training are not those of the model at rest.</summary>
    public const string TrainingModeMetric = "training-mode-metric";

    /// <summary>The seed alone moves the result by more than the smallest effect.</summary>
    public const string SeedVariance = "seed-variance";

    /// <summary>The test set is too small to tell what it shows from luck.</summary>
    public const string SmallTestSet = "small-test-set";

    /// <summary>Rare classes are neglected.</summary>
    public const string ClassImbalance = "class-imbalance";

    /// <summary>Training labels are wrong.</summary>
    public const string LabelNoise = "label-noise";

    /// <summary>Test samples have copies in training.</summary>
    public const string TrainTestLeakage = "train-test-leakage";

    /// <summary>Identical samples have different labels.</summary>
    public const string ConflictingLabels = "conflicting-labels";

    /// <summary>A column knows the label before it should.</summary>
    public const string TargetLeakage = "target-leakage";

    /// <summary>Test samples are of another kind than training samples.</summary>
    public const string DistributionShift = "distribution-shift";

    /// <summary>Classes occur in other shares in test.</summary>
    public const string LabelShift = "label-shift";

    /// <summary>Steps are too large to settle.</summary>
    public const string LearningRateTooHigh = "learning-rate-too-high";

    /// <summary>Steps are too small to arrive.</summary>
    public const string LearningRateTooLow = "learning-rate-too-low";

    /// <summary>Batches are too large or too small to learn well in the given epochs.</summary>
    public const string BatchSize = "batch-size";

    /// <summary>Samples are presented in an order that the model learns instead of the task.</summary>
    public const string UnshuffledData = "unshuffled-data";

    /// <summary>A loss, gradient or weight became infinite or not a number.</summary>
    public const string NumericFailure = "numeric-failure";

    /// <summary>The verdict that no cause is present.</summary>
    public const string Healthy = "healthy";

    /// <summary>The verdict that the study is too small to tell.</summary>
    public const string CannotTell = "cannot-tell";

    /// <summary>All causes, in the order of reports where nothing else ranks them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        NumericFailure,
        TargetLeakage,
        TrainTestLeakage,
        PreprocessingSkew,
        Overfitting,
        Underfitting,
        Undertrained,
        AugmentationMismatch,
        TrainingModeMetric,
        SeedVariance,
        SmallTestSet,
        ClassImbalance,
        LabelNoise,
        ConflictingLabels,
        DistributionShift,
        LabelShift,
        LearningRateTooHigh,
        LearningRateTooLow,
        BatchSize,
        UnshuffledData,
    ];
}
