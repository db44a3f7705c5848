using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// Reads how far a run is from its directory: the plan, finished trials, the histories that running ones write epoch by epoch, the locks that tell who is at work, the log. What is finished
/// is read once.
/// </summary>
/// <param name="directory">The run's directory.</param>
public sealed class LiveRunReader(RunDirectory directory)
{
    private const int LogLines = 12;
    private const int LogBytes = 1 << 14;

    private readonly Dictionary<string, LiveTrial> _ended = new(StringComparer.Ordinal);
    private StudyConfiguration? _study;

    /// <summary>Reads the state of this moment. Not to be called twice at once.</summary>
    /// <param name="entry">The run as the list shows it at this moment.</param>
    public LiveRun Read(RunEntry entry)
    {
        List<string> unreadable = [];
        StudyPlan? plan = File.Exists(directory.Plan) ? ReadablePlan.Read(directory) : null;
        IReadOnlyList<StalledTrial> stalled = Stalled(unreadable);
        LiveTrial[] trials = [.. (plan?.Trials ?? []).Select(trial => Trial(trial, plan!, stalled, unreadable))];
        return new LiveRun { Entry = entry, Trials = trials, Log = Log(unreadable), Unreadable = unreadable };
    }

    private IReadOnlyList<StalledTrial> Stalled(List<string> unreadable)
    {
        try
        {
            return StalledTrials.Read(directory);
        }
        catch (ProblemException) when (!File.Exists(directory.Stalled))
        {
            // It was removed between two looks.
            return [];
        }
        catch (ProblemException exception)
        {
            unreadable.AddRange(exception.Problems.Select(problem => problem.ToString()));
            return [];
        }
    }

    private LiveTrial Trial(PlannedTrial trial, StudyPlan plan, IReadOnlyList<StalledTrial> stalled, List<string> unreadable)
    {
        string key = $"{trial.Variant}/{trial.Name}";
        if (_ended.TryGetValue(key, out LiveTrial? known))
        {
            return known;
        }

        LiveTrial planned = new() { Variant = trial.Variant, Name = trial.Name, Measures = trial.Kind == TrialKind.Measure, Stage = LiveStage.Waiting };
        try
        {
            if (File.Exists(directory.TrialResult(trial.Variant, trial.Name)))
            {
                return _ended[key] = Ended(planned, ResultFiles.ReadTrial(directory.TrialResult(trial.Variant, trial.Name)));
            }

            bool runs = FileLock.IsTaken(directory.TrialLock(trial.Variant, trial.Name));
            if (!runs && FailedAttempts.ResultOf(directory, trial) is { } failed)
            {
                return planned with { Stage = LiveStage.Failed, Failure = failed.Failure ?? "no reason was recorded", Seconds = failed.Seconds };
            }

            return !Directory.Exists(directory.PartialTrial(trial.Variant, trial.Name)) ? planned : planned with
            {
                Stage = runs ? LiveStage.Running : LiveStage.Interrupted,
                Stalled = runs ? stalled.FirstOrDefault(known => known.Variant == trial.Variant && known.Name == trial.Name) is { } silent
                    ? FormattableString.Invariant($"no sign of progress since {silent.Since:yyyy-MM-dd HH:mm} UTC; its last one: {silent.Last}")
                    : null : null,
                Epochs = Epochs(trial, plan),
                History = ResultFiles.ReadGrowingHistory(directory.PartialHistory(trial.Variant, trial.Name)),
            };
        }
        catch (ProblemException exception)
        {
            unreadable.AddRange(exception.Problems.Select(problem => problem.ToString()));
            return planned;
        }
    }

    private LiveTrial Ended(LiveTrial planned, TrialResult result) => planned with
    {
        Stage = result.State == TrialState.Finished ? LiveStage.Finished : LiveStage.Failed,
        Epochs = result.Epochs,
        History = planned.Measures && result.Epochs > 0
            ? ResultFiles.ReadHistory(Path.Combine(directory.Trial(planned.Variant, planned.Name), "history.csv"))
            : [],
        TrainAccuracy = result.Measurements.GetValueOrDefault(MeasurementNames.TrainClean)?.Accuracy,
        TestAccuracy = result.Measurements.GetValueOrDefault(MeasurementNames.Test)?.Accuracy,
        Seconds = result.Seconds,
        Failure = result.State == TrialState.Failed ? result.Failure ?? "no reason was recorded" : null,
    };

    /// <summary>The epochs that a trial may train; null for a trial that trains none, and for a variant that the configuration does not know.</summary>
    private int? Epochs(PlannedTrial trial, StudyPlan plan)
    {
        if (trial.Kind is TrialKind.Audit or TrialKind.RangeTest)
        {
            return null;
        }

        _study ??= StudyConfigurationFile.Read(directory.Configuration);
        StudyConfiguration study = ReservedVariants.Merge(_study, plan, directory);
        bool isKnown = StudyPlanner.Variants(study).Contains(trial.Variant) || study.Reserved.Any(reserved => reserved.Name == trial.Variant);
        return isKnown && StudyPlanner.OptionsOf(study, trial) is { Model: not LogisticRegressionOptions } options ? options.Training.Epochs : null;
    }

    private string[] Log(List<string> unreadable)
    {
        try
        {
            using FileStream file = new(directory.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(-Math.Min(LogBytes, file.Length), SeekOrigin.End);
            using StreamReader reader = new(file, Encoding.UTF8);
            bool isCut = file.Length > LogBytes;
            string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return [.. lines.Skip(isCut ? 1 : 0).TakeLast(LogLines)];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            unreadable.Add(exception.Message);
            return [];
        }
    }
}
