using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Accuracy and gap against swept values.</summary>
internal static class SweepConclusion
{
    /// <summary>The option whose sweep is a learning curve.</summary>
    private const string TrainSize = "data.trainSize";

    /// <summary>Every swept option with its points.</summary>
    public static IReadOnlyList<SweepResult> Of(
        StudyConfiguration study, DatasetResult dataset, IReadOnlyList<VariantScores> variants, IReadOnlyList<VariantResult> results)
    {
        string[] paths = [.. study.Variants.Select(variant => variant.SweptPath).OfType<string>().Distinct()];
        return [.. paths.Select(path => OfPath(path, study, dataset, variants, results))];
    }

    private static SweepResult OfPath(
        string path, StudyConfiguration study, DatasetResult dataset, IReadOnlyList<VariantScores> variants, IReadOnlyList<VariantResult> results)
    {
        var values = new List<(string Variant, JsonNode Value)>();
        foreach (VariantConfiguration variant in study.Variants.Where(variant => variant.SweptPath == path))
        {
            // The patch has the value as its author wrote it; "null" there takes the option away.
            if ((SweptValue.At(variant.Patch, path) ?? SweptValue.Of(variant.Options, path)) is { } value)
            {
                values.Add((variant.Name, value));
            }
        }

        // A variant that has the baseline's value is the same training with the same seeds; one point for both.
        if (BaselineValue(path, study.Baseline, dataset) is { } own && !values.Any(value => AreEqual(value.Value, own)))
        {
            values.Insert(0, (VariantResult.Baseline, own));
        }

        SweepPoint[] points = [.. values.Select(value => Point(value.Variant, value.Value, results))];
        if (points.All(point => point.Value is not null))
        {
            points = [.. points.OrderBy(point => point.Value)];
        }

        return new SweepResult
        {
            Path = path,
            Points = points,
            LearningCurve = path != TrainSize ? null : LearningCurveConclusion.Of(points.Where(point => point.Value is not null)
                .Select(point => (point.Value!.Value, variants.Single(variant => variant.Name == point.Variant)))),
        };
    }

    /// <summary>
    /// All training samples, where <c>data.trainSize</c> leaves none out; the default, where the object that holds the option is absent: no <c>corrupt</c> is a blur of 0.
    /// </summary>
    private static JsonNode? BaselineValue(string path, ScenarioOptions baseline, DatasetResult dataset) =>
        SweptValue.Of(baseline, path) is { } value ? value
        : path == TrainSize && dataset.Counts.TryGetValue("train", out IReadOnlyList<int>? counts) ? JsonValue.Create(counts.Sum())
        : ScenarioJson.DefaultAt(baseline, path);

    private static bool AreEqual(JsonNode first, JsonNode second) =>
        SweptValue.Number(first) is { } number ? number == SweptValue.Number(second) : JsonNode.DeepEquals(first, second);

    private static SweepPoint Point(string variant, JsonNode value, IReadOnlyList<VariantResult> results)
    {
        VariantResult result = results.Single(candidate => candidate.Name == variant);
        return new SweepPoint(
            variant,
            SweptValue.Label(value),
            SweptValue.Number(value),
            Accuracy(result, MeasurementNames.TrainClean),
            Accuracy(result, MeasurementNames.Test),
            result.Gap?.Total);
    }

    private static MetricSummary? Accuracy(VariantResult result, string measurement) =>
        result.Summary.TryGetValue(measurement, out IReadOnlyDictionary<string, MetricSummary>? metrics) ? metrics["accuracy"] : null;
}
