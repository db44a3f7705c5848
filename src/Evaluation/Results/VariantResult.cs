using System.Text.Json.Nodes;

namespace MlPipelines.Evaluation;

/// <summary>The trials of one variant, summed up.</summary>
public sealed record VariantResult
{
    /// <summary>The name of the variant that is the scenario itself.</summary>
    public const string Baseline = "baseline";

    /// <summary>The variant's name.</summary>
    public required string Name { get; init; }

    /// <summary>The merge patch that makes it; null for the baseline.</summary>
    public JsonObject? Patch { get; init; }

    /// <summary>Its trials by repeat, failed ones included.</summary>
    public required IReadOnlyList<TrialResult> Trials { get; init; }

    /// <summary>Measurement → metric (<c>accuracy</c>, <c>balancedAccuracy</c>, <c>macroF1</c>, <c>logLoss</c>, <c>brier</c>, <c>expectedCalibrationError</c>, <c>rocAuc</c>,
    /// <c>averagePrecision</c>; the last two where every class has rows) → summary over the finished repeats.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, MetricSummary>> Summary { get; init; }

    /// <summary>The gap of accuracy and its parts; null when no trial finished.</summary>
    public GapResult? Gap { get; init; }

    /// <summary>The test rows by true and predicted class, summed over the finished repeats: [true][predicted].</summary>
    public IReadOnlyList<IReadOnlyList<long>> Confusion { get; init; } = [];

    /// <summary>Test metrics per class, over the finished repeats.</summary>
    public IReadOnlyList<ClassResult> Classes { get; init; } = [];

    /// <summary>Whether test predictions are right as often as they say; null without probabilities.</summary>
    public CalibrationResult? Calibration { get; init; }

    /// <summary>Precision against recall in test, class by class, the worst 20 first; of the baseline only.</summary>
    public IReadOnlyList<PrecisionRecallCurve> PrecisionRecall { get; init; } = [];

    /// <summary>What averaging the repeats' predictions brings; null with fewer than two repeats or a varying test set.</summary>
    public EnsembleResult? Ensemble { get; init; }

    /// <summary>Identical samples treated in two ways, the pairs that were measured.</summary>
    public IReadOnlyList<IdenticalPair> IdenticalSamples { get; init; } = [];

    /// <summary>How training went; null for a trainer without epochs.</summary>
    public DynamicsResult? Dynamics { get; init; }
}

/// <summary>A metric over repeats.</summary>
/// <param name="Mean">Mean over the finished repeats.</param>
/// <param name="StandardDeviation">Sample standard deviation over the repeats; null for one repeat.</param>
/// <param name="Repeats">The number of repeats.</param>
/// <param name="Interval">95% interval of the mean by the study's one rule; null where the rule has none for this metric.</param>
/// <param name="SeedsUnknown">Whether there is one repeat only, so that the interval knows the rows and not the seeds.</param>
public sealed record MetricSummary(double Mean, double? StandardDeviation, int Repeats, Interval? Interval, bool SeedsUnknown);

/// <summary>A confidence interval.</summary>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Level">Confidence level, 0.95 unless said otherwise.</param>
public sealed record Interval(double Lower, double Upper, double Level = 0.95)
{
    /// <summary>Half of the width.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double HalfWidth => (Upper - Lower) / 2;
}

/// <summary>The gap <c>trainClean - test</c> of accuracy, which its parts add up to exactly.</summary>
public sealed record GapResult
{
    /// <summary><c>trainClean - test</c>.</summary>
    public required GapPart Total { get; init; }

    /// <summary><c>generalisation</c> (trainClean - validationClean), <c>skew</c> (validationClean - validation), <c>shift</c> (validation - test), in this order.</summary>
    public required IReadOnlyList<GapPart> Parts { get; init; }

    /// <summary>
    /// A line apart, not a part of the gap: <c>running - trainClean</c>, as <c>trainingMode</c> (running - trainAugmented, or - trainClean without augmentation) and
    /// <c>augmentation</c> (trainAugmented - trainClean). Empty for a trainer without epochs.
    /// </summary>
    public required IReadOnlyList<GapPart> TrainingMetric { get; init; }

    /// <summary>What chance alone makes of the total.</summary>
    public required NoiseFloor Floor { get; init; }
}

/// <summary>A difference of two measurements.</summary>
/// <param name="Name">The part's name.</param>
/// <param name="From">The measurement it starts from.</param>
/// <param name="To">The measurement that is subtracted.</param>
/// <param name="Difference">Mean over repeats, a fraction.</param>
/// <param name="Interval">95% interval of the mean.</param>
public sealed record GapPart(string Name, string From, string To, double Difference, Interval Interval);

/// <summary>What chance alone makes of a difference. Printed beside it, never subtracted.</summary>
/// <param name="Mean">Half-width of the interval of this study's mean.</param>
/// <param name="SingleRun">How far a single run's value lies from the truth by luck of its seed and rows, at 95%. Null when seeds are unknown.</param>
public sealed record NoiseFloor(double Mean, [property: System.Text.Json.Serialization.JsonPropertyName("single")] double? SingleRun);

/// <summary>One class in the test set, over the finished repeats.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Support">Test rows of the class, in one repeat.</param>
/// <param name="Precision">Share of the rows predicted as this class that are; null when none was.</param>
/// <param name="Recall">Share of the class's rows that were predicted as it; null when it has none.</param>
/// <param name="RecallInterval">95% interval of the recall by the study's one rule (Wilson for one repeat).</param>
/// <param name="F1">Harmonic mean of precision and recall; null when either is.</param>
public sealed record ClassResult(string Name, int Support, double? Precision, double? Recall, Interval? RecallInterval, double? F1);

/// <summary>A variant against another, paired by repeat.</summary>
public sealed record ComparisonResult
{
    /// <summary>The variant.</summary>
    public required string Variant { get; init; }

    /// <summary>What it is compared with.</summary>
    public required string Against { get; init; }

    /// <summary>
    /// <c>validation.accuracy</c> (on which a remedy is chosen), <c>test.accuracy</c>, <c>test.balancedAccuracy</c>, <c>test.logLoss</c>, <c>gap.total</c> (smaller is better for the last two).
    /// </summary>
    public required string Metric { get; init; }

    /// <summary>Mean over repeats of (variant - against).</summary>
    public required double MeanDifference { get; init; }

    /// <summary>95% crossed interval of the mean difference, not corrected. With one pair it knows the rows and not the seeds.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The pairs.</summary>
    public required int Pairs { get; init; }

    /// <summary>Two-sided p of the crossed interval's t, Holm-corrected over the scenario's variants on this metric; null with one pair.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>Two-sided exact sign-flip p over repeats, Holm-corrected likewise; null when the split varies or the repeats predict the same.</summary>
    public double? SeedP { get; init; }

    /// <summary><c>better</c>, <c>worse</c>, <c>equivalent</c> or <c>inconclusive</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>For <c>inconclusive</c>: what would decide it. Otherwise null.</summary>
    public string? Advice { get; init; }
}
