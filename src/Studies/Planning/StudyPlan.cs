namespace MlPipelines.Studies;

/// <summary><c>plan.json</c>: the trials of a study. Rounds only ever add trials at the end; an index keeps its meaning for good.</summary>
internal sealed record StudyPlan
{
    /// <summary>The format of this file.</summary>
    public const string CurrentSchema = "mlpipelines/plan/1";

    /// <summary>The format of this file.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>When the study was planned, UTC.</summary>
    public required DateTimeOffset Planned { get; init; }

    /// <summary>The command that runs the study again, for the report.</summary>
    public required string Command { get; init; }

    /// <summary>The folder of decoded data with which the study was started, absolute.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>The version that planned the study or went on with it last. A trial refuses to run under another one: it might measure something else. Null in plans of before.</summary>
    public string? Version { get; init; }

    /// <summary>The trials; the position in the list is the index.</summary>
    public required IReadOnlyList<PlannedTrial> Trials { get; init; }

    /// <summary>What a diagnosis adds; null for a plain run.</summary>
    public DiagnosisPlan? Diagnosis { get; init; }

    /// <summary>Reads a run's plan.</summary>
    /// <exception cref="Configuration.ProblemException">The file is missing, cut off, or of another version.</exception>
    public static StudyPlan Read(string path) => StudyJson.Read<StudyPlan>(path, plan => plan.Schema, CurrentSchema);
}
