namespace MlPipelines.Evaluation;

/// <summary>A folder below the folder of runs, as a list shows it.</summary>
public sealed record RunEntry
{
    /// <summary>Its path below the folder of runs, with forward slashes: <c>fashion/2026-11-23T15-15-00Z</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The folder, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>What there is.</summary>
    public required RunState State { get; init; }

    /// <summary>The scenario's name; null where it cannot be told.</summary>
    public string? Scenario { get; init; }

    /// <summary>When the study was planned, UTC; for a folder that is no run, when it was last written.</summary>
    public required DateTimeOffset When { get; init; }

    /// <summary>The trials of the plan so far.</summary>
    public int Trials { get; init; }

    /// <summary>How many of them ended, failed ones included.</summary>
    public int Ended { get; init; }

    /// <summary>What the study found; null before it is concluded for the first time.</summary>
    public RunOutcome? Outcome { get; init; }

    /// <summary>Why the folder cannot be read, or is no run; null otherwise.</summary>
    public string? Reason { get; init; }
}

/// <summary>What a folder below the folder of runs is.</summary>
public enum RunState
{
    /// <summary>All trials ended and the study is concluded.</summary>
    Finished,

    /// <summary>A process works on it now.</summary>
    Running,

    /// <summary>No process works on it and trials are open; <c>resume</c> goes on.</summary>
    Interrupted,

    /// <summary>Concluded without a single finished trial of the baseline.</summary>
    Failed,

    /// <summary>A run whose files are damaged or of another version.</summary>
    Broken,

    /// <summary>No run, or a link that leads out of the folder of runs.</summary>
    Foreign,
}

/// <summary>What a list shows of <c>result.json</c>.</summary>
public sealed record RunOutcome
{
    /// <summary>The scenario's description.</summary>
    public string? Description { get; init; }

    /// <summary>The verdict on the gap.</summary>
    public required StudyVerdict Verdict { get; init; }

    /// <summary>The verdict on the scenario's claim.</summary>
    public ClaimResult? Claim { get; init; }

    /// <summary>The diagnosis.</summary>
    public DiagnosisResult? Diagnosis { get; init; }

    /// <summary>Clean training accuracy of the baseline.</summary>
    public MetricSummary? Train { get; init; }

    /// <summary>Its test accuracy.</summary>
    public MetricSummary? Test { get; init; }

    /// <summary>Its gap.</summary>
    public GapPart? Gap { get; init; }

    /// <summary>Failed trials of the scenario's variants.</summary>
    public int Failed { get; init; }

    /// <summary>When the last trial ended, UTC.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>Takes it from a whole result.</summary>
    public static RunOutcome Of(StudyResult result)
    {
        VariantResult? baseline = result.Variants.Count > 0 ? result.Variants[0] : null;
        return new RunOutcome
        {
            Description = result.Description,
            Verdict = result.Verdict,
            Claim = result.Claim,
            Diagnosis = result.Diagnosis,
            Train = Accuracy(baseline, MeasurementNames.TrainClean),
            Test = Accuracy(baseline, MeasurementNames.Test),
            Gap = baseline?.Gap?.Total,
            Failed = result.Variants.Sum(variant => variant.Trials.Count(trial => trial.State == TrialState.Failed)),
            Finished = result.Provenance.Finished,
        };
    }

    private static MetricSummary? Accuracy(VariantResult? variant, string measurement) =>
        variant is not null && variant.Summary.TryGetValue(measurement, out IReadOnlyDictionary<string, MetricSummary>? metrics)
            ? metrics.GetValueOrDefault("accuracy")
            : null;
}
