using System.Reflection;
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
    public static IReadOnlyList<Problem> Check(ScenarioOptions scenario, DatasetDescription data) => scenario.Model switch
    {
        LogisticRegressionOptions logistic => LogisticTraining.Check(scenario, logistic, data),
        NetworkOptions network =>
        [
            .. NetworkDesign.Describe(network, data.Shape, data.Classes.Count).Problems,
            .. ClassLossWeights.Check(scenario.Training, data.Classes),
            .. NeuralEngines.For(scenario.Training.Device).Check() is { } problem ? [problem] : Array.Empty<Problem>(),
        ],
        _ => throw Unknown(scenario.Model),
    };

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
        CancellationToken cancellation) => scenario.Model switch
        {
            LogisticRegressionOptions logistic => LogisticTraining.Train(scenario, logistic, data, seeds, cancellation),
            NetworkOptions network => NetworkTraining.Train(
                NeuralEngines.For(scenario.Training.Device), scenario, network, data, seeds, progress, cancellation),
            _ => throw Unknown(scenario.Model),
        };

    /// <summary>What trains this model, with versions, for the report: <c>torch 2.10.0 (TorchSharp 0.107.0)</c> or <c>ML.NET 5.0.1</c>.</summary>
    public static string EngineOf(ModelOptions model) => model switch
    {
        LogisticRegressionOptions => $"ML.NET {VersionOf(typeof(Microsoft.ML.MLContext))}",
        NetworkOptions => NeuralEngines.For(Device.Cpu).Description,
        _ => throw Unknown(model),
    };

    /// <summary>The version of the package that a type comes from, without its commit.</summary>
    internal static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? type.Assembly.GetName().Version?.ToString(3) ?? "of unknown version";

    private static ArgumentException Unknown(ModelOptions model) => new($"unknown model {model.GetType().Name}", nameof(model));
}
