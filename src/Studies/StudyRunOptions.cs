using System.Diagnostics;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>How a study is run, apart from what it is: nothing here changes a result.</summary>
public sealed record StudyRunOptions
{
    /// <summary>The folder that receives <c>&lt;scenario&gt;/&lt;UTC time&gt;</c>, absolute.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The folder of decoded data, absolute.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Trials side by side; null for as many as the logical processors have room for at <c>training.threads</c> each.</summary>
    public int? Workers { get; init; }

    /// <summary>The command line that the report prints under "how to reproduce".</summary>
    public required string Command { get; init; }

    /// <summary>
    /// Whether trials run in this process instead of processes of their own: the same numbers without the start of a process for each of many short trials. A native crash then
    /// takes the caller down, and all studies of the process must have the same <c>training.threads</c>, because an engine's thread count is process-global. For measurements
    /// and tests only.
    /// </summary>
    internal bool InProcess { get; init; }

    /// <summary>What runs trials; null for what the scenario says.</summary>
    public ExecutorKind? Executor { get; init; }

    /// <summary>Slurm, where trials run there. For tests.</summary>
    internal SlurmClient Slurm { get; init; } = SlurmClient.OfThisMachine;

    /// <summary>
    /// How the process of a trial is started: the program itself with the verb <c>trial</c>. For measurements and tests, which have processes end in ways that no trial should.
    /// </summary>
    internal Func<RunDirectory, int, ProcessStartInfo> Worker { get; init; } = WorkerCommand.For;

    /// <summary>The time without a sign of progress after which a trial is told to be stalled: 10 minutes. For tests.</summary>
    internal TimeSpan StallLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Tells the time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>How a study ended.</summary>
/// <param name="Directory">Its run directory.</param>
/// <param name="Result">What it found.</param>
/// <param name="FailedTrials">The number of failed trials.</param>
public sealed record StudyOutcome(RunDirectory Directory, StudyResult Result, int FailedTrials);
