using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>The folder of a trial that is running. It appears under its final name, whole, when the trial is finished.</summary>
internal sealed class TrialFolder
{
    private readonly string _partial;
    private readonly string _final;

    private TrialFolder(string partial, string final) => (_partial, _final) = (partial, final);

    /// <summary>Makes an empty folder; what an interrupted attempt left is removed.</summary>
    public static TrialFolder Start(RunDirectory directory, PlannedTrial trial)
    {
        TrialFolder folder = new(directory.PartialTrial(trial.Variant, trial.Repeat), directory.Trial(trial.Variant, trial.Repeat));
        Storage.Write(() =>
        {
            if (Directory.Exists(folder._partial))
            {
                Directory.Delete(folder._partial, recursive: true);
            }

            Directory.CreateDirectory(folder._partial);
        }, folder._partial);
        return folder;
    }

    /// <summary>Writes the epochs, the rows, the model and its preprocessing; the split too when it is this trial's own.</summary>
    public void Save(TrainingOutcome outcome, PreparedData data, TrialMeasurements measured, bool splitVaries) => Storage.Write(() =>
    {
        SaveHistory(outcome.History);
        ResultFiles.WritePredictions(Path.Combine(_partial, "predictions.csv"), measured.Rows);
        string model = Path.Combine(_partial, "model");
        Directory.CreateDirectory(model);
        outcome.Model.Save(model);
        data.SavePreprocessing(model);
        if (splitVaries)
        {
            SplitFile.Write(Path.Combine(_partial, "split.csv"), data);
        }
    }, _partial);

    /// <summary>Writes the epochs, if the trainer has any.</summary>
    public void SaveHistory(IReadOnlyList<EpochRecord> history) => Storage.Write(
        () => ResultFiles.WriteHistory(Path.Combine(_partial, "history.csv"), [.. history.Select(RowOf)]), _partial);

    /// <summary>Writes <c>trial.json</c> and gives the folder its final name.</summary>
    public void Finish(TrialResult result) => Storage.Write(() =>
    {
        ResultFiles.WriteTrial(Path.Combine(_partial, "trial.json"), result);
        Directory.Move(_partial, _final);
    }, _final);

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
