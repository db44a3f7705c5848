namespace MlPipelines.Evaluation;

/// <summary>How much test accuracy varies from repeat to repeat, as a variant against the baseline.</summary>
public sealed record SpreadResult
{
    /// <summary>The variant; the baseline itself has a line too.</summary>
    public required string Variant { get; init; }

    /// <summary>The finished repeats.</summary>
    public required int Repeats { get; init; }

    /// <summary>Standard deviation over repeats, a fraction.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>95% interval of it (chi-squared).</summary>
    public required Interval Interval { get; init; }

    /// <summary>Standard deviation over that of the baseline in the common repeats; null for the baseline.</summary>
    public double? Ratio { get; init; }

    /// <summary>95% interval of the ratio for paired repeats (Morgan 1939, Pitman 1939).</summary>
    public Interval? RatioInterval { get; init; }

    /// <summary>Two-sided p of equal spread (Pitman and Morgan), Holm-corrected over the variants.</summary>
    public double? AdjustedP { get; init; }
}
