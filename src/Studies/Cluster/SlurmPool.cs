using System.Diagnostics;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// Runs the trials of a plan as array jobs of Slurm, and follows them by what they leave in the run directory and by the queue. Whoever comes back finds the jobs in <c>cluster.json</c>: tasks that still
/// wait or run are followed, and only what is missing is submitted.
/// </summary>
/// <param name="directory">The run directory, on a file system that all nodes share.</param>
/// <param name="study">The configuration.</param>
/// <param name="execution">What is asked of the cluster.</param>
/// <param name="slurm">Slurm.</param>
/// <param name="clock">Tells the time, and waits between two looks.</param>
/// <param name="stallLimit">The silence of a running trial that is told.</param>
/// <param name="events">Receives what happens.</param>
internal sealed class SlurmPool(
    RunDirectory directory, StudyConfiguration study, ExecutionOptions execution, SlurmClient slurm, TimeProvider clock, TimeSpan stallLimit, IProgress<StudyEvent> events) : ITrialPool
{
    /// <summary>Between two looks: quick at first, so that short studies are, then as often as a controller bears from many users.</summary>
    private static readonly TimeSpan s_quick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_usual = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_quickPhase = TimeSpan.FromMinutes(1);

    /// <summary>How long a task that left the queue may take to show its result: attributes of a shared file system are cached for up to a minute.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(70);

    private readonly JobSubmission _submission = new(directory, study, execution, slurm, clock, events);

    /// <inheritdoc/>
    public async Task RunAsync(IReadOnlyList<PlannedTrial> trials, CancellationToken cancellation)
    {
        if (trials.Count == 0)
        {
            return;
        }

        Storage.Write(() => Directory.CreateDirectory(directory.ClusterFolder), directory.ClusterFolder);
        using StallWatch watch = new(directory, stallLimit, clock, events);
        TrialReports reports = new(clock, events, watch);
        Dictionary<int, FollowedTask> open = await FollowAsync(trials, cancellation).ConfigureAwait(false);
        DateTimeOffset started = clock.GetUtcNow();
        QueueSeen? told = null;
        try
        {
            while (open.Count > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                IReadOnlyDictionary<string, QueuedTask>? queue = await slurm.QueueAsync(directory.Root).ConfigureAwait(false);
                foreach (FollowedTask task in open.Values.ToList())
                {
                    if (await LookAsync(task, queue, reports, watch).ConfigureAwait(false))
                    {
                        open.Remove(task.Trial.Index);
                    }
                }

                told = Tell(open.Values, queue, told);
                if (open.Count > 0)
                {
                    await Task.Delay(clock.GetUtcNow() - started < s_quickPhase ? s_quick : s_usual, clock, cancellation).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            foreach (FollowedTask task in open.Values)
            {
                watch.End(task.Trial);
                task.Span?.Dispose();
            }
        }
    }

    /// <summary>Finds the trials that earlier jobs still run, and submits the others.</summary>
    private async Task<Dictionary<int, FollowedTask>> FollowAsync(IReadOnlyList<PlannedTrial> trials, CancellationToken cancellation)
    {
        ClusterRun run = ClusterRun.Read(directory);
        IReadOnlyDictionary<string, QueuedTask> queue = run is { Jobs.Count: 0, Submitting: null }
            ? new Dictionary<string, QueuedTask>()
            : await slurm.AnsweredQueueAsync(directory.Root).ConfigureAwait(false);
        if (run.Submitting is not null)
        {
            run = run.Settled(queue);
            run.Write(directory);
        }

        Dictionary<int, FollowedTask> followed = [];
        Dictionary<int, ClusterJob> last = [];
        foreach (ClusterJob job in run.Jobs)
        {
            foreach (int index in job.Trials)
            {
                last[index] = job;
            }
        }

        foreach (PlannedTrial trial in trials)
        {
            if (last.TryGetValue(trial.Index, out ClusterJob? job) && queue.ContainsKey(job.TaskOf(trial.Index)))
            {
                followed[trial.Index] = Followed(trial, job);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        PlannedTrial[] missing = [.. trials.Where(trial => !followed.ContainsKey(trial.Index))];
        int arraySize = missing.Length == 0 ? 1 : await slurm.MaxArraySizeAsync(directory.Root).ConfigureAwait(false);
        List<string> first = [.. run.Jobs.Where(job => followed.Values.Any(task => task.Job == job)).Select(job => job.Id)];
        foreach (bool waits in (bool[])[false, true])
        {
            // Trials that look at what others left come after all of those, and so do those that can take another's weights.
            PlannedTrial[] wave = [.. missing.Where(trial => (trial.Kind == TrialKind.Audit || trial.WeightsFrom is not null) == waits)];
            List<string> submitted = [];
            foreach (IGrouping<int, PlannedTrial> block in wave.GroupBy(trial => trial.Index / arraySize).OrderBy(block => block.Key))
            {
                string[] after = [.. waits ? first : [], .. execution.MaxParallel is null ? [] : submitted];
                run = await _submission.SubmitAsync(run, [.. block], block.Key * arraySize, after).ConfigureAwait(false);
                ClusterJob job = run.Jobs[^1];
                submitted.Add(job.Id);
                foreach (PlannedTrial trial in block)
                {
                    followed[trial.Index] = Followed(trial, job);
                }
            }

            first.AddRange(submitted);
        }

        return followed;
    }

    private FollowedTask Followed(PlannedTrial trial, ClusterJob job) =>
        new(trial, job, new TaskLog(Path.Combine(directory.ClusterFolder, job.TaskOf(trial.Index) + ".log")));

    /// <summary>Passes on what a task told since the last look, and decides whether it ended.</summary>
    private async Task<bool> LookAsync(FollowedTask task, IReadOnlyDictionary<string, QueuedTask>? queue, TrialReports reports, StallWatch watch)
    {
        string name = task.Job.TaskOf(task.Trial.Index);
        QueuedTask? queued = queue?.GetValueOrDefault(name);
        IReadOnlyList<TrialMessage> messages = task.Log.Read();
        if (!task.HasBegun && (messages.Count > 0 || queued?.State == "RUNNING"))
        {
            Begin(task, reports);
        }
        else if (task.HasBegun && queued?.State is "PENDING" or "REQUEUED")
        {
            // Its node failed, and it waits for another one.
            watch.End(task.Trial);
            task.Wait();
        }

        Pass(task, messages, reports);
        if (File.Exists(directory.TrialResult(task.Trial.Variant, task.Trial.Name)) && !AuditTrial.IsOutdated(directory, task.Trial))
        {
            // What it wrote between the two looks, and all of it for one that was quicker than they are.
            Begin(task, reports);
            Pass(task, task.Log.Read(), reports);
            End(task, TrialMessage.Of(ResultFiles.ReadTrial(directory.TrialResult(task.Trial.Variant, task.Trial.Name))), reports);
            return true;
        }

        if (queued is { State: not ("COMPLETING" or "COMPLETED" or "FAILED") })
        {
            task.LeftQueue = null;
            return false;
        }

        TaskEnd? end = TaskEnd.Read(directory, name);
        task.LeftQueue ??= queue is null ? null : clock.GetUtcNow();
        // A trial that was asked to stop says so by its exit code, and only Slurm knows who asked.
        bool isAsked = end is null or { ExitCode: 130 or 143 };
        IReadOnlyDictionary<string, string> known = isAsked && queue is not null ? await slurm.DescribeAsync(name, directory.Root).ConfigureAwait(false) : new Dictionary<string, string>();
        string? state = known.GetValueOrDefault("JobState");
        bool isEnded = state is "TIMEOUT" or "CANCELLED" or "NODE_FAIL" or "OUT_OF_MEMORY" or "BOOT_FAIL" or "DEADLINE";
        bool isOver = end is not null || isEnded;
        if (!isOver && (task.LeftQueue is not { } left || clock.GetUtcNow() - left < s_grace))
        {
            return false;
        }

        task.Log.Read();
        string failed = directory.FailedAttempt(task.Trial.Variant, task.Trial.Name);
        TrialResult? own = File.Exists(failed) && File.GetLastWriteTimeUtc(failed) >= task.Job.Submitted.UtcDateTime - s_grace ? ResultFiles.ReadTrial(failed) : null;
        (string kind, string sentence) = (end is null || isEnded ? new TaskEnd(name, end?.Node ?? known.GetValueOrDefault("NodeList"), TaskEnd.CodeOf(known), state) : end).Failure(task.Log.Errors.Text, own);
        End(task, TrialMessage.Of(FailedAttempts.Write(directory, task.Trial, kind, sentence, task.Started ?? task.Job.Submitted, clock)), reports);
        return true;
    }

    private void Begin(FollowedTask task, TrialReports reports)
    {
        if (!task.HasBegun)
        {
            task.Begin(StudyTelemetry.Trial("trial", directory, task.Trial), clock.GetUtcNow());
            reports.Begin(task.Trial);
        }
    }

    private static void Pass(FollowedTask task, IReadOnlyList<TrialMessage> messages, TrialReports reports)
    {
        foreach (TrialMessage message in messages.Where(_ => task.HasBegun))
        {
            reports.Receive(task.Trial, message);
        }
    }

    private void End(FollowedTask task, TrialMessage last, TrialReports reports)
    {
        Begin(task, reports);
        reports.End(task.Trial, last, task.Span, (clock.GetUtcNow() - task.Started!.Value).TotalSeconds);
        task.Span?.Dispose();
    }

    /// <summary>Says how the queue stands, when that changed.</summary>
    private QueueSeen? Tell(IReadOnlyCollection<FollowedTask> open, IReadOnlyDictionary<string, QueuedTask>? queue, QueueSeen? told)
    {
        if (queue is null)
        {
            QueueSeen silent = new(clock.GetUtcNow(), open.Count, 0, ["the controller does not answer"]);
            return Changed(silent, told);
        }

        QueuedTask[] tasks = [.. open.Select(task => queue.GetValueOrDefault(task.Job.TaskOf(task.Trial.Index))).OfType<QueuedTask>()];
        return Changed(
            new QueueSeen(
                clock.GetUtcNow(),
                tasks.Count(task => task.State == "PENDING"),
                tasks.Count(task => task.State == "RUNNING"),
                [.. tasks.Where(task => task is { State: "PENDING", Reason: not ("None" or "Priority" or "Resources" or "Dependency" or "JobArrayTaskLimit" or "BeginTime") }).Select(task => task.Reason).Distinct().Order()]),
            told);
    }

    private QueueSeen Changed(QueueSeen now, QueueSeen? told)
    {
        if (told is null || told.Waiting != now.Waiting || told.Running != now.Running || !told.Reasons.SequenceEqual(now.Reasons))
        {
            events.Report(now);
        }

        return now;
    }

    /// <summary>A trial whose end is waited for.</summary>
    private sealed class FollowedTask(PlannedTrial trial, ClusterJob job, TaskLog log)
    {
        public PlannedTrial Trial { get; } = trial;

        public ClusterJob Job { get; } = job;

        public TaskLog Log { get; } = log;

        public bool HasBegun { get; private set; }

        public DateTimeOffset? Started { get; private set; }

        public Activity? Span { get; private set; }

        /// <summary>When it was first missing from the queue.</summary>
        public DateTimeOffset? LeftQueue { get; set; }

        public void Begin(Activity? span, DateTimeOffset now) => (HasBegun, Started, Span) = (true, Started ?? now, Span ?? span);

        public void Wait()
        {
            HasBegun = false;
            Log.Forget();
        }
    }
}
