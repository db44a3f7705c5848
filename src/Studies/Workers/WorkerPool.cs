using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>Runs one trial to its end, as <see cref="TrialProcess.RunAsync"/> does.</summary>
internal delegate Task<TrialProcessEnd> TrialRunner(
    RunDirectory directory, PlannedTrial trial, Action<TrialMessage> messages, CancellationToken cancellation);

/// <summary>Runs the trials of a plan, a few at a time, in the order of the plan.</summary>
internal sealed class WorkerPool(RunDirectory directory, int workers, TrialRunner runner, TimeProvider clock, IProgress<StudyEvent> events)
{
    private readonly List<CrashedTrial> _crashed = [];

    /// <summary>Trials whose process ended without a result; they are run again when the study goes on.</summary>
    public IReadOnlyList<CrashedTrial> Crashed => _crashed;

    /// <summary>Runs every trial that is not finished.</summary>
    /// <exception cref="ProblemException">A trial could not read its data or write its files: the study stops, finished trials are kept.</exception>
    public async Task RunAsync(IReadOnlyList<PlannedTrial> trials, CancellationToken cancellation)
    {
        Dictionary<int, TaskCompletionSource> ends = trials.ToDictionary(
            trial => trial.Index, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await Parallel.ForEachAsync(
            trials,
            new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation },
            async (trial, token) =>
            {
                if (NeededBy(trial, trials) is { } needed)
                {
                    await ends[needed.Index].Task.WaitAsync(token).ConfigureAwait(false);
                }

                await RunOneAsync(trial, token).ConfigureAwait(false);
                ends[trial.Index].SetResult();
            }).ConfigureAwait(false);
    }

    /// <summary>The trial whose model an audit looks with, where it is not finished before. It stands earlier in the plan, so it runs already, and waiting for it ends.</summary>
    private static PlannedTrial? NeededBy(PlannedTrial trial, IReadOnlyList<PlannedTrial> trials) => trial.Kind != TrialKind.Audit
        ? null
        : trials.FirstOrDefault(other =>
            other.Kind == TrialKind.Measure && other.Variant == trial.Variant && other.Repeat == trial.Repeat && other.Index < trial.Index);

    private async Task RunOneAsync(PlannedTrial trial, CancellationToken cancellation)
    {
        DateTimeOffset started = clock.GetUtcNow();
        events.Report(new TrialStarted(started, trial));
        TrialMessage? last = null;
        TrialProcessEnd end = await runner(directory, trial, message =>
        {
            if (message.Epoch is { } epoch)
            {
                events.Report(new EpochFinished(clock.GetUtcNow(), trial, message.Epochs ?? 0, epoch));
            }
            else if (message.Note is { } note)
            {
                events.Report(new TrialNoted(clock.GetUtcNow(), trial, note));
            }
            else
            {
                last = message;
            }
        }, cancellation).ConfigureAwait(false);

        if (last is { Finished: true })
        {
            events.Report(new TrialFinished(
                clock.GetUtcNow(), trial, last.TrainAccuracy, last.TestAccuracy, last.Seconds ?? 0));
        }
        else if (last is { Finished: false })
        {
            events.Report(new TrialFailed(clock.GetUtcNow(), trial, last.Failure ?? ""));
        }
        else if (last?.Problems is { } problems)
        {
            throw new ProblemException(last.Stage == ProblemStage.Storage ? ProblemStage.Storage : ProblemStage.Data, problems);
        }
        else
        {
            AddCrashed(trial, started, end);
        }
    }

    private void AddCrashed(PlannedTrial trial, DateTimeOffset started, TrialProcessEnd end)
    {
        string failure = FormattableString.Invariant($"the trial's process ended with exit code {end.ExitCode}")
            + (end.Errors.Length == 0 ? "" : $": {end.Errors}");
        lock (_crashed)
        {
            _crashed.Add(new CrashedTrial(trial, new TrialResult
            {
                Variant = trial.Variant,
                Repeat = trial.Repeat,
                State = TrialState.Failed,
                FailureKind = "error",
                Failure = failure,
                Started = started,
            }));
        }

        events.Report(new TrialFailed(clock.GetUtcNow(), trial, failure));
    }
}

/// <summary>A trial whose process ended without a result.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Result">What is known of it.</param>
internal sealed record CrashedTrial(PlannedTrial Trial, TrialResult Result);
