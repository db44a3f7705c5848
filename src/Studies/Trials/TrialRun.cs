using System.Diagnostics;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// Runs one trial of a plan in this process: what <c>trial --run DIR --index N</c> does. A function of configuration, data, variant and repeat,
/// so it may be started anywhere, any number of times: a finished trial is left as it is.
/// </summary>
public static class TrialRun
{
    /// <summary>Runs the trial unless it is finished.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="index">The trial's index in the plan.</param>
    /// <param name="events">Receives the trial's messages, a line of JSON each.</param>
    /// <param name="clock">Tells when the trial started.</param>
    /// <param name="cancellation">Checked at every step; a network then goes on from there when the study goes on, other trials start anew.</param>
    /// <returns>Whether the trial has measurements; false for one that failed for good, whose result says why.</returns>
    /// <exception cref="ProblemException">The plan has no such trial, the data changed, or files cannot be read or written.</exception>
    public static bool Run(RunDirectory directory, int index, TextWriter events, TimeProvider clock, CancellationToken cancellation) =>
        Run(directory, index, events, clock, reuse: null, cancellation);

    /// <summary>The same with decoded data copied to a disk of this machine first.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="index">The trial's index in the plan.</param>
    /// <param name="scratch">The folder of this machine's own disk, absolute; null reads the shared cache.</param>
    /// <param name="events">Receives the trial's messages, a line of JSON each.</param>
    /// <param name="clock">Tells when the trial started.</param>
    /// <param name="cancellation">Checked at every step.</param>
    /// <inheritdoc cref="Run(RunDirectory, int, TextWriter, TimeProvider, CancellationToken)" path="/returns"/>
    public static bool Run(RunDirectory directory, int index, string? scratch, TextWriter events, TimeProvider clock, CancellationToken cancellation) =>
        Run(directory, index, events, clock, reuse: null, cancellation, scratch);

    /// <summary>The same with prepared data kept between trials; null keeps none.</summary>
    internal static bool Run(RunDirectory directory, int index, TextWriter events, TimeProvider clock, PreparedDataReuse? reuse, CancellationToken cancellation, string? scratch = null)
    {
        try
        {
            return RunUnlessFinished(directory, index, events, clock, reuse, scratch, cancellation);
        }
        catch (ProblemException exception)
        {
            TrialMessage.Write(events, new TrialMessage { Problems = exception.Problems, Stage = exception.Stage });
            throw;
        }
    }

    private static bool RunUnlessFinished(
        RunDirectory directory, int index, TextWriter events, TimeProvider clock, PreparedDataReuse? reuse, string? scratch, CancellationToken cancellation)
    {
        StudyPlan plan = StudyPlan.Read(directory.Plan);
        StudyConfiguration study = ReservedVariants.Merge(StudyConfigurationFile.Read(directory.Configuration), plan, directory);
        if (index < 0 || index >= plan.Trials.Count)
        {
            throw new ProblemException(
                ProblemStage.Configuration,
                new Problem("--index", $"a trial of the plan, 0 to {plan.Trials.Count - 1}", FormattableString.Invariant($"{index}")));
        }

        PlannedTrial trial = plan.Trials[index];
        CheckVersion(directory, plan, trial, clock);
        string lockPath = directory.TrialLock(trial.Variant, trial.Name);
        using FileLock own = Locked(lockPath, cancellation);
        FailedAttempts.Remove(directory, trial);
        string resultPath = directory.TrialResult(trial.Variant, trial.Name);
        TrialFolder.FinishWritten(directory, trial);
        if (File.Exists(resultPath) && !AuditTrial.IsOutdated(directory, trial))
        {
            return Announce(ResultFiles.ReadTrial(resultPath), events);
        }

        using Activity? span = StudyTelemetry.Trial("trial.run", directory, trial);
        using TrialSigns signs = TrialSigns.Start(events, clock);
        DateTimeOffset started = clock.GetUtcNow();
        try
        {
            TrialFolder folder = TrialFolder.Start(directory, trial);
            TrialResult result = new TrialAttempt(directory, study, trial, clock, events, cancellation, reuse).Run(
                ReservedVariants.Merge(PreparedStudy.Read(directory.Dataset), plan), scratch is null ? plan.CacheFolder : StagedCache.Open(scratch, plan.CacheFolder), folder);
            folder.Finish(result);
            return Announce(result, events);
        }
        catch (Exception exception) when (OutOfMemoryFailure.Of(exception) is { } failure)
        {
            return Announce(FailedAttempts.Write(directory, trial, FailureKinds.OutOfMemory, failure, started, clock), events);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whoever concludes without having watched, as after the jobs of a cluster, learns it from the file.
            string said = exception is ProblemException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}";
            FailedAttempts.Write(directory, trial, FailureKinds.Error, said, started, clock);
            throw;
        }
    }

    /// <summary>Another version might measure something else. What it says is left as the reason of a failure, for whoever concludes after the jobs of a cluster.</summary>
    private static void CheckVersion(RunDirectory directory, StudyPlan plan, PlannedTrial trial, TimeProvider clock)
    {
        if (plan.Version is not { } version || version == ProgramVersion.Text)
        {
            return;
        }

        ProblemException refusal = new(ProblemStage.Data, new Problem(
            $"mlpipelines on {Environment.MachineName}",
            $"version {version}, which planned the study",
            $"version {ProgramVersion.Text}",
            "Install the same version on every machine that runs trials, or go on with \"resume\" under this one."));
        FailedAttempts.Write(directory, trial, FailureKinds.Error, refusal.Message, clock.GetUtcNow(), clock);
        throw refusal;
    }

    private static FileLock Locked(string path, CancellationToken cancellation)
    {
        FileLock? taken = null;
        Storage.Write(() => taken = FileLock.Take(path, cancellation), path);
        return taken!;
    }

    private static bool Announce(TrialResult result, TextWriter events)
    {
        TrialMessage.Write(events, TrialMessage.Of(result));
        return result.State == TrialState.Finished;
    }
}
