using System.Text.Json.Nodes;

namespace MlPipelines.Evaluation;

/// <summary>
/// <c>result.json</c>, the contract for other programs: what a study found. Accuracies, gaps and their intervals are fractions (0.05 is 5 points);
/// a value that does not exist is <c>null</c>, never 0.
/// </summary>
public sealed record StudyResult
{
    /// <summary>The format of this file.</summary>
    public const string CurrentSchema = "mlpipelines/result/1";

    /// <summary>The format of this file.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The scenario's description.</summary>
    public string? Description { get; init; }

    /// <summary>How large it was run: <c>quick</c> or <c>full</c>.</summary>
    public string Size { get; init; } = "quick";

    /// <summary>The verdict: the first thing a reader should know.</summary>
    public required StudyVerdict Verdict { get; init; }

    /// <summary>What was run where, and how to run it again.</summary>
    public required StudyProvenance Provenance { get; init; }

    /// <summary>What the data are.</summary>
    public required DatasetResult Dataset { get; init; }

    /// <summary>The baseline first, then the variants in the order of the file.</summary>
    public required IReadOnlyList<VariantResult> Variants { get; init; }

    /// <summary>Every variant against the baseline, per metric.</summary>
    public IReadOnlyList<ComparisonResult> Comparisons { get; init; } = [];

    /// <summary>What the study says about the scenario's claim; null when it makes none.</summary>
    public ClaimResult? Claim { get; init; }

    /// <summary>How much each variant's test accuracy varies from repeat to repeat; empty with fewer than three repeats or a varying test set.</summary>
    public IReadOnlyList<SpreadResult> Spreads { get; init; } = [];

    /// <summary>Accuracy and gap against the values of each swept option.</summary>
    public IReadOnlyList<SweepResult> Sweeps { get; init; } = [];

    /// <summary>How much each random stream makes test accuracy vary; null unless measured.</summary>
    public VarianceComponentsResult? VarianceComponents { get; init; }

    /// <summary>The searches, one per variant that has one.</summary>
    public IReadOnlyList<SearchResult> Searches { get; init; } = [];

    /// <summary>The learning-rate range tests.</summary>
    public IReadOnlyList<RangeTestResult> RangeTests { get; init; } = [];

    /// <summary>The label audits, one per audited variant.</summary>
    public IReadOnlyList<LabelAuditResult> LabelAudits { get; init; } = [];

    /// <summary>What the data look like; null in results of earlier versions.</summary>
    public DataAuditResult? DataAudit { get; init; }

    /// <summary>Copies across sets, shifts, identical images: what was found with the eyes of the model; null when it was not run.</summary>
    public AuditResult? Audit { get; init; }

    /// <summary>Why the model does worse in test; null when no trial of the baseline ended.</summary>
    public DiagnosisResult? Diagnosis { get; init; }

    /// <summary>What the scenario's gates say; empty without gates.</summary>
    public IReadOnlyList<GateResult> Gates { get; init; } = [];
}

/// <summary>The verdict on the baseline.</summary>
public sealed record StudyVerdict
{
    /// <summary>One sentence: train, test, gap with interval, noise floor, and what that means.</summary>
    public required string Sentence { get; init; }

    /// <summary>Whether the gap is there: <c>gap</c> (its lower bound is above the smallest effect, 2 points), <c>noGap</c> (its upper bound is below it), <c>cannotTell</c>, or <c>failed</c> (no finished trial).</summary>
    public required string State { get; init; }

    /// <summary>The greatest part of the gap whose lower bound is above the smallest effect: <c>generalisation</c>, <c>skew</c>, <c>shift</c>; null when there is none.</summary>
    public string? LargestPart { get; init; }

    /// <summary>What a reader should be warned of: few repeats, failed trials, tiny test set. Whole sentences.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];
}

/// <summary>What was run where.</summary>
public sealed record StudyProvenance
{
    /// <summary>The program's version.</summary>
    public required string Version { get; init; }

    /// <summary>When the study was planned, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When its last trial ended, UTC.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>The command that runs it again, relative to the configuration file's folder.</summary>
    public required string Command { get; init; }

    /// <summary>The operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>What trained the networks, with versions; for logistic models, ML.NET's version.</summary>
    public required string Engine { get; init; }

    /// <summary>Logical processors of the machine.</summary>
    public required int Processors { get; init; }

    /// <summary>The processor's name; null in the result of an older version.</summary>
    public string? Processor { get; init; }

    /// <summary>Threads per trial.</summary>
    public required int Threads { get; init; }

    /// <summary>Trials side by side. The result does not depend on it.</summary>
    public required int Workers { get; init; }

    /// <summary>The study's seed.</summary>
    public required int Seed { get; init; }

    /// <summary>The effective configuration of the baseline.</summary>
    public required JsonObject Configuration { get; init; }
}

/// <summary>What the data are.</summary>
public sealed record DatasetResult
{
    /// <summary>The configuration's word for the source.</summary>
    public required string Kind { get; init; }

    /// <summary>SHA-256 over the source, in hexadecimal.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The class names by index.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The shape of a sample in words: <c>28 x 28 x 1</c> or <c>46 features</c>.</summary>
    public required string Shape { get; init; }

    /// <summary>Samples per class and set: set name → counts by class index.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<int>> Counts { get; init; }

    /// <summary>The columns of a table; empty for images.</summary>
    public IReadOnlyList<DatasetColumn> Columns { get; init; } = [];

    /// <summary>Samples that were skipped because they could not be read: name and reason.</summary>
    public IReadOnlyList<SkippedSample> Skipped { get; init; } = [];

    /// <summary>What a user should know about the data.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A column of a table.</summary>
/// <param name="Name">The header's text.</param>
/// <param name="Kind"><c>numeric</c>, <c>categorical</c> or <c>ignore</c>.</param>
/// <param name="Missing">The number of missing values.</param>
/// <param name="Categories">The number of categories seen in training; null for a number.</param>
public sealed record DatasetColumn(string Name, string Kind, int Missing, int? Categories);

/// <summary>A sample that was skipped.</summary>
/// <param name="Id">The sample's name.</param>
/// <param name="Reason">Why.</param>
public sealed record SkippedSample(string Id, string Reason);
