namespace MlPipelines.Configuration;

/// <summary>What a claim can be about, by the names that <c>claim.metric</c> knows.</summary>
public static class ClaimMetrics
{
    /// <summary>Accuracy on all training samples, after training.</summary>
    public const string TrainAccuracy = "train.accuracy";

    /// <summary>Accuracy on the validation set, on the training path.</summary>
    public const string ValidationAccuracy = "validation.accuracy";

    /// <summary>Accuracy on the test set.</summary>
    public const string TestAccuracy = "test.accuracy";

    /// <summary>Mean recall of the classes on the test set.</summary>
    public const string TestBalancedAccuracy = "test.balancedAccuracy";

    /// <summary>Mean negative logarithm of the true class's probability on the test set, in nats.</summary>
    public const string TestLogLoss = "test.logLoss";

    /// <summary>Training accuracy minus test accuracy.</summary>
    public const string GapTotal = "gap.total";

    /// <summary>Training accuracy minus validation accuracy.</summary>
    public const string GapGeneralisation = "gap.generalisation";

    /// <summary>Validation accuracy on the training path minus that on the test path.</summary>
    public const string GapSkew = "gap.skew";

    /// <summary>Validation accuracy on the test path minus test accuracy.</summary>
    public const string GapShift = "gap.shift";

    /// <summary>What moving weights, dropout and batch statistics do to the accuracy that training itself shows.</summary>
    public const string TrainingMode = "trainingMetric.trainingMode";

    /// <summary>What augmentation does to the accuracy that training itself shows.</summary>
    public const string TrainingAugmentation = "trainingMetric.augmentation";

    /// <summary>Accuracy on training samples as they are minus that on the same samples treated as test samples are, corruption included.</summary>
    public const string IdenticalDeployment = "identical.deployment";

    /// <summary>Test accuracy of the repeats' averaged probabilities minus that of a single repeat.</summary>
    public const string EnsembleGain = "ensemble.gain";

    /// <summary>The mean absolute difference of test accuracy between two repeats.</summary>
    public const string SeedsDifference = "seeds.difference";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        TrainAccuracy, ValidationAccuracy, TestAccuracy, TestBalancedAccuracy, TestLogLoss, GapTotal, GapGeneralisation, GapSkew, GapShift,
        TrainingMode, TrainingAugmentation, IdenticalDeployment, EnsembleGain, SeedsDifference,
    ];
}
