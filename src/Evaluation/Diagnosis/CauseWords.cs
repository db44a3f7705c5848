using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Causes as a colleague would say them.</summary>
internal static class CauseWords
{
    public static string Of(string cause) => cause switch
    {
        Causes.Undertrained => "training that ended too early",
        Causes.AugmentationMismatch => "an augmentation that does not fit",
        Causes.PreprocessingSkew => "preprocessing skew",
        Causes.TrainingModeMetric => "the difference between training mode and rest",
        Causes.SeedVariance => "the luck of the seed",
        Causes.SmallTestSet => "a test set that is too small",
        Causes.ClassImbalance => "class imbalance",
        Causes.LabelNoise => "label noise",
        Causes.TrainTestLeakage => "train-test leakage",
        Causes.ConflictingLabels => "conflicting labels",
        Causes.TargetLeakage => "target leakage",
        Causes.DistributionShift => "distribution shift",
        Causes.LabelShift => "label shift",
        Causes.LearningRateTooHigh => "a learning rate that is too high",
        Causes.LearningRateTooLow => "a learning rate that is too low",
        Causes.BatchSize => "the batch size",
        Causes.UnshuffledData => "unshuffled training samples",
        Causes.NumericFailure => "a numeric failure",
        _ => cause,
    };

    /// <summary>Where the points of a gap come from: the end of "2.1 points come from".</summary>
    public static string Source(string cause) => cause switch
    {
        Causes.PreprocessingSkew => "test samples that are prepared differently from training samples",
        Causes.LabelNoise => "wrong labels",
        Causes.LabelShift => "classes that occur in other shares in test",
        Causes.TargetLeakage => "a column that knows the label in training and not in test",
        Causes.DistributionShift => "test samples of another kind than training ones",
        _ => Of(cause),
    };
}
