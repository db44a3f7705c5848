using System.Diagnostics;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>Plans a study, runs its trials in worker processes and concludes: what <c>run</c>, <c>diagnose</c> and <c>resume</c> do.</summary>
public static class StudyRun
{
    /// <summary>Runs a new study.</summary>
    /// <param name="study">What is studied.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="events">Receives what happens, on any thread.</param>
    /// <param name="cancellation">Stops the workers; finished trials are kept, and <see cref="ResumeAsync"/> goes on.</param>
    /// <exception cref="ProblemException">The data or the folders are wrong.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Task<StudyOutcome> StartAsync(
        StudyConfiguration study, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        StartDiagnosedAsync(study, diagnosis: null, options, events, cancellation);

    /// <summary>Runs a new study, and diagnoses it where a diagnosis is asked for.</summary>
    internal static async Task<StudyOutcome> StartDiagnosedAsync(
        StudyConfiguration study, DiagnosisPlan? diagnosis, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation)
    {
        _ = CheckpointInterval.Chosen;
        RunDirectory directory = RunDirectories.Create(options.OutputFolder, study.Scenario, options.Clock);
        using FileLock own = OwnedBy(directory);
        StudyLog log = new(directory, events);
        using Activity? span = Span(directory, study.Scenario);
        WritePlan(directory, own, study, diagnosis, options, log, cancellation);
        return await GoOnAsync(directory, study, options, log, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Plans a new study and runs nothing: what <c>plan</c> does. Whoever has machines runs <see cref="TrialRun.Run(RunDirectory, int, TextWriter, TimeProvider, CancellationToken)"/> for every index of the
    /// plan, and then <see cref="StudyConclusionRun.ConcludeAsync"/>.
    /// </summary>
    /// <returns>The run directory, and the number of trials that are planned so far.</returns>
    /// <exception cref="ProblemException">The data or the folders are wrong.</exception>
    public static (RunDirectory Directory, int Trials) Plan(StudyConfiguration study, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        RunDirectory directory = RunDirectories.Create(options.OutputFolder, study.Scenario, options.Clock);
        using FileLock own = OwnedBy(directory);
        WritePlan(directory, own, study, diagnosis: null, options, new StudyLog(directory, events), cancellation);
        return (directory, StudyPlan.Read(directory.Plan).Trials.Count);
    }

    private static void WritePlan(
        RunDirectory directory, FileLock own, StudyConfiguration study, DiagnosisPlan? diagnosis, StudyRunOptions options, StudyLog log, CancellationToken cancellation)
    {
        try
        {
            // A plan without trials: whoever kills the process while it decodes can resume.
            StudyConfigurationFile.Write(directory.Configuration, study);
            StudyPlan begun = new()
            {
                Planned = options.Clock.GetUtcNow(),
                Command = options.Command,
                CacheFolder = options.CacheFolder,
                Version = ProgramVersion.Text,
                Trials = [],
                Diagnosis = diagnosis,
            };
            StudyJson.Write(directory.Plan, begun);
            PlanTrials(study, begun, directory, options.Clock, log, cancellation);
        }
        catch
        {
            // Nothing was planned, so there is nothing to go on with: an empty run would only be in the way.
            RunDirectories.Discard(directory, own);
            throw;
        }
    }

    /// <summary>Goes on with an interrupted study; one whose trials are all finished is concluded again.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="cacheFolder">The folder of decoded data; null for the one with which the study was started.</param>
    /// <param name="workers">Trials side by side; null as in <see cref="StudyRunOptions.Workers"/>.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="events">Receives what happens, on any thread.</param>
    /// <param name="cancellation">Stops the workers and keeps what is finished; jobs of a cluster go on.</param>
    /// <param name="executor">What runs trials; null for what the run was started with.</param>
    /// <exception cref="ProblemException">The run cannot be read, another process runs it, or its data changed.</exception>
    public static Task<StudyOutcome> ResumeAsync(
        RunDirectory directory,
        string? cacheFolder,
        int? workers,
        TimeProvider clock,
        IProgress<StudyEvent> events,
        CancellationToken cancellation,
        ExecutorKind? executor = null) => ResumeChangedAsync(directory, plan => plan, cacheFolder, workers, clock, events, cancellation, executor);

    /// <summary>Goes on with a study after a change of its plan, such as the wish for a diagnosis; for tests, in this process (<see cref="StudyRunOptions.InProcess"/>).</summary>
    internal static async Task<StudyOutcome> ResumeChangedAsync(
        RunDirectory directory,
        Func<StudyPlan, StudyPlan> change,
        string? cacheFolder,
        int? workers,
        TimeProvider clock,
        IProgress<StudyEvent> events,
        CancellationToken cancellation,
        ExecutorKind? executor = null,
        bool inProcess = false)
    {
        _ = CheckpointInterval.Chosen;
        StudyConfiguration study = StudyConfigurationFile.Read(directory.Configuration);
        using FileLock own = OwnedBy(directory);
        AtomicFile.RemoveUnfinished(directory.Root);
        StudyPlan plan = StudyPlan.Read(directory.Plan);
        StudyPlan changed = change(plan) with { CacheFolder = cacheFolder ?? plan.CacheFolder, Version = ProgramVersion.Text };
        if (changed != plan)
        {
            StudyJson.Write(directory.Plan, changed);
        }

        StudyRunOptions options = new()
        {
            OutputFolder = Path.GetDirectoryName(Path.GetDirectoryName(directory.Root))!,
            CacheFolder = changed.CacheFolder,
            Workers = workers,
            Command = changed.Command,
            Clock = clock,
            Executor = executor,
            InProcess = inProcess,
        };
        StudyLog log = new(directory, events);
        using Activity? span = Span(directory, study.Scenario);
        if (changed.Trials.Count == 0)
        {
            PlanTrials(study, changed, directory, clock, log, cancellation);
        }

        return await GoOnAsync(directory, study, options, log, cancellation).ConfigureAwait(false);
    }

    /// <summary>Goes on to the result, and leaves in the log how that ended.</summary>
    private static async Task<StudyOutcome> GoOnAsync(
        RunDirectory directory, StudyConfiguration study, StudyRunOptions options, StudyLog log, CancellationToken cancellation)
    {
        try
        {
            StudyOutcome outcome = await RunTrialsAsync(directory, study, options, log, cancellation).ConfigureAwait(false);
            log.Report(new StudyConcluded(options.Clock.GetUtcNow(), outcome.Result.Verdict.Sentence, outcome.FailedTrials));
            return outcome;
        }
        catch (Exception exception)
        {
            bool isCancelled = exception is OperationCanceledException && cancellation.IsCancellationRequested;
            log.ReportEnd(new StudyStopped(options.Clock.GetUtcNow(), isCancelled ? "cancelled" : exception.Message, isCancelled));
            Activity.Current?.SetStatus(ActivityStatusCode.Error, isCancelled ? "cancelled" : exception.Message);
            throw;
        }
    }

    private static async Task<StudyOutcome> RunTrialsAsync(
        RunDirectory directory, StudyConfiguration study, StudyRunOptions options, StudyLog log, CancellationToken cancellation)
    {
        TimeProvider clock = options.Clock;
        StudyPlan plan = StudyPlan.Read(directory.Plan);
        PlannedTrial[] open = Open(directory, plan);
        // What a cluster runs side by side is the cluster's; a budget of a diagnosis needs a number.
        int sideBySide = Math.Max(1, options.Workers ?? Environment.ProcessorCount / study.Baseline.Training.Threads);
        log.Report(new StudyPlanned(
            clock.GetUtcNow(), directory.Root, study.Scenario, plan.Trials, plan.Trials.Count - open.Length, Math.Clamp(sideBySide, 1, Math.Max(1, open.Length))));
        using PreparedDataReuse? reuse = options.InProcess && sideBySide == 1 ? new() : null;
        TrialRunner runner = options.InProcess
            ? (run, trial, messages, token) => TrialInProcess.RunAsync(run, trial, messages, reuse, token)
            : new TrialProcess(options.Worker).RunAsync;
        ExecutionOptions execution = study.Baseline.Execution ?? new ExecutionOptions();
        ITrialPool pool = (options.Executor ?? execution.Executor) == ExecutorKind.Slurm
            ? new SlurmPool(directory, study, execution, options.Slurm, clock, options.StallLimit, log)
            : new WorkerPool(directory, sideBySide, runner, clock, options.StallLimit, log);
        await pool.RunAsync(open, cancellation).ConfigureAwait(false);
        SearchFiles searches = new(directory, study);
        while (StudyPlanner.Next(study, plan.Trials, variant => searches.Scored(plan, variant)) is { Count: > 0 } next)
        {
            plan = plan with { Trials = [.. plan.Trials, .. next] };
            StudyJson.Write(directory.Plan, plan);
            log.Report(new TrialsAdded(clock.GetUtcNow(), next));
            await pool.RunAsync(next, cancellation).ConfigureAwait(false);
        }

        if (plan.Diagnosis is not null)
        {
            return await new DiagnosisRounds(directory, study, pool, sideBySide, clock, log).RunAsync(plan, cancellation).ConfigureAwait(false);
        }

        log.Report(new Concluding(clock.GetUtcNow()));
        return new StudyConclusionFiles(directory, study, plan).Conclude(sideBySide, clock, cancellation);
    }

    private static PlannedTrial[] Open(RunDirectory directory, StudyPlan plan) =>
        [.. plan.Trials.Where(trial => !File.Exists(directory.TrialResult(trial.Variant, trial.Name)) || MayBeOutdated(directory, trial))];

    /// <summary>An audit whose model is trained now, or was trained since. The trial itself sees whether it is run again.</summary>
    private static bool MayBeOutdated(RunDirectory directory, PlannedTrial trial) => trial.Kind == TrialKind.Audit
        && (!File.Exists(directory.TrialResult(trial.Variant, trial.Repeat)) || AuditTrial.IsOutdated(directory, trial));

    /// <summary>Prepares the data and writes the plan of the first round, the last of the files without which there is nothing to run.</summary>
    private static void PlanTrials(StudyConfiguration study, StudyPlan begun, RunDirectory directory, TimeProvider clock, StudyLog log, CancellationToken cancellation)
    {
        using Activity? span = StudyTelemetry.Source.StartActivity("preparation");
        PreparedStudy prepared = StudyPreparation.Prepare(
            study, begun.CacheFolder, new Decoding(clock, log), Path.Combine(directory.Root, "split.csv"), cancellation);
        log.Report(new DataReady(clock.GetUtcNow(), prepared.Description));
        StudyJson.Write(directory.Dataset, prepared);
        StudyJson.Write(directory.Plan, begun with { Trials = StudyPlanner.Next(study, [], _ => []) });
    }

    private static Activity? Span(RunDirectory directory, string scenario) => StudyTelemetry.Source.StartActivity("study")?
        .SetTag("mlpipelines.scenario", scenario)
        .SetTag("mlpipelines.run", directory.Root);

    internal static FileLock OwnedBy(RunDirectory directory)
    {
        FileLock? own = null;
        string path = directory.Lock;
        Storage.Write(() => own = FileLock.TryTake(path), path);
        return own ?? throw new ProblemException(
            ProblemStage.Data,
            new Problem(directory.Root, "a run that no other process is running", "a lock that is held", "Wait for the other process, or stop it."));
    }

    private sealed class Decoding(TimeProvider clock, StudyLog log) : IProgress<DecodingProgress>
    {
        public void Report(DecodingProgress value) => log.Report(new DataDecoding(clock.GetUtcNow(), value.Done, value.Total));
    }
}
