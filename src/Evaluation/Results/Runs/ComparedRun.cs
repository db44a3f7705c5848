using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>A finished run that is compared with others: what it found, and how to read what its baseline's trials left.</summary>
public sealed record ComparedRun
{
    /// <summary>The letter that stands for it: <c>A</c> is the reference.</summary>
    public required string Label { get; init; }

    /// <summary>What a user calls it: <c>fashion/2026-11-23T15-15-00Z</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its directory.</summary>
    public required RunDirectory Directory { get; init; }

    /// <summary>What it found.</summary>
    public required StudyResult Result { get; init; }

    /// <summary>The effective options of its baseline.</summary>
    public required ScenarioOptions Options { get; init; }

    /// <summary>Reads a repeat's rows: measurement → rows.</summary>
    public required Func<int, IReadOnlyDictionary<string, TrialRows>> Rows { get; init; }

    /// <summary>The epochs of the baseline's finished repeats; empty for a trainer without epochs.</summary>
    public IReadOnlyList<IReadOnlyList<EpochRow>> Histories { get; init; } = [];

    /// <summary>The scenario itself; null when the result holds no variant at all.</summary>
    public VariantResult? Baseline => Result.Variants.Count > 0 ? Result.Variants[0] : null;
}
