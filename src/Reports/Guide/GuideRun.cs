using System.Text.Json.Nodes;
using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>What was run, and on what machine, in Markdown.</summary>
internal static class GuideRun
{
    /// <summary>What two results must have in common to be described together.</summary>
    public static string Machine(StudyResult result) => string.Join(
        " / ", result.Provenance.Version, result.Provenance.OperatingSystem, result.Provenance.Runtime, result.Provenance.Processors, result.Provenance.Engine);

    /// <summary>The machine, the size and the days of several results.</summary>
    /// <param name="results">Results of one machine.</param>
    /// <param name="all">The number of all results of the guide.</param>
    public static string Describe(IReadOnlyList<StudyResult> results, int all)
    {
        var provenance = results[0].Provenance;
        var (first, last) = (results.Min(result => result.Provenance.Started), results.Max(result => result.Provenance.Finished));
        var days = Day(first) == Day(last) ? $"on {Day(first)}" : $"from {Day(first)} to {Day(last)}";
        var sizes = string.Join(" and ", results.Select(result => result.Size).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var took = results.Sum(result => (result.Provenance.Finished - result.Provenance.Started).TotalSeconds);
        var which = results.Count == all ? $"{(all == 1 ? "The scenario was" : "All scenarios were")} run" : $"{Figures.Of(results.Count, "scenario was", "scenarios were")} run";
        return $"{which} {days} at size {MarkdownText.Escape(sizes, 40)} by version {MarkdownText.Escape(provenance.Version, 60)} on {MarkdownText.Escape(provenance.OperatingSystem, 120)} "
            + $"with {Figures.Of(provenance.Processors, "processor")}, {MarkdownText.Escape(provenance.Engine, 160)}, {MarkdownText.Escape(provenance.Runtime, 60)}, in {Figures.Duration(took)}.";
    }

    /// <summary>Data, model, variants, repeats and the command.</summary>
    public static string What(StudyResult result)
    {
        var sets = string.Join(", ", result.Dataset.Counts.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{Figures.Count(pair.Value.Sum(count => (long)count))} {PlainWords.Set(pair.Key).ToLowerInvariant()}"));
        var variants = result.Variants.Count > 1 ? $"; {Figures.Of(result.Variants.Count - 1, "variant")} beside the baseline" : "";
        return $"Run: {MarkdownText.Escape(result.Dataset.Kind, 40)} data, {MarkdownText.Escape(result.Dataset.Shape, 60)}, {Figures.Of(result.Dataset.Classes.Count, "class", "classes")} ({MarkdownText.Escape(sets, 200)}); "
            + $"{Model(result.Provenance.Configuration)}{variants}; {Repeats(result)} repeats; {Figures.Duration((result.Provenance.Finished - result.Provenance.Started).TotalSeconds)}. "
            + $"Again: {MarkdownText.Code(result.Provenance.Command)}";
    }

    /// <summary>The planned repeats of each variant: <c>6</c>, or <c>3 to 30</c> where they differ.</summary>
    public static string Repeats(StudyResult result)
    {
        var counts = result.Variants.Select(variant => variant.Trials.Count).DefaultIfEmpty(0).ToList();
        return counts.Min() == counts.Max() ? Figures.Plain(counts.Min()) : $"{Figures.Plain(counts.Min())} to {Figures.Plain(counts.Max())}";
    }

    private static string Model(JsonObject configuration)
    {
        if (configuration["model"] is not JsonObject model)
        {
            return "model unknown";
        }

        var type = Text(model["type"]) ?? "network";
        return Text(model["preset"]) is { } preset ? $"model {MarkdownText.Escape(type, 40)} {MarkdownText.Escape(preset, 40)}" : $"model {MarkdownText.Escape(type, 40)}";
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Day(DateTimeOffset moment) => Figures.Moment(moment)[..10];
}
