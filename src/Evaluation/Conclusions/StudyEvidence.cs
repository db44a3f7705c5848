namespace MlPipelines.Evaluation;

/// <summary>What the trials of a study left, and what was found out beside them: all that a conclusion rests on.</summary>
public sealed record StudyEvidence
{
    /// <summary>The measuring trials that ended.</summary>
    public required IReadOnlyList<TrialResult> Trials { get; init; }

    /// <summary>
    /// Reads a finished trial's rows: (variant, repeat) → measurements with their rows, one in memory at a time where they come from a file. Called once per finished trial, one after another,
    /// once more for repeat 0 of a variant that predicts identical samples differently, and again where a study has more rows than are held at a time.
    /// </summary>
    public required Func<string, int, IEnumerable<KeyValuePair<string, TrialRows>>> Rows { get; init; }

    /// <summary>Reads a finished trial's epochs; empty for a trainer without epochs.</summary>
    public Func<string, int, IReadOnlyList<EpochRow>> History { get; init; } = (_, _) => [];

    /// <summary>Reads the norms of a finished trial's gradients by epoch and layer; empty for a trainer without epochs.</summary>
    public Func<string, int, IReadOnlyList<GradientRow>> Gradients { get; init; } = (_, _) => [];

    /// <summary>
    /// The picture of a row of a measurement of (variant, repeat 0), relative to the run directory; null where there is none: (variant, measurement,
    /// row) → path.
    /// </summary>
    public Func<string, string, int, string?> Picture { get; init; } = (_, _, _) => null;

    /// <summary>The runs of the design of variance components.</summary>
    public IReadOnlyList<ComponentRun> ComponentRuns { get; init; } = [];

    /// <summary>The searches.</summary>
    public IReadOnlyList<SearchResult> Searches { get; init; } = [];

    /// <summary>The steps of range tests: variant → (learning rate, loss).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CurvePoint>> RangeTests { get; init; } = new Dictionary<string, IReadOnlyList<CurvePoint>>();

    /// <summary>The label audits.</summary>
    public IReadOnlyList<LabelAuditResult> LabelAudits { get; init; } = [];

    /// <summary>The audit of the data.</summary>
    public DataAuditResult? DataAudit { get; init; }

    /// <summary>What was found in the data with the eyes of the model; null when it was not run, or failed.</summary>
    public AuditResult? Audit { get; init; }

    /// <summary>The measuring trials of reserved variants that ended.</summary>
    public IReadOnlyList<TrialResult> ReservedTrials { get; init; } = [];

    /// <summary>Whether a diagnosis ran all that it planned.</summary>
    public bool DiagnosisIsComplete { get; init; }

    /// <summary>How often causes are judged, after fewer and after more repeats; the level of a finding is shared out among the looks.</summary>
    public int DiagnosisLooks { get; init; } = 1;

    /// <summary>Remedies that a diagnosis considered and did not run, with the reason: the budget.</summary>
    public IReadOnlyList<RemedyResult> RemediesNotRun { get; init; } = [];

    /// <summary>Trials beside the repeats that ended without a result or did not end: folds of a label audit, range tests, component runs, the audit.</summary>
    public IReadOnlyList<FailedPart> FailedParts { get; init; } = [];
}

/// <summary>A trial beside the repeats without a result.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Name">The name of its folder: <c>fold-0</c>, <c>range-test</c>, ...</param>
/// <param name="Failure">Why it failed; null for one that did not end.</param>
public sealed record FailedPart(string Variant, string Name, string? Failure);
