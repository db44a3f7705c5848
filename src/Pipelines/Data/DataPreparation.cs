using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>From configuration to prepared data.</summary>
public static class DataPreparation
{
    /// <summary>Reads (from the cache where it can), splits, fits on training samples and prepares the data of one trial.</summary>
    /// <param name="scenario">The effective options; paths are absolute.</param>
    /// <param name="seeds">The trial's seeds; the split uses the stream <c>split</c>, the augmentation <c>augment</c>, and what is generated or changed <c>data</c>.</param>
    /// <param name="cacheFolder">The folder of decoded data; made when it is missing. Several processes may use it at once.</param>
    /// <param name="progress">Receives samples decoded so far and in all while images are decoded; not called on a cache hit.</param>
    /// <param name="cancellation">Checked at least every few hundred samples.</param>
    /// <exception cref="ProblemException">Everything that is wrong with the data, at once.</exception>
    public static PreparedData Prepare(
        ScenarioOptions scenario,
        TrialSeeds seeds,
        string cacheFolder,
        IProgress<DecodingProgress>? progress,
        CancellationToken cancellation) => PrepareSets(scenario, seeds, fold: null, cacheFolder, progress, cancellation);

    /// <summary>
    /// The same data for one fold of predictions out of fold: every sample of the training source that is not a test sample (training, selection and validation samples
    /// alike) is in the validation set of exactly one fold, and the others of its fold train. Folds are stratified, keep identical samples together and follow the
    /// stream <c>split</c>. The test set is that of <see cref="Prepare"/>.
    /// </summary>
    /// <param name="scenario">The effective options; paths are absolute.</param>
    /// <param name="seeds">The seeds of repeat 0.</param>
    /// <param name="fold">The fold, from 0.</param>
    /// <param name="folds">The number of folds.</param>
    /// <param name="cacheFolder">The folder of decoded data.</param>
    /// <param name="cancellation">Checked at least every few hundred samples.</param>
    /// <remarks>
    /// With <c>data.trainSize</c> only the training samples that it keeps are dealt to folds. Samples of <c>data.exclude</c> are predicted but never train. Label
    /// noise is planted as in the trial. A selection set is drawn from the rest of a fold where something selects.
    /// </remarks>
    /// <exception cref="ProblemException">Everything that is wrong with the data, at once; too few distinct samples for the folds.</exception>
    public static PreparedData PrepareFold(
        ScenarioOptions scenario, TrialSeeds seeds, int fold, int folds, string cacheFolder, CancellationToken cancellation) =>
        PrepareSets(scenario, seeds, new FoldNumber(fold, folds), cacheFolder, progress: null, cancellation);

    /// <summary>Whether something looks at a selection set during training, so that one is held out.</summary>
    public static bool NeedsSelection(ScenarioOptions scenario) =>
        scenario.Search is not null
        || (scenario.Model.Learner() is not LogisticRegressionOptions
            && (scenario.Training.EarlyStopping is not null || scenario.Training.Schedule is PlateauScheduleOptions));

    private static PreparedData PrepareSets(
        ScenarioOptions scenario,
        TrialSeeds seeds,
        FoldNumber? fold,
        string cacheFolder,
        IProgress<DecodingProgress>? progress,
        CancellationToken cancellation)
    {
        ScenarioOptions named = NamedClasses.Resolve(scenario);
        return named.Data switch
        {
            ImageDataOptions images => ImagePreparation.Prepare(named, images, seeds, fold, cacheFolder, progress, cancellation),
            TableOptions table => TablePreparation.Prepare(named, table, seeds, cancellation, fold),
            SyntheticOptions synthetic => TablePreparation.Prepare(named, synthetic, seeds, cancellation, fold),
            _ => throw new NotSupportedException($"Data of {named.Data.GetType().Name}."),
        };
    }
}

/// <summary>How far decoding has come.</summary>
/// <param name="Done">Samples decoded.</param>
/// <param name="Total">Samples in all.</param>
public readonly record struct DecodingProgress(int Done, int Total);
