using System.Diagnostics;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>Runs one trial to its end, as <see cref="TrialProcess.RunAsync"/> does.</summary>
internal delegate Task<TrialProcessEnd> TrialRunner(
    RunDirectory directory, PlannedTrial trial, Action<TrialMessage> messages, CancellationToken cancellation);

/// <summary>Runs the trials of a plan, a few at a time, in the order of the plan. A trial that ends without a result is left as a failed attempt, and the others go on.</summary>
internal sealed class WorkerPool(
    RunDirectory directory, int workers, TrialRunner runner, TimeProvider clock, TimeSpan stallLimit, IProgress<StudyEvent> events) : ITrialPool
{
    /// <inheritdoc/>
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
        TrialReports reports = new(clock, events, watch);
        DateTimeOffset started = clock.GetUtcNow();
        reports.Begin(trial);
        try
        {
            TrialMessage? last = null;
            TrialProcessEnd end = await runner(directory, trial, message => last = reports.Receive(trial, message) ?? last, cancellation).ConfigureAwait(false);
            double seconds = (clock.GetUtcNow() - started).TotalSeconds;
            if (last?.Problems is { } problems)
            {
                StudyTelemetry.Ended(span, trial, FailureKinds.Error, string.Join(" ", problems), seconds);
                throw new ProblemException(last.Stage == ProblemStage.Storage ? ProblemStage.Storage : ProblemStage.Data, problems);
            }

            reports.End(trial, last ?? Crashed(trial, started, end), span, seconds);
        }
        finally
        {
            watch.End(trial);
        }
    }

    /// <summary>Keeps why a trial's process ended without a last message.</summary>
    private TrialMessage Crashed(PlannedTrial trial, DateTimeOffset started, TrialProcessEnd end)
    {
        (string kind, string sentence) = end.Failure;
        return TrialMessage.Of(FailedAttempts.Write(directory, trial, kind, sentence, started, clock));
    }
}
