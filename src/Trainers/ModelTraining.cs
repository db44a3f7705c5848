using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>From prepared data to a trained model: chooses the trainer that the model's options name.</summary>
public static class ModelTraining
{
    /// <summary>
    /// Checks what only the data can tell: that the layers fit the sample shape and the classes, that named classes exist, that the
    /// engine loads. Called once per variant before any trial trains.
    /// </summary>
    /// <returns>Everything that is wrong; <see cref="Problem.Where"/> names the layer: <c>model.layers[5] dense</c>.</returns>
    public static IReadOnlyList<Problem> Check(ScenarioOptions scenario, DatasetDescription data) => throw new NotSupportedException();

    /// <summary>Trains one model.</summary>
    /// <param name="scenario">The effective options.</param>
    /// <param name="data">The prepared data; test samples are not touched.</param>
    /// <param name="seeds">The trial's seeds.</param>
    /// <param name="progress">Receives every finished epoch.</param>
    /// <param name="cancellation">Checked at every step; cancelling throws.</param>
    /// <exception cref="NumericFailureException">A loss, gradient or weight was NaN or infinite.</exception>
    public static TrainingOutcome Train(
        ScenarioOptions scenario,
        PreparedData data,
        TrialSeeds seeds,
        IProgress<EpochRecord>? progress,
        CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>What trains this model, with versions, for the report: <c>torch 2.10.0 (TorchSharp 0.107.0)</c> or <c>ML.NET 5.0.1</c>.</summary>
    public static string EngineOf(ModelOptions model) => throw new NotSupportedException();
}
