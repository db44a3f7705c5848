namespace MlPipelines.Evaluation;

/// <summary>What the study says about the scenario's claim.</summary>
public sealed record ClaimResult
{
    /// <summary>The claim as its author says it.</summary>
    public required string Text { get; init; }

    /// <summary>The variant that the claim is about.</summary>
    public required string Variant { get; init; }

    /// <summary>The variant that it is compared with; null when the metric itself is compared with <see cref="Value"/>.</summary>
    public string? Against { get; init; }

    /// <summary>What is compared.</summary>
    public required string Metric { get; init; }

    /// <summary><c>higher</c>, <c>lower</c> or <c>same</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>The smallest effect of interest.</summary>
    public required double SmallestEffect { get; init; }

    /// <summary>What the metric is compared with when there is no <see cref="Against"/>.</summary>
    public double? Value { get; init; }

    /// <summary>The metric of the variant minus that of the other (or minus the value), not turned; null when it could not be measured.</summary>
    public double? Difference { get; init; }

    /// <summary>95% interval of <see cref="Difference"/>.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The repeats that it rests on.</summary>
    public int Repeats { get; init; }

    /// <summary>Holm-corrected p of the comparison that the claim is one of; null without one.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>Holm-corrected sign-flip p likewise.</summary>
    public double? SeedP { get; init; }

    /// <summary><c>holds</c>, <c>fails</c> or <c>undecided</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>One sentence that says the verdict with its numbers.</summary>
    public required string Sentence { get; init; }

    /// <summary>For <c>undecided</c>: what would decide it. Otherwise null.</summary>
    public string? Advice { get; init; }
}
