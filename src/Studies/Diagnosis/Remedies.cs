using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>
/// The one visible list of remedies. A diagnosis runs those whose cause it found present or could not exclude, as far as its budget goes; those of one cause in the order of
/// this list. To add one, write what it proposes and add a line.
/// </summary>
internal static class Remedies
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Remedy> All { get; } =
    [
        new("gentle-steps", [Causes.NumericFailure], TrainingRemedies.GentleSteps),
        new("drop-column", [Causes.TargetLeakage], DataRemedies.DropColumn),
        new("same-preprocessing", [Causes.PreprocessingSkew], DataRemedies.SamePreprocessing),
        new("faster-averages", [Causes.TrainingModeMetric], ModelRemedies.FasterAverages),
        new("dropout", [Causes.Overfitting], ModelRemedies.Dropout),
        new("weight-penalty", [Causes.Overfitting], ModelRemedies.WeightPenalty),
        new("smaller-model", [Causes.Overfitting], ModelRemedies.SmallerModel),
        new("early-stopping", [Causes.Overfitting], TrainingRemedies.EarlyStopping),
        new("shifts", [Causes.Overfitting], DataRemedies.Shifts),
        new("larger-model", [Causes.Underfitting], ModelRemedies.LargerModel),
        new("less-restraint", [Causes.Underfitting], ModelRemedies.LessRestraint),
        new("more-epochs", [Causes.Undertrained], TrainingRemedies.MoreEpochs),
        new("no-augmentation", [Causes.AugmentationMismatch], DataRemedies.NoAugmentation),
        new("class-weights", [Causes.ClassImbalance], TrainingRemedies.ClassWeights),
        new("oversampling", [Causes.ClassImbalance], TrainingRemedies.Oversampling),
        new("exclude-suspects", [Causes.LabelNoise], DataRemedies.ExcludeSuspects),
        new("suggested-rate", [Causes.LearningRateTooHigh, Causes.LearningRateTooLow], TrainingRemedies.SuggestedRate),
        new("lower-rate", [Causes.LearningRateTooHigh], TrainingRemedies.LowerRate),
        new("higher-rate", [Causes.LearningRateTooLow], TrainingRemedies.HigherRate),
        new("batch-size", [Causes.BatchSize], TrainingRemedies.UsualBatch),
        new("shuffled", [Causes.UnshuffledData], TrainingRemedies.Shuffled),
        new("align-test", [Causes.DistributionShift], DataRemedies.AlignTest),
        new("data-like-test", [Causes.DistributionShift, Causes.LabelShift], DataRemedies.DataLikeTest),
    ];
}
