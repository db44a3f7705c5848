using System.Diagnostics;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>Runs one trial to its end, as <see cref="TrialProcess.RunAsync"/> does.</summary>
internal delegate Task<TrialProcessEnd> TrialRunner(
    RunDirectory directory, PlannedTrial trial, Action<TrialMessage> messages, CancellationToken cancellation);

/// <summary>Runs the trials of a plan, a few at a time, in the order of the plan. A trial that ends without a result is left as a failed attempt, and the others go on.</summary>
internal sealed class WorkerPool(
    RunDirectory directory, int workers, TrialRunner runner, TimeProvider clock, TimeSpan stallLimit, IProgress<StudyEvent> events)
{
    /// <summary>Runs every trial that is not finished.</summary>
    /// <exception cref="ProblemException">A trial could not read its data or write its files: the study stops, finished trials are kept.</exception>
    public async Task RunAsync(IReadOnlyList<PlannedTrial> trials, CancellationToken cancellation)
    {
        Dictionary<int, TaskCompletionSource> ends = trials.ToDictionary(
            trial => trial.Index, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        using StallWatch watch = new(directory, stallLimit, clock, events);
        await Parallel.ForEachAsync(
            trials,
            new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation },
            async (trial, token) =>
            {
                if (NeededBy(trial, trials) is { } needed)
                {
                    await ends[needed.Index].Task.WaitAsync(token).ConfigureAwait(false);
                }

                await RunOneAsync(trial, watch, token).ConfigureAwait(false);
                ends[trial.Index].SetResult();
            }).ConfigureAwait(false);
    }

    /// <summary>The trial whose model an audit looks with, where it is not finished before. It stands earlier in the plan, so it runs already, and waiting for it ends.</summary>
    private static PlannedTrial? NeededBy(PlannedTrial trial, IReadOnlyList<PlannedTrial> trials) => trial.Kind != TrialKind.Audit
        ? null
        : trials.FirstOrDefault(other =>
            other.Kind == TrialKind.Measure && other.Variant == trial.Variant && other.Repeat == trial.Repeat && other.Index < trial.Index);

    private async Task RunOneAsync(PlannedTrial trial, StallWatch watch, CancellationToken cancellation)
    {
        using Activity? span = StudyTelemetry.Trial("trial", directory, trial);
        DateTimeOffset started = clock.GetUtcNow();
        events.Report(new TrialStarted(started, trial));
        watch.Begin(trial);
        try
        {
            TrialMessage? last = null;
            TrialProcessEnd end = await runner(directory, trial, message => last = Receive(trial, message, watch) ?? last, cancellation).ConfigureAwait(false);
            Tell(trial, last ?? Crashed(trial, started, end), span, (clock.GetUtcNow() - started).TotalSeconds);
        }
        finally
        {
            watch.End(trial);
        }
    }

    /// <summary>Passes on what a running trial tells.</summary>
    /// <returns>The message when it is the trial's last one; null otherwise.</returns>
    private TrialMessage? Receive(PlannedTrial trial, TrialMessage message, StallWatch watch)
    {
        if (message.Epoch is { } epoch)
        {
            watch.Sign(trial, FormattableString.Invariant($"epoch {epoch.Epoch + 1} of {message.Epochs ?? 0}"));
            StudyTelemetry.Epoch(trial, epoch);
            events.Report(new EpochFinished(clock.GetUtcNow(), trial, message.Epochs ?? 0, epoch));
            return null;
        }

        if (message.Phase is { } phase)
        {
            long steps = message.Steps ?? 0;
            watch.Sign(trial, steps == 0 ? phase : FormattableString.Invariant($"{phase}, batch {steps}"));
            events.Report(new TrialSign(clock.GetUtcNow(), trial, phase, steps));
            return null;
        }

        if (message.Note is { } note)
        {
            events.Report(new TrialNoted(clock.GetUtcNow(), trial, note));
            return null;
        }

        return message;
    }

    private void Tell(PlannedTrial trial, TrialMessage last, Activity? span, double seconds)
    {
        if (last.Problems is { } problems)
        {
            StudyTelemetry.Ended(span, trial, FailureKinds.Error, problems.Count > 0 ? problems[0].ToString() : "", seconds);
            throw new ProblemException(last.Stage == ProblemStage.Storage ? ProblemStage.Storage : ProblemStage.Data, problems);
        }

        if (last.Finished == true)
        {
            StudyTelemetry.Ended(span, trial, null, null, last.Seconds ?? seconds);
            events.Report(new TrialFinished(clock.GetUtcNow(), trial, last.TrainAccuracy, last.TestAccuracy, last.Seconds ?? 0));
            return;
        }

        string kind = last.FailureKind ?? FailureKinds.Error;
        StudyTelemetry.Ended(span, trial, kind, last.Failure, last.Seconds ?? seconds);
        events.Report(new TrialFailed(clock.GetUtcNow(), trial, last.Failure ?? "") { Kind = kind });
    }

    /// <summary>Keeps why a trial's process ended without a last message.</summary>
    private TrialMessage Crashed(PlannedTrial trial, DateTimeOffset started, TrialProcessEnd end)
    {
        (string kind, string sentence) = end.Failure;
        return TrialMessage.Of(FailedAttempts.Write(directory, trial, kind, sentence, started, clock));
    }
}
