using MlPipelines.Studies;
using MlPipelines.Trainers;

namespace MlPipelines.Host;

/// <summary>How far one trial has come.</summary>
internal sealed record TrialProgress(PlannedTrial Trial)
{
    /// <summary>Where it stands.</summary>
    public TrialStage Stage { get; init; } = TrialStage.Waiting;

    /// <summary>When it started in this process's lifetime; null for a trial that waits or was finished by an earlier run.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The epochs it was planned for; 0 while unknown, and for a trainer without epochs.</summary>
    public int Epochs { get; init; }

    /// <summary>Its last finished epoch.</summary>
    public EpochRecord? LastEpoch { get; init; }

    /// <summary>When <see cref="LastEpoch"/> was finished.</summary>
    public DateTimeOffset? LastEpochTime { get; init; }

    /// <summary>The accuracy on training samples, once finished.</summary>
    public double? TrainAccuracy { get; init; }

    /// <summary>The accuracy on test samples, once finished.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>Whether it needs no more work.</summary>
    public bool IsOver => Stage is TrialStage.Finished or TrialStage.Failed;
}

/// <summary>Where a trial stands.</summary>
internal enum TrialStage
{
    /// <summary>Not started.</summary>
    Waiting,

    /// <summary>Running in a worker.</summary>
    Running,

    /// <summary>Measured.</summary>
    Finished,

    /// <summary>Failed for good.</summary>
    Failed,
}
