using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>Trains logistic models with ML.NET.</summary>
internal static class LogisticTraining
{
    /// <inheritdoc cref="ModelTraining.Check"/>
    public static IReadOnlyList<Problem> Check(ScenarioOptions scenario, LogisticRegressionOptions model, DatasetDescription data) =>
        throw new NotSupportedException();

    /// <inheritdoc cref="ModelTraining.Train"/>
    public static TrainingOutcome Train(
        ScenarioOptions scenario, LogisticRegressionOptions model, PreparedData data, TrialSeeds seeds, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
