namespace MlPipelines.Evaluation;

/// <summary>The one visible list of rules, a cause each. Rules do not know each other; the arbiter ranks what they find.</summary>
internal static class CauseRules
{
    public static IReadOnlyList<ICauseRule> All { get; } =
    [
        new NumericFailureRule(),
        new TargetLeakageRule(),
        new TrainTestLeakageRule(),
        new PreprocessingSkewRule(),
        new OverfittingRule(),
        new UnderfittingRule(),
        new UndertrainedRule(),
        new AugmentationMismatchRule(),
        new TrainingModeMetricRule(),
        new SeedVarianceRule(),
        new SmallTestSetRule(),
        new ClassImbalanceRule(),
        new LabelNoiseRule(),
        new ConflictingLabelsRule(),
        new DistributionShiftRule(),
        new LabelShiftRule(),
        new LearningRateTooHighRule(),
        new LearningRateTooLowRule(),
        new BatchSizeRule(),
        new UnshuffledDataRule(),
    ];
}
