using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Everything that a report shows: a study's result and the epochs of its finished trials. Renderers read nothing else.</summary>
/// <param name="Result">The content of <c>result.json</c>.</param>
/// <param name="Histories">The epochs by (variant, repeat); a trial without epochs is absent.</param>
public sealed record StudyReport(
    StudyResult Result,
    IReadOnlyDictionary<(string Variant, int Repeat), IReadOnlyList<EpochRow>> Histories)
{
    /// <summary>The pictures that the result names, fit for a page; empty where none were read.</summary>
    public EmbeddedPictures Pictures { get; init; } = EmbeddedPictures.None;

    /// <summary>The scenario itself; null when the result holds no variant at all.</summary>
    public VariantResult? Baseline => Result.Variants.Count > 0 ? Result.Variants[0] : null;

    /// <summary>Whether any trial of the baseline has measurements.</summary>
    public bool HasMeasurements => Baseline is { Summary.Count: > 0 };

    /// <summary>All trials in the order of the variants.</summary>
    public IEnumerable<TrialResult> Trials => Result.Variants.SelectMany(variant => variant.Trials);

    /// <summary>A variant's summary of one metric; null where there is none.</summary>
    public static MetricSummary? Metric(VariantResult? variant, string measurement, string metric = "accuracy") =>
        variant is not null && variant.Summary.TryGetValue(measurement, out var metrics) ? metrics.GetValueOrDefault(metric) : null;
}
