using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>From configuration to prepared data.</summary>
public static class DataPreparation
{
    /// <summary>Reads (from the cache where it can), splits, fits on training samples and prepares the data of one trial.</summary>
    /// <param name="scenario">The effective options; paths are absolute.</param>
    /// <param name="seeds">The trial's seeds; the split uses the stream <c>split</c>, the augmentation <c>augment</c>.</param>
    /// <param name="cacheFolder">The folder of decoded data; made when it is missing. Several processes may use it at once.</param>
    /// <param name="progress">Receives samples decoded so far and in all while images are decoded; not called on a cache hit.</param>
    /// <param name="cancellation">Checked at least every few hundred samples.</param>
    /// <exception cref="ProblemException">Everything that is wrong with the data, at once.</exception>
    public static PreparedData Prepare(
        ScenarioOptions scenario,
        TrialSeeds seeds,
        string cacheFolder,
        IProgress<DecodingProgress>? progress,
        CancellationToken cancellation) => scenario.Data switch
        {
            ImageDataOptions images => ImagePreparation.Prepare(scenario, images, seeds, cacheFolder, progress, cancellation),
            TableOptions table => TablePreparation.Prepare(scenario, table, seeds, cancellation),
            _ => throw new NotSupportedException($"Data of {scenario.Data.GetType().Name}."),
        };

    /// <summary>Whether something looks at a selection set during training, so that one is held out.</summary>
    public static bool NeedsSelection(ScenarioOptions scenario) =>
        scenario.Model is not LogisticRegressionOptions
        && (scenario.Training.EarlyStopping is not null || scenario.Training.Schedule is PlateauScheduleOptions);
}

/// <summary>How far decoding has come.</summary>
/// <param name="Done">Samples decoded.</param>
/// <param name="Total">Samples in all.</param>
public readonly record struct DecodingProgress(int Done, int Total);
