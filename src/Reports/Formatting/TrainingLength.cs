using System.Text.Json.Nodes;
using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>How many epochs early stopping saved: those that a variant may train, as its configuration says, less those that it trained.</summary>
public static class TrainingLength
{
    private const string Path = "training.epochs";

    /// <summary>The epochs that a variant may train; null where its configuration does not say.</summary>
    public static int? Configured(StudyResult result, VariantResult variant)
    {
        var search = result.Searches.FirstOrDefault(search => search.Variant == variant.Name);
        var chosen = search?.Candidates.FirstOrDefault(candidate => candidate.Number == search.Best)?.Values[Path];
        return Whole(chosen) ?? Whole(Epochs(variant.Patch)) ?? Whole(Epochs(result.Provenance.Configuration));
    }

    /// <summary>The share of them that was saved by stopping early, on average; null when no repeat stopped early.</summary>
    public static double? Saved(StudyResult result, VariantResult variant) =>
        variant.Trials.Any(trial => trial.StoppedEarly) && Configured(result, variant) is > 0 and var configured && variant.Dynamics is { } dynamics && dynamics.Epochs.Mean <= configured
            ? 1 - (dynamics.Epochs.Mean / configured)
            : null;

    private static JsonNode? Epochs(JsonObject? configuration) => (configuration?["training"] as JsonObject)?["epochs"];

    private static int? Whole(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var epochs) ? epochs : null;
}
