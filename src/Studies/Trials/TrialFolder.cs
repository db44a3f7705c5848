using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>
/// The folder of a trial that is running. It appears under its final name, whole, when the trial is finished: <c>trial.json</c> is written last, then the folder is renamed. Of an interrupted attempt only
/// its checkpoint is of use.
/// </summary>
internal sealed class TrialFolder
{
    /// <summary>The file of a range test's steps.</summary>
    public const string StepsFile = "steps.json";

    private const string ResultName = "trial.json";

    private readonly string _partial;
    private readonly string _final;

    private TrialFolder(string partial, string final) => (_partial, _final) = (partial, final);

    /// <summary>Makes the folder; what an interrupted attempt left is removed, apart from the checkpoint of its training.</summary>
    public static TrialFolder Start(RunDirectory directory, PlannedTrial trial)
    {
        TrialFolder folder = Of(directory, trial);
        Storage.Write(() =>
        {
            Directory.CreateDirectory(folder._partial);
            foreach (string left in Directory.EnumerateFileSystemEntries(folder._partial).ToArray())
            {
                if (Directory.Exists(left))
                {
                    Directory.Delete(left, recursive: true);
                }
                else if (left != folder.Checkpoint)
                {
                    File.Delete(left);
                }
            }
        }, folder._partial);
        return folder;
    }

    /// <summary>Gives the folder of an attempt its final name, where the attempt was interrupted after its last file was written and before that.</summary>
    /// <returns>Whether there was such a folder.</returns>
    public static bool FinishWritten(RunDirectory directory, PlannedTrial trial)
    {
        TrialFolder folder = Of(directory, trial);
        bool isWritten = File.Exists(Path.Combine(folder._partial, ResultName)) && !Directory.Exists(folder._final);
        if (isWritten)
        {
            Storage.Write(folder.Rename, folder._final);
        }

        return isWritten;
    }

    /// <summary>The file of the training's checkpoint.</summary>
    public string Checkpoint => Path.Combine(_partial, "checkpoint.bin");

    /// <summary>Writes the rows, the model and its preprocessing; the split too when it is this trial's own.</summary>
    public void Save(ITrainedModel trained, PreparedData data, TrialMeasurements measured, bool splitVaries) => Storage.Write(() =>
    {
        SaveRows(measured.Rows);
        string model = Path.Combine(_partial, "model");
        Directory.CreateDirectory(model);
        trained.Save(model);
        data.SavePreprocessing(model);
        if (splitVaries)
        {
            SplitFile.Write(Path.Combine(_partial, "split.csv"), data);
        }
    }, _partial);

    /// <summary>Writes rows with their predictions.</summary>
    public void SaveRows(IReadOnlyDictionary<string, TrialRows> rows) => ResultFiles.WritePredictions(Path.Combine(_partial, "predictions.csv"), rows);

    /// <summary>Adds an epoch that was just finished to the history, so that others can follow the training.</summary>
    public void AddEpoch(EpochRecord epoch) => ResultFiles.AppendHistory(Path.Combine(_partial, "history.csv"), RowOf(epoch));

    /// <summary>Writes the epochs and the gradients of each layer, if the trainer has any.</summary>
    public void SaveHistory(IReadOnlyList<EpochRecord> history, IReadOnlyList<TrainedLayer> layers)
    {
        ResultFiles.WriteHistory(Path.Combine(_partial, "history.csv"), [.. history.Select(RowOf)]);
        ResultFiles.WriteGradients(
            Path.Combine(_partial, "gradients.csv"),
            [.. history.SelectMany(epoch => layers.Zip(epoch.LayerGradientNorms).Select(layer =>
                new GradientRow(epoch.Epoch + 1, layer.First.Name, layer.First.Weights, layer.Second)))]);
    }

    /// <summary>Copies the epochs of the trial that trained the weights.</summary>
    public void CopyHistory(string trained) => Storage.Write(() =>
    {
        foreach (string file in (ReadOnlySpan<string>)["history.csv", "gradients.csv"])
        {
            File.Copy(Path.Combine(trained, file), Path.Combine(_partial, file));
        }
    }, _partial);

    /// <summary>Writes the steps of a learning-rate range test.</summary>
    public void SaveSteps(IReadOnlyList<RangeTestStep> steps) => StudyJson.Write(Path.Combine(_partial, StepsFile), steps);

    /// <summary>Reads what <see cref="SaveSteps"/> wrote.</summary>
    /// <param name="folder">The finished trial's folder.</param>
    public static IReadOnlyList<RangeTestStep> ReadSteps(string folder) =>
        StudyJson.Read<List<RangeTestStep>>(Path.Combine(folder, StepsFile), _ => "", "");

    /// <summary>Where the trial's pictures go.</summary>
    public string Pictures => Path.Combine(_partial, "pictures");

    /// <summary>Where the trial's pictures lie once it is finished.</summary>
    public string FinishedPictures => Path.Combine(_final, "pictures");

    /// <summary>Writes what an audit found.</summary>
    public void SaveAudit(AuditResult audit) => ResultFiles.WriteAudit(Path.Combine(_partial, "audit.json"), audit);

    /// <summary>Writes <c>trial.json</c> and gives the folder its final name, in the place of an outdated one.</summary>
    public void Finish(TrialResult result) => Storage.Write(() =>
    {
        ResultFiles.WriteTrial(Path.Combine(_partial, ResultName), result);
        if (Directory.Exists(_final))
        {
            Directory.Delete(_final, recursive: true);
        }

        Rename();
    }, _final);

    private static TrialFolder Of(RunDirectory directory, PlannedTrial trial) =>
        new(directory.PartialTrial(trial.Variant, trial.Name), directory.Trial(trial.Variant, trial.Name));

    private void Rename()
    {
        File.Delete(Checkpoint);
        Directory.Move(_partial, _final);
    }

    private static EpochRow RowOf(EpochRecord epoch) => new(
        epoch.Epoch + 1,
        epoch.RunningLoss,
        epoch.RunningAccuracy,
        epoch.TrainLoss,
        epoch.TrainAccuracy,
        epoch.HeldOutSet,
        epoch.HeldOutLoss,
        epoch.HeldOutAccuracy,
        epoch.LearningRate,
        epoch.GradientNorm,
        epoch.Seconds);
}
