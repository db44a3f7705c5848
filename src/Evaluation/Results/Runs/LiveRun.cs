namespace MlPipelines.Evaluation;

/// <summary>How far a run is, read from its directory alone, so that it does not matter who runs it.</summary>
public sealed record LiveRun
{
    /// <summary>The run as a list shows it.</summary>
    public required RunEntry Entry { get; init; }

    /// <summary>The trials of the plan so far, in its order.</summary>
    public required IReadOnlyList<LiveTrial> Trials { get; init; }

    /// <summary>The last lines of the log.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];

    /// <summary>Files that should be readable and are not.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];
}

/// <summary>A trial of the plan and how far it is.</summary>
public sealed record LiveTrial
{
    /// <summary>The variant's name.</summary>
    public required string Variant { get; init; }

    /// <summary>The name of the trial's folder: the repeat, or <c>search-3</c>, <c>fold-0</c>, ...</summary>
    public required string Name { get; init; }

    /// <summary>Whether it measures a repeat of its variant.</summary>
    public required bool Measures { get; init; }

    /// <summary>How far it is.</summary>
    public required LiveStage Stage { get; init; }

    /// <summary>The epochs that it may train; null where that cannot be told or there are none.</summary>
    public int? Epochs { get; init; }

    /// <summary>The epochs that it has trained, for trials that measure a repeat or are being trained.</summary>
    public IReadOnlyList<EpochRow> History { get; init; } = [];

    /// <summary>Accuracy on clean training samples, once finished.</summary>
    public double? TrainAccuracy { get; init; }

    /// <summary>Accuracy on test samples, once finished.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>Wall seconds, once ended.</summary>
    public double? Seconds { get; init; }

    /// <summary>Since when it gives no sign of progress and what it did last, when that is long; null otherwise.</summary>
    public string? Stalled { get; init; }

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Failure { get; init; }
}

/// <summary>How far a trial is.</summary>
public enum LiveStage
{
    /// <summary>Planned.</summary>
    Waiting,

    /// <summary>A process works on it.</summary>
    Running,

    /// <summary>Begun, and no process works on it.</summary>
    Interrupted,

    /// <summary>Finished.</summary>
    Finished,

    /// <summary>Ended without measurements.</summary>
    Failed,
}
