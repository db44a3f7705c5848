using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>What happens while a study runs, for the terminal, the log and the live page.</summary>
/// <param name="Time">When, UTC.</param>
public abstract record StudyEvent(DateTimeOffset Time);

/// <summary>Images are being decoded into the cache.</summary>
public sealed record DataDecoding(DateTimeOffset Time, int Done, int Total) : StudyEvent(Time);

/// <summary>The data are ready and checked.</summary>
public sealed record DataReady(DateTimeOffset Time, DatasetDescription Data) : StudyEvent(Time);

/// <summary>The trials are planned; <paramref name="Finished"/> of them were finished by an earlier run.</summary>
public sealed record StudyPlanned(
    DateTimeOffset Time, string RunFolder, string Scenario, IReadOnlyList<PlannedTrial> Trials, int Finished, int Workers) : StudyEvent(Time);

/// <summary>A later round of planning added trials.</summary>
public sealed record TrialsAdded(DateTimeOffset Time, IReadOnlyList<PlannedTrial> Trials) : StudyEvent(Time);

/// <summary>A round of a diagnosis is decided: what it measures, in words (empty for nothing), and what it leaves out, each with its reason.</summary>
public sealed record DiagnosisRound(DateTimeOffset Time, string What, IReadOnlyList<string> LeftOut) : StudyEvent(Time);

/// <summary>A trial starts in a worker process.</summary>
public sealed record TrialStarted(DateTimeOffset Time, PlannedTrial Trial) : StudyEvent(Time);

/// <summary>Something about a trial that belongs into the log: that its training goes on from a checkpoint, or why it does not.</summary>
public sealed record TrialNoted(DateTimeOffset Time, PlannedTrial Trial, string Note) : StudyEvent(Time);

/// <summary>A trial has finished an epoch.</summary>
public sealed record EpochFinished(DateTimeOffset Time, PlannedTrial Trial, int Epochs, EpochRecord Epoch) : StudyEvent(Time);

/// <summary>A trial is finished, with what its kind measures: accuracies of training and test samples, or of selection samples in a search.</summary>
public sealed record TrialFinished(DateTimeOffset Time, PlannedTrial Trial, double? TrainAccuracy, double? TestAccuracy, double Seconds) : StudyEvent(Time);

/// <summary>A trial failed: a loss that is not a number, no memory, a crash, an error.</summary>
public sealed record TrialFailed(DateTimeOffset Time, PlannedTrial Trial, string Failure) : StudyEvent(Time)
{
    /// <summary>The kind of failure: one of <see cref="MlPipelines.Evaluation.FailureKinds"/>.</summary>
    public string Kind { get; init; } = MlPipelines.Evaluation.FailureKinds.Error;
}

/// <summary>A trial says what it does now, and how many batches it is further.</summary>
public sealed record TrialSign(DateTimeOffset Time, PlannedTrial Trial, string Phase, long Steps) : StudyEvent(Time);

/// <summary>A trial has given no sign of progress for long; told again each time that as much more has passed.</summary>
/// <param name="Time">When it was noticed, UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Last">What it did last, in words.</param>
/// <param name="Silent">How long ago that was.</param>
public sealed record TrialStalled(DateTimeOffset Time, PlannedTrial Trial, string Last, TimeSpan Silent) : StudyEvent(Time);

/// <summary>A trial that seemed to be stalled goes on.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Now">What it does now, in words.</param>
/// <param name="Silent">How long it was silent.</param>
public sealed record TrialMoved(DateTimeOffset Time, PlannedTrial Trial, string Now, TimeSpan Silent) : StudyEvent(Time);

/// <summary>All trials ended; statistics are being computed.</summary>
public sealed record Concluding(DateTimeOffset Time) : StudyEvent(Time);

/// <summary>The study is concluded and its result is written.</summary>
public sealed record StudyConcluded(DateTimeOffset Time, string Verdict, int FailedTrials) : StudyEvent(Time);

/// <summary>The study ended before it was concluded: it was stopped, or something has to be mended. What is finished is kept.</summary>
public sealed record StudyStopped(DateTimeOffset Time, string Reason, bool IsCancelled) : StudyEvent(Time);

/// <summary>An array job was handed to a cluster.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Job">Its number at the scheduler.</param>
/// <param name="Trials">The number of its trials.</param>
public sealed record JobSubmitted(DateTimeOffset Time, string Job, int Trials) : StudyEvent(Time);

/// <summary>How the trials of a study stand in the queue of a cluster; told when it changes.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Waiting">Those that wait.</param>
/// <param name="Running">Those that run.</param>
/// <param name="Reasons">Why some wait, where it is not their turn alone, in the scheduler's words.</param>
public sealed record QueueSeen(DateTimeOffset Time, int Waiting, int Running, IReadOnlyList<string> Reasons) : StudyEvent(Time);
