using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// What a diagnosis adds to a study: decided once, from what the trials before took and found, and kept in <c>plan.json</c>, so that a study that goes on never decides
/// again.
/// </summary>
internal sealed record DiagnosisPlan
{
    /// <summary>The seconds that evidence and remedies may take together, by the estimate of <see cref="TrialCost"/>.</summary>
    public required double BudgetSeconds { get; init; }

    /// <summary>How far the diagnosis is decided.</summary>
    public required DiagnosisStage Stage { get; init; }

    /// <summary>The folds of the label audit of the baseline that the diagnosis added; null when the scenario asks for one itself, or none is made.</summary>
    public int? Folds { get; init; }

    /// <summary>Whether the diagnosis added a range test of the baseline.</summary>
    public bool HasRangeTest { get; init; }

    /// <summary>Whether remedies that left their causes open got more repeats, so that the same causes are judged a second time.</summary>
    public bool HasSecondLook { get; init; }

    /// <summary>The variants that the diagnosis added.</summary>
    public IReadOnlyList<PlannedVariant> Variants { get; init; } = [];

    /// <summary>Evidence that is not gathered, with the reason.</summary>
    public IReadOnlyList<SkippedEvidence> Skipped { get; init; } = [];

    /// <summary>Remedies that are not run, with the reason.</summary>
    public IReadOnlyList<RemedyResult> RemediesNotRun { get; init; } = [];
}

/// <summary>How far a diagnosis is decided.</summary>
internal enum DiagnosisStage
{
    /// <summary>It is asked for: the study's own trials come first.</summary>
    Requested,

    /// <summary>The evidence is planned.</summary>
    Evidence,

    /// <summary>The remedies are planned.</summary>
    Remedies,

    /// <summary>More repeats of what was left open are planned, or none: nothing more will be.</summary>
    Confirmed,
}

/// <summary>A reserved variant as the plan keeps it; its options follow from the baseline's.</summary>
/// <param name="Name">Its name, which begins with <see cref="ReservedVariants.Prefix"/>.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Causes">The causes that it is a remedy for.</param>
/// <param name="What">What it changes, in a few words.</param>
/// <param name="Patch">The merge patch on the baseline with the values of its search; a path of <c>data.exclude</c> is relative to the run directory.</param>
/// <param name="Repeats">How often it is trained.</param>
/// <param name="Fingerprint">The fingerprint of its data, without which none of its trials runs.</param>
internal sealed record PlannedVariant(
    string Name, ReservedRole Role, IReadOnlyList<string> Causes, string What, JsonObject Patch, int Repeats, string Fingerprint);

/// <summary>Evidence that is not gathered.</summary>
/// <param name="What">What it would have been.</param>
/// <param name="Reason">Why not, a sentence.</param>
internal sealed record SkippedEvidence(string What, string Reason);
