using System.Text.Json.Nodes;

namespace MlPipelines.Evaluation;

/// <summary>Why the baseline does worse in test than in training, as far as the study tells.</summary>
public sealed record DiagnosisResult
{
    /// <summary>The id of the first cause, <c>healthy</c>, or <c>cannot-tell</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>What a colleague would say, in sentences, the verdict first.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>The smallest effect of interest, a fraction.</summary>
    public required double SmallestEffect { get; init; }

    /// <summary>Whether <c>diagnose</c> ran its evidence and remedies; <c>run</c> judges by what needs no extra training.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>A finding for every cause of the list: present ones first, as the arbiter ranks them.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The gap's parts, each divided among causes and what is unexplained; sums are exact. Empty without a gap.</summary>
    public IReadOnlyList<GapAllocation> Allocation { get; init; } = [];

    /// <summary>The remedies that were run or left out, those of the first cause first.</summary>
    public IReadOnlyList<RemedyResult> Remedies { get; init; } = [];

    /// <summary>What simple predictors reach, and whether the sanity runs passed.</summary>
    public IReadOnlyList<ReferenceRun> References { get; init; } = [];

    /// <summary>What would decide a <c>cannot-tell</c>; null otherwise.</summary>
    public NeededStudy? Needed { get; init; }
}

/// <summary>What the study says about one cause.</summary>
public sealed record Finding
{
    /// <summary>The cause's id.</summary>
    public required string Cause { get; init; }

    /// <summary><c>present</c>, <c>absent</c>, <c>undecided</c>, or <c>notExamined</c> (what would tell was not run).</summary>
    public required string State { get; init; }

    /// <summary><c>invalidating</c> (other numbers mean little until it is mended), <c>high</c>, <c>medium</c>, <c>low</c>; null unless present.</summary>
    public string? Severity { get; init; }

    /// <summary>One minus the adjusted p of the state: how sure it is; null where it is a matter of fact, or undecided.</summary>
    public double? Confidence { get; init; }

    /// <summary>Its allocation inside the gap, a fraction; null when it owns no part of it.</summary>
    public double? GapPoints { get; init; }

    /// <summary>95% interval of it.</summary>
    public Interval? GapInterval { get; init; }

    /// <summary>Metric with the cause removed minus the metric as is, on identical test rows; null until measured by running it.</summary>
    public double? EffectPoints { get; init; }

    /// <summary>95% interval of it.</summary>
    public Interval? EffectInterval { get; init; }

    /// <summary>The metric of the effect: <c>accuracy</c> or <c>balancedAccuracy</c>.</summary>
    public string Metric { get; init; } = "accuracy";

    /// <summary>What speaks for it, whole sentences with numbers.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>What speaks against it.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];

    /// <summary>Rival causes that are excluded, and by what.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>What to do about it or how to find out, one sentence; null when absent.</summary>
    public string? Advice { get; init; }

    /// <summary>The names of remedies that were run for it.</summary>
    public IReadOnlyList<string> Remedies { get; init; } = [];
}

/// <summary>A part of the gap, divided.</summary>
/// <param name="Part"><c>generalisation</c>, <c>skew</c> or <c>shift</c>.</param>
/// <param name="Cause">The cause's id, or <c>unexplained</c>; for a generalisation gap without harm <c>harmless</c>.</param>
/// <param name="Points">Its points, a fraction.</param>
/// <param name="Interval">95% interval.</param>
public sealed record GapAllocation(string Part, string Cause, double Points, Interval? Interval);

/// <summary>A remedy: what running it brought.</summary>
public sealed record RemedyResult
{
    /// <summary>The reserved variant's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it changes, in a few words.</summary>
    public required string What { get; init; }

    /// <summary>The causes that it is for.</summary>
    public required IReadOnlyList<string> Causes { get; init; }

    /// <summary>The merge patch that applies it; null for a remedy that is no option (more data).</summary>
    public JsonObject? Patch { get; init; }

    /// <summary>Paired repeats; 0 when it was not run.</summary>
    public required int Repeats { get; init; }

    /// <summary>The metric that it was chosen by and measured with: <c>accuracy</c> or <c>balancedAccuracy</c>.</summary>
    public string Metric { get; init; } = "accuracy";

    /// <summary>Remedy minus baseline on validation samples; null when not run.</summary>
    public GapPart? Validation { get; init; }

    /// <summary>Remedy minus baseline on test samples, 95% interval not corrected.</summary>
    public GapPart? Test { get; init; }

    /// <summary>Two-sided p of the test difference, Holm-corrected over all remedies that were run.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>Exact sign-flip p over repeats, corrected likewise.</summary>
    public double? SeedP { get; init; }

    /// <summary><c>better</c>, <c>worse</c>, <c>equivalent</c>, <c>inconclusive</c>, <c>notRun</c>, or <c>extrapolated</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Whether validation chose it among the remedies.</summary>
    public bool IsChosen { get; init; }

    /// <summary>Whether it left validation accuracy as it was in every repeat and changed that on test samples: it changes these only, and validation cannot speak for or against it.</summary>
    public bool ChangesTestOnly { get; init; }

    /// <summary>Why it was not run, or how it was extrapolated; null when it was run.</summary>
    public string? Note { get; init; }
}

/// <summary>What a reference reaches.</summary>
/// <param name="Name"><c>majority</c>, <c>logisticRegression</c>, <c>overfit32</c>, <c>shuffledLabels</c>.</param>
/// <param name="Metric">The measurement: <c>test.accuracy</c> or <c>train.accuracy</c>.</param>
/// <param name="Value">Its value, mean over repeats.</param>
/// <param name="Interval">95% interval, null where there is none.</param>
/// <param name="Passed">For a sanity run, whether it did what it must; null for a baseline.</param>
/// <param name="Meaning">What that says, a sentence.</param>
public sealed record ReferenceRun(string Name, string Metric, double Value, Interval? Interval, bool? Passed, string Meaning);

/// <summary>The cheapest study that would decide.</summary>
/// <param name="Repeats">Repeats.</param>
/// <param name="TestRows">Test rows.</param>
/// <param name="Sentence">The same in words.</param>
public sealed record NeededStudy(int? Repeats, int? TestRows, string Sentence);
