using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>What a claim may be about, and what each of these is made of.</summary>
internal static class ClaimMetric
{
    /// <summary>Whether values are shares between 0 and 1, as opposed to differences of shares.</summary>
    public static bool IsShare(string metric) => metric is ClaimMetrics.TrainAccuracy or ComparedMetric.ValidationAccuracy or ComparedMetric.TestAccuracy
        or ComparedMetric.TestBalancedAccuracy;

    /// <summary>Measurements and signs. The training mode is compared with the same augmented images where there are any.</summary>
    public static IReadOnlyList<SignedMeasurement> Terms(VariantScores variant, string metric)
    {
        (string, int)[] terms = metric switch
        {
            ClaimMetrics.TrainAccuracy => [(MeasurementNames.TrainClean, 1)],
            ClaimMetrics.GapGeneralisation => [(MeasurementNames.TrainClean, 1), (MeasurementNames.ValidationClean, -1)],
            ClaimMetrics.GapSkew => [(MeasurementNames.ValidationClean, 1), (MeasurementNames.Validation, -1)],
            ClaimMetrics.GapShift => [(MeasurementNames.Validation, 1), (MeasurementNames.Test, -1)],
            ClaimMetrics.TrainingMode => [(MeasurementNames.Running, 1), (IsAugmented(variant) ? MeasurementNames.TrainAugmented : MeasurementNames.TrainClean, -1)],
            ClaimMetrics.TrainingAugmentation => [(MeasurementNames.TrainAugmented, 1), (MeasurementNames.TrainClean, -1)],
            ClaimMetrics.IdenticalDeployment => [(MeasurementNames.TrainClean, 1), (MeasurementNames.TrainAsTest, -1)],
            _ => [.. ComparedMetric.Terms(metric)],
        };
        return [.. terms.Select(term => new SignedMeasurement(variant, term.Item1, term.Item2))];
    }

    /// <summary>Whether a difference of 0 is so by construction: one preprocessing path for training and test leaves no row that could show skew.</summary>
    public static bool IsZeroByConstruction(string metric, VariantScores variant) => metric == ClaimMetrics.GapSkew && variant.Options.Pipeline.Test is null;

    /// <summary>The metric in a sentence.</summary>
    public static string Words(string metric) => metric switch
    {
        ClaimMetrics.TrainAccuracy => "training accuracy",
        ComparedMetric.ValidationAccuracy => "validation accuracy",
        ComparedMetric.TestAccuracy => "test accuracy",
        ComparedMetric.TestBalancedAccuracy => "balanced test accuracy",
        ComparedMetric.TestLogLoss => "test log loss",
        ComparedMetric.GapTotal => "gap between training and test accuracy",
        ClaimMetrics.GapGeneralisation => "generalisation gap",
        ClaimMetrics.GapSkew => "preprocessing skew",
        ClaimMetrics.GapShift => "shift from validation to test",
        ClaimMetrics.TrainingMode => "training-mode part of the training metric",
        ClaimMetrics.TrainingAugmentation => "augmentation part of the training metric",
        ClaimMetrics.IdenticalDeployment => "loss on identical images, treated as in test",
        ClaimMetrics.EnsembleGain => "gain of the ensemble",
        ClaimMetrics.SeedsDifference => "difference between two repeats",
        _ => metric,
    };

    private static bool IsAugmented(VariantScores variant) =>
        variant.RepeatsWith(MeasurementNames.Running, MeasurementNames.TrainAugmented).Count > 0;
}
