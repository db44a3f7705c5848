using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>All that rules may read.</summary>
internal sealed record DiagnosisEvidence
{
    /// <summary>The baseline's effective options.</summary>
    public required ScenarioOptions Options { get; init; }

    public required DatasetResult Dataset { get; init; }

    /// <summary>The baseline's trials with their rows.</summary>
    public required VariantScores Baseline { get; init; }

    /// <summary>What was concluded about them.</summary>
    public required VariantResult Result { get; init; }

    /// <summary>The smallest effect, a fraction.</summary>
    public required double SmallestEffect { get; init; }

    /// <summary>Epochs of a repeat of the baseline; empty for a trainer without epochs.</summary>
    public required Func<int, IReadOnlyList<EpochRow>> History { get; init; }

    /// <summary>Label shift, leakage and what is left of the part <c>shift</c>; null without a gap.</summary>
    public ShiftParts? Shift { get; init; }

    public AuditResult? Audit { get; init; }

    public DataAuditResult? DataAudit { get; init; }

    /// <summary>Of the baseline.</summary>
    public LabelAuditResult? LabelAudit { get; init; }

    /// <summary>Of the baseline.</summary>
    public RangeTestResult? RangeTest { get; init; }

    /// <summary>The remedies that were run.</summary>
    public IReadOnlyList<RemedyMeasurement> Remedies { get; init; } = [];

    /// <summary>The other reserved variants that were run. A learning curve has several of the same role.</summary>
    public IReadOnlyList<ReferenceMeasurement> References { get; init; } = [];

    /// <summary>Remedies that were considered and not run, or of which no repeat finished, with the reason.</summary>
    public IReadOnlyList<RemedyResult> RemediesNotRun { get; init; } = [];

    /// <summary>Whether a diagnosis ran its evidence, so that what is missing now will not come.</summary>
    public bool IsComplete { get; init; }

    /// <summary>How often causes are judged; the level of a finding is shared out among the looks (Bonferroni).</summary>
    public int Looks { get; init; } = 1;

    /// <summary>Whose rows are in memory; between rules those are let go that are too many.</summary>
    public HeldRows Held { get; init; } = new();

    /// <summary>The trials of the reference runs of a role, in the order of the plan.</summary>
    public IEnumerable<VariantScores> ReferencesOf(ReservedRole role) =>
        References.Where(reference => reference.Variant.Role == role).Select(reference => reference.Scores);

    /// <summary>The remedies that were run for a cause.</summary>
    public IEnumerable<RemedyMeasurement> RemediesOf(string cause) => Remedies.Where(remedy => remedy.Variant.Causes.Contains(cause));

    /// <summary>
    /// Of these, the ones that a cause may be judged by: those with the most trials. A second look repeats the remedy that validation samples chose at the first; with more repeats they could choose
    /// another, which has fewer, and the look would have been in vain.
    /// </summary>
    public IEnumerable<RemedyMeasurement> DecisiveRemediesOf(string cause)
    {
        RemedyMeasurement[] run = [.. RemediesOf(cause)];
        int most = run.Select(remedy => remedy.Scores.Trials.Count).DefaultIfEmpty(0).Max();
        return run.Where(remedy => remedy.Scores.Trials.Count == most);
    }
}

/// <summary>A reserved variant that is no remedy and was run.</summary>
/// <param name="Variant">What was run.</param>
/// <param name="Scores">Its trials.</param>
internal sealed record ReferenceMeasurement(ReservedVariant Variant, VariantScores Scores);

/// <summary>A remedy that was run beside the baseline, paired by repeat. Differences are remedy minus baseline.</summary>
/// <param name="Variant">What was run.</param>
/// <param name="Scores">Its trials.</param>
/// <param name="Repeats">The common repeats.</param>
/// <param name="Validation">Accuracy on validation samples.</param>
/// <param name="Test">Accuracy on test samples.</param>
/// <param name="ValidationBalanced">Balanced accuracy on validation samples.</param>
/// <param name="TestBalanced">Balanced accuracy on test samples.</param>
internal sealed record RemedyMeasurement(
    ReservedVariant Variant,
    VariantScores Scores,
    IReadOnlyList<int> Repeats,
    CrossedEstimate Validation,
    CrossedEstimate Test,
    CrossedEstimate ValidationBalanced,
    CrossedEstimate TestBalanced);

/// <summary>
/// The part <c>shift</c> of the gap (validation - test), divided in nested steps that add up to it: label shift, then everything else on unleaked test rows, then leakage.
/// </summary>
/// <param name="Label"><c>validation - sum_c(test share of c x validation recall of c)</c>.</param>
/// <param name="Other">From there to accuracy on the test rows without audited copies.</param>
/// <param name="Leakage">Accuracy on these rows minus accuracy on all: at most 0 where copies help.</param>
internal sealed record ShiftParts(CauseEstimate Label, CauseEstimate Other, CauseEstimate Leakage);
