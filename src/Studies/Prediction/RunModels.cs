using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>Models of one variant of a run, which predict together: one, or all finished repeats. Not safe for use from several threads at once.</summary>
public sealed class RunModels : IDisposable
{
    private RunModels(IReadOnlyList<RunModel> models, IReadOnlyList<string> notes) => (Models, Notes) = (models, notes);

    /// <summary>The models, ascending by repeat.</summary>
    public IReadOnlyList<RunModel> Models { get; }

    /// <summary>The variant.</summary>
    public string Variant => Models[0].Saved.Variant;

    /// <summary>What a user should know: repeats of an ensemble that have no model.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Loads models.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="choice">Which.</param>
    /// <param name="cancellation">Checked before each model is read.</param>
    /// <exception cref="ProblemException">Everything that is wrong: an unknown variant or repeat with the known ones, models of another version.</exception>
    public static Task<RunModels> LoadAsync(string run, ModelChoice choice, CancellationToken cancellation = default) =>
        Task.Run(() => Load(SavedModels.Read(new RunDirectory(run)), choice, cancellation), cancellation);

    /// <summary>Predicts new samples.</summary>
    /// <param name="inputs">Images and folders of images, or tables.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <exception cref="ProblemException">Everything that is wrong with the inputs.</exception>
    public Task<SamplePredictions> PredictAsync(IReadOnlyList<InputPath> inputs, CancellationToken cancellation = default) =>
        Task.Run(() => ModelPrediction.Predict(Models, Notes, inputs, cancellation), cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RunModel model in Models)
        {
            model.Dispose();
        }
    }

    /// <summary>Loads the models of a choice.</summary>
    internal static RunModels Load(SavedModels saved, ModelChoice choice, CancellationToken cancellation)
    {
        List<Problem> problems = [];
        List<string> notes = [];
        SavedModel[] chosen = choice.Ensemble
            ? Finished(saved, choice.Variant, problems, notes)
            : [.. saved.Find(choice.Variant, choice.Repeat, problems) is { } one ? (SavedModel[])[one] : []];
        List<RunModel> models = [];
        foreach (SavedModel model in chosen)
        {
            cancellation.ThrowIfCancellationRequested();
            if (RunModel.Load(model, problems) is { } loaded)
            {
                models.Add(loaded);
            }
        }

        if (models.Skip(1).FirstOrDefault(model => !model.Classes.SequenceEqual(models[0].Classes)) is { } other)
        {
            problems.Add(new Problem(other.Saved.Folder, $"the classes of repeat {models[0].Saved.Repeat}", "other classes", "Predict with a single repeat."));
        }

        RunModels together = new(models, notes);
        if (problems.Count > 0)
        {
            together.Dispose();
            throw new ProblemException(ProblemStage.Data, problems);
        }

        return together;
    }

    private static SavedModel[] Finished(SavedModels saved, string variant, List<Problem> problems, List<string> notes)
    {
        if (!saved.Variants.Contains(variant))
        {
            problems.Add(saved.UnknownVariant(variant));
            return [];
        }

        List<Problem> missing = [];
        SavedModel[] finished = [.. saved.RepeatsOf(variant).Select(repeat => saved.Find(variant, repeat, missing)).OfType<SavedModel>()];
        if (finished.Length < 2)
        {
            problems.AddRange(missing);
            problems.Add(new Problem(
                "--ensemble",
                $"at least two finished repeats of {variant}",
                finished.Length.ToString(CultureInfo.InvariantCulture),
                finished.Length == 1 ? "Leave --ensemble out to predict with the one there is." : null));
            return [];
        }

        notes.AddRange(missing.Select(problem => $"{problem.Expected} is left out of the ensemble: {problem.Received}"));
        return finished;
    }
}
