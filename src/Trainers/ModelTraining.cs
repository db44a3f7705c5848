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
    public static IReadOnlyList<Problem> Check(ScenarioOptions scenario, DatasetDescription data)
    {
        ScenarioOptions named = NamedClasses.Resolve(scenario);
        return named.Model switch
        {
            LogisticRegressionOptions logistic => LogisticTraining.Check(named, logistic, data),
            NetworkOptions network =>
            [
                .. NetworkDesign.Describe(network, data.Shape, data.Classes.Count).Problems,
                .. ClassLossWeights.Check(named.Training, data.Classes),
                .. StratifiedBatches.Check(named.Training) is { } arrangement ? [arrangement] : Array.Empty<Problem>(),
                .. CheckEngine(named) is { } problem ? [problem] : Array.Empty<Problem>(),
            ],
            TransferOptions transfer => TransferTraining.Check(named, transfer, data),
            _ => throw Unknown(named.Model),
        };
    }

    /// <summary>Checks whether this machine has what trains a scenario's networks, which needs no data: once per variant, before any is read.</summary>
    /// <returns>What a user has to mend, or null.</returns>
    public static Problem? CheckEngine(ScenarioOptions scenario) =>
        scenario.Model.Learner() is NetworkOptions ? NeuralEngines.For(scenario.Training).Check() : null;

    /// <summary>Computes what trials of a model need from the data and share, once: the features of a backbone. Does nothing for other models.</summary>
    /// <param name="scenario">The effective options, checked.</param>
    /// <param name="data">The prepared data.</param>
    /// <param name="cacheFolder">Where it is kept.</param>
    /// <param name="cancellation">Checked for every sample.</param>
    public static void Prepare(ScenarioOptions scenario, PreparedData data, string cacheFolder, CancellationToken cancellation)
    {
        if (scenario.Model is TransferOptions transfer)
        {
            TransferTraining.Prepare(transfer, data, cacheFolder, cancellation);
        }
    }

    /// <summary>Trains one model.</summary>
    /// <param name="scenario">The effective options.</param>
    /// <param name="data">The prepared data; test samples are not touched.</param>
    /// <param name="seeds">The trial's seeds.</param>
    /// <param name="progress">Receives every finished epoch.</param>
    /// <param name="cancellation">Checked at every step; cancelling throws.</param>
    /// <param name="stopAfter">Asked after every epoch whether to end the training there; null never ends it. Not called by trainers without epochs.</param>
    /// <param name="cacheFolder">The folder of what is computed from data once for many trials; null computes it again.</param>
    /// <param name="checkpoints">Where the state of a network is kept while it is trained; null keeps none. Not used by trainers without epochs.</param>
    /// <exception cref="NumericFailureException">A loss, gradient or weight was NaN or infinite.</exception>
    public static TrainingOutcome Train(
        ScenarioOptions scenario,
        PreparedData data,
        TrialSeeds seeds,
        IProgress<EpochRecord>? progress,
        CancellationToken cancellation,
        Func<EpochRecord, bool>? stopAfter = null,
        string? cacheFolder = null,
        TrainingCheckpoints? checkpoints = null)
    {
        ScenarioOptions named = NamedClasses.Resolve(scenario);
        return named.Model switch
        {
            LogisticRegressionOptions logistic => LogisticTraining.Train(named, logistic, data, seeds, cancellation),
            NetworkOptions network => NetworkTraining.Train(
                NeuralEngines.For(named.Training), named, network, data, seeds, progress, stopAfter, checkpoints, cancellation),
            TransferOptions transfer => TransferTraining.Train(named, transfer, data, seeds, progress, stopAfter, cacheFolder, checkpoints, cancellation),
            _ => throw Unknown(named.Model),
        };
    }

    /// <summary>Reads a model that <see cref="ITrainedModel.Save"/> wrote.</summary>
    /// <param name="scenario">The effective options with which it was trained.</param>
    /// <param name="folder">The folder of its files.</param>
    /// <param name="cacheFolder">The folder of what is computed from data once for many trials; null computes it again.</param>
    /// <exception cref="InvalidDataException">The files are not a model that this version wrote.</exception>
    public static ITrainedModel Load(ScenarioOptions scenario, string folder, string? cacheFolder = null) => scenario.Model switch
    {
        LogisticRegressionOptions logistic => LogisticFiles.Load(folder, logistic),
        NetworkOptions => TrainedNetwork.Load(NeuralEngines.For(scenario.Training), folder, scenario.Training.Threads),
        TransferOptions transfer => TransferTraining.Load(scenario, transfer, folder, cacheFolder),
        _ => throw Unknown(scenario.Model),
    };

    /// <summary>Reads a model, and checks that it takes and gives what it is wanted for.</summary>
    /// <param name="scenario">The effective options with which it was trained.</param>
    /// <param name="folder">The folder of its files.</param>
    /// <param name="shape">The shape of a prepared sample.</param>
    /// <param name="classes">The class names by index.</param>
    /// <exception cref="InvalidDataException">The files are not a model that this version wrote, or it does not fit the samples or the classes.</exception>
    public static ITrainedModel Load(ScenarioOptions scenario, string folder, SampleShape shape, IReadOnlyList<string> classes)
    {
        ITrainedModel model = Load(scenario, folder);
        string? fault = model switch
        {
            TrainedNetwork network => network.FaultFor(shape, classes.Count),
            TransferModel transfer => transfer.FaultFor(shape),
            LogisticModel logistic when logistic.Weights.Weights[0].Length != shape.Size => "the model was trained on another number of features than the preprocessing gives",
            LogisticModel logistic when !logistic.Classes.SequenceEqual(classes) => "the model has other classes than the preprocessing",
            _ => null,
        };
        if (fault is null)
        {
            return model;
        }

        model.Dispose();
        throw new InvalidDataException(fault);
    }

    /// <summary>
    /// The learning-rate range test (Smith 2017): from the initial weights, batches in the order of training, the rate growing by the same factor at every step from
    /// <c>rangeTest.minimum</c> to <c>rangeTest.maximum</c>. Ends early when the loss is not finite or far above its least value
    /// (<see cref="LearningRateRangeTest"/>).
    /// </summary>
    /// <exception cref="ProblemException">The model has no learning rate, or does not fit the data.</exception>
    public static IReadOnlyList<RangeTestStep> RangeTest(
        ScenarioOptions scenario, RangeTestOptions options, PreparedData data, TrialSeeds seeds, CancellationToken cancellation) =>
        scenario.Model is NetworkOptions network
            ? LearningRateRangeTest.Run(
                NeuralEngines.For(scenario.Training), NamedClasses.Resolve(scenario).Training, network, options, data, seeds, cancellation)
            : throw new ProblemException(ProblemStage.Configuration, new Problem(
                "rangeTest", "a network, which learns in steps", "logisticRegression", "Remove rangeTest, or name variants with a network in rangeTest.variants."));

    /// <summary>The rows of the training set in the order in which the first epoch presents them; null for a trainer without epochs.</summary>
    /// <param name="scenario">The effective options.</param>
    /// <param name="data">The prepared data.</param>
    /// <param name="seeds">The trial's seeds.</param>
    public static IReadOnlyList<int>? FirstEpoch(ScenarioOptions scenario, PreparedData data, TrialSeeds seeds) =>
        scenario.Model.Learner() is NetworkOptions ? EpochPlan.Of(data.Train, data.Classes.Count, scenario.Training, seeds, 0).Rows : null;

    /// <summary>What trains a scenario's model, with versions, for the report: <c>torch 2.10.0 (TorchSharp 0.107.0)</c> or <c>ML.NET 5.0.1</c>.</summary>
    public static string EngineOf(ScenarioOptions scenario) => scenario.Model switch
    {
        LogisticRegressionOptions => MlNet,
        NetworkOptions => NeuralEngines.For(scenario.Training).Description,
        TransferOptions transfer => $"{OnnxSession.Runtime} (ML.NET's OnnxTransformer) and {EngineOf(scenario with { Model = transfer.Learner() })}",
        _ => throw Unknown(scenario.Model),
    };

    /// <summary>ML.NET with its version.</summary>
    internal static string MlNet => $"ML.NET {VersionOf(typeof(Microsoft.ML.MLContext))}";

    /// <summary>The version of the package that a type comes from, without its commit.</summary>
    internal static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? type.Assembly.GetName().Version?.ToString(3) ?? "of unknown version";

    private static ArgumentException Unknown(ModelOptions model) => new($"unknown model {model.GetType().Name}", nameof(model));
}
