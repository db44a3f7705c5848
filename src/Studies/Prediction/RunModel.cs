using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>
/// A model of a finished run, ready to predict: its weights and the preprocessing that was fitted with them. The run's folder is all it needs, wherever it was moved. Not safe for use
/// from several threads at once.
/// </summary>
/// <example><code>
/// using RunModel model = await RunModel.LoadAsync("runs/photos/2026-11-29T12-00-00Z", "baseline", 0);
/// SamplePredictions predicted = await model.PredictAsync(["cat.jpg"]);
/// Console.WriteLine(predicted.Classes[predicted.Samples[0].Class]);
/// </code></example>
public sealed class RunModel : IDisposable
{
    private RunModel(SavedModel saved, FittedPreprocessing preprocessing, ITrainedModel model) =>
        (Saved, Preprocessing, Model) = (saved, preprocessing, model);

    /// <summary>Where it comes from and how it was trained.</summary>
    public SavedModel Saved { get; }

    /// <summary>From a new sample to what the model receives.</summary>
    public FittedPreprocessing Preprocessing { get; }

    /// <summary>The weights.</summary>
    public ITrainedModel Model { get; }

    /// <summary>The class names by index.</summary>
    public IReadOnlyList<string> Classes => Preprocessing.Classes;

    /// <summary>Loads the model of a repeat of a variant.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="variant">The variant.</param>
    /// <param name="repeat">The repeat, from 0.</param>
    /// <param name="cancellation">Checked before the model is read.</param>
    /// <exception cref="ProblemException">There is no such model, or another version wrote it.</exception>
    public static Task<RunModel> LoadAsync(
        string run, string variant = VariantResult.Baseline, int repeat = 0, CancellationToken cancellation = default) => Task.Run(
        () =>
        {
            List<Problem> problems = [];
            SavedModel? saved = SavedModels.Read(new RunDirectory(run)).Find(variant, repeat, problems);
            cancellation.ThrowIfCancellationRequested();
            return (saved is null ? null : Load(saved, problems)) ?? throw new ProblemException(ProblemStage.Data, problems);
        },
        cancellation);

    /// <summary>Predicts new samples.</summary>
    /// <param name="inputs">Paths of images and of folders of images, or of tables.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <exception cref="ProblemException">Everything that is wrong with the inputs.</exception>
    public Task<SamplePredictions> PredictAsync(IReadOnlyList<string> inputs, CancellationToken cancellation = default) => Task.Run(
        () => ModelPrediction.Predict([this], [], [.. inputs.Select(input => new InputPath(input, input))], cancellation), cancellation);

    /// <summary>Loads a model.</summary>
    /// <param name="saved">Which.</param>
    /// <param name="problems">Receives what is wrong with its files.</param>
    /// <returns>Null where something is wrong.</returns>
    public static RunModel? Load(SavedModel saved, List<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(saved);
        ArgumentNullException.ThrowIfNull(problems);
        if (saved.Options.Pipeline.AlignTest)
        {
            problems.Add(new Problem(
                $"variant \"{saved.Variant}\", pipeline.alignTest",
                "a variant that prepares every sample by itself",
                "one that moves samples by the mean and spread of a whole test set",
                "Take the variant without alignTest: its weights are the same."));
            return null;
        }

        try
        {
            FittedPreprocessing preprocessing = FittedPreprocessing.Load(saved.Folder);
            return new RunModel(saved, preprocessing, ModelTraining.Load(saved.Options, saved.Folder, preprocessing.Shape, preprocessing.Classes));
        }
        catch (InvalidDataException exception)
        {
            problems.Add(new Problem(
                saved.Folder, "a model that this version wrote", exception.Message.TrimEnd('.'), "An older version wrote the run, or a file is damaged: run the scenario again."));
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
