using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// The files that say why an attempt at a trial ended without a result. They lie beside the trial's folder, so that whoever concludes, now or later, here or on another machine, knows what is
/// missing and why; a trial that starts again removes its own.
/// </summary>
internal static class FailedAttempts
{
    /// <summary>Keeps why an attempt failed. What cannot be written is no reason to lose the reason itself: the caller tells it too.</summary>
    public static TrialResult Write(RunDirectory directory, PlannedTrial trial, string kind, string failure, DateTimeOffset started, TimeProvider clock)
    {
        TrialResult result = new()
        {
            Variant = trial.Variant,
            Repeat = trial.Repeat,
            State = TrialState.Failed,
            FailureKind = kind,
            Failure = failure,
            Started = started,
            Seconds = Math.Max(0, (clock.GetUtcNow() - started).TotalSeconds),
        };
        try
        {
            string path = directory.FailedAttempt(trial.Variant, trial.Name);
            Storage.Write(() => Directory.CreateDirectory(Path.GetDirectoryName(path)!), path);
            ResultFiles.WriteTrial(path, result);
        }
        catch (ProblemException)
        {
            // Told by the caller, and tried again when the study goes on.
        }

        return result;
    }

    /// <summary>Removes what an earlier attempt left.</summary>
    public static void Remove(RunDirectory directory, PlannedTrial trial)
    {
        string path = directory.FailedAttempt(trial.Variant, trial.Name);
        Storage.Write(() => File.Delete(path), path);
    }

    /// <summary>What a trial ended with: its result, or else why its last attempt failed; null for one that did not end.</summary>
    public static TrialResult? ResultOf(RunDirectory directory, PlannedTrial trial)
    {
        string finished = directory.TrialResult(trial.Variant, trial.Name);
        string failed = directory.FailedAttempt(trial.Variant, trial.Name);
        return File.Exists(finished) ? ResultFiles.ReadTrial(finished)
            : File.Exists(failed) ? ResultFiles.ReadTrial(failed)
            : null;
    }
}
