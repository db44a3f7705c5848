namespace MlPipelines.Evaluation;

/// <summary>What a claim may be about, and what each of these is made of.</summary>
internal static class ClaimMetric
{
    public const string EnsembleGain = "ensemble.gain";
    public const string SeedsDifference = "seeds.difference";

    private const string TrainAccuracy = "train.accuracy";
    private const string Generalisation = "gap.generalisation";
    private const string Skew = "gap.skew";
    private const string Shift = "gap.shift";
    private const string TrainingMode = "trainingMetric.trainingMode";
    private const string Augmentation = "trainingMetric.augmentation";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        TrainAccuracy, ComparedMetric.ValidationAccuracy, ComparedMetric.TestAccuracy, ComparedMetric.TestBalancedAccuracy, ComparedMetric.TestLogLoss,
        ComparedMetric.GapTotal, Generalisation, Skew, Shift, TrainingMode, Augmentation, EnsembleGain, SeedsDifference,
    ];

    /// <summary>Whether values are shares between 0 and 1, as opposed to differences of shares.</summary>
    public static bool IsShare(string metric) => metric is TrainAccuracy or ComparedMetric.ValidationAccuracy or ComparedMetric.TestAccuracy
        or ComparedMetric.TestBalancedAccuracy;

    /// <summary>Measurements and signs. The training mode is compared with the same augmented images where there are any.</summary>
    public static IReadOnlyList<SignedMeasurement> Terms(VariantScores variant, string metric)
    {
        (string, int)[] terms = metric switch
        {
            TrainAccuracy => [(MeasurementNames.TrainClean, 1)],
            Generalisation => [(MeasurementNames.TrainClean, 1), (MeasurementNames.ValidationClean, -1)],
            Skew => [(MeasurementNames.ValidationClean, 1), (MeasurementNames.Validation, -1)],
            Shift => [(MeasurementNames.Validation, 1), (MeasurementNames.Test, -1)],
            TrainingMode => [(MeasurementNames.Running, 1), (IsAugmented(variant) ? MeasurementNames.TrainAugmented : MeasurementNames.TrainClean, -1)],
            Augmentation => [(MeasurementNames.TrainAugmented, 1), (MeasurementNames.TrainClean, -1)],
            _ => [.. ComparedMetric.Terms(metric)],
        };
        return [.. terms.Select(term => new SignedMeasurement(variant, term.Item1, term.Item2))];
    }

    /// <summary>Whether a difference of 0 is so by construction: one preprocessing path for training and test leaves no row that could show skew.</summary>
    public static bool IsZeroByConstruction(string metric, VariantScores variant) => metric == Skew && variant.Options.Pipeline.Test is null;

    /// <summary>The metric in a sentence.</summary>
    public static string Words(string metric) => metric switch
    {
        TrainAccuracy => "training accuracy",
        ComparedMetric.ValidationAccuracy => "validation accuracy",
        ComparedMetric.TestAccuracy => "test accuracy",
        ComparedMetric.TestBalancedAccuracy => "balanced test accuracy",
        ComparedMetric.TestLogLoss => "test log loss",
        ComparedMetric.GapTotal => "gap between training and test accuracy",
        Generalisation => "generalisation gap",
        Skew => "preprocessing skew",
        Shift => "shift from validation to test",
        TrainingMode => "training-mode part of the training metric",
        Augmentation => "augmentation part of the training metric",
        EnsembleGain => "gain of the ensemble",
        SeedsDifference => "difference between two repeats",
        _ => metric,
    };

    private static bool IsAugmented(VariantScores variant) =>
        variant.RepeatsWith(MeasurementNames.Running, MeasurementNames.TrainAugmented).Count > 0;
}
