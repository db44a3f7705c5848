using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The best score so far against the number of candidates, a line per search of the same objective.</summary>
public static class SearchChart
{
    /// <summary>Builds the chart; null when no candidate of any of them finished.</summary>
    public static XyChartModel? Build(IReadOnlyList<SearchResult> searches, int index)
    {
        IReadOnlyList<XySeries> series =
        [
            .. searches.Take(XyChartModel.VariantStyles).Select((search, place) => new XySeries(
                Name(search),
                XyChartModel.VariantStyle(place),
                [.. search.BestSoFar.Select((score, number) => (score, number)).Where(entry => entry.score is { } score && double.IsFinite(score)).Select(entry =>
                    new XyPoint(entry.number + 1, entry.score!.Value, null, $"after {Figures.Of(entry.number + 1, "candidate")}: {Figures.Number(entry.score)}"))])
            { HasDots = false }),
        ];
        if (series.All(line => line.Points.Count == 0))
        {
            return null;
        }

        var objective = Objective(searches[0]);
        return new XyChartModel
        {
            Id = $"search-{Figures.Plain(index)}",
            Title = $"Best {objective} so far, {(searches[0].MoreIsBetter ? "more" : "less")} is better",
            Description = string.Join("; ", searches.Select(search =>
                $"{Name(search)}: {Figures.Number(BestScore(search))} after {Figures.Of(search.Candidates.Count, "candidate")}")) + ".",
            X = Axis.Epochs(Math.Max(2, searches.Max(search => search.BestSoFar.Count))),
            XTitle = "candidates",
            Y = Axis.Numbers(series.SelectMany(line => line.Points).Select(point => point.Y), value => Figures.Number(value)),
            Series = series,
            Numbers = Numbers(searches, objective),
        };
    }

    /// <summary>A search in a line: its variant and its strategy.</summary>
    public static string Name(SearchResult search) =>
        search.Variant == search.Strategy ? search.Variant : $"{DisplayName.Shorten(search.Variant, 40)} ({DisplayName.Shorten(search.Strategy, 20)})";

    /// <summary>What a search optimised, in words.</summary>
    public static string Objective(SearchResult search) => search.Objective switch
    {
        "selection.logLoss" => "selection log loss",
        "selection.accuracy" => "selection accuracy",
        "selection.balancedAccuracy" => "selection balanced accuracy",
        "selection.macroF1" => "selection macro F1",
        _ => search.Objective,
    };

    /// <summary>The best candidate; null when none finished.</summary>
    public static SearchCandidate? Best(SearchResult search) => search.Candidates.FirstOrDefault(candidate => candidate.Number == search.Best);

    /// <summary>The best score; null when no candidate finished.</summary>
    public static double? BestScore(SearchResult search) => Best(search)?.Score ?? search.BestSoFar.LastOrDefault(score => score is not null);

    /// <summary>Searched values in a line: <c>learningRate 0.003, batchSize 32</c>.</summary>
    public static string Values(JsonObject values) => values.Count == 0
        ? Figures.Missing
        : string.Join(", ", values.Select(pair => $"{DisplayName.Shorten(pair.Key.Split('.')[^1], 40)} {Value(pair.Value)}"));

    /// <summary>The best candidate of every search, what the search cost, and what the chosen values are worth on test.</summary>
    public static NumbersTable Summary(StudyResult result) => new(
        "The best candidate of each search",
        ["Variant", "Strategy", "Best score", "Values", "Candidates", "Pruned", "Failed", "Epochs", "Saved by pruning", "Test accuracy", "95% interval"],
        [
            .. result.Searches.Select(search => (IReadOnlyList<string>)
            [
                search.Variant,
                search.Strategy,
                Figures.Number(BestScore(search)),
                Best(search) is { } best ? Values(best.Values) : Figures.Missing,
                Figures.Count(search.Candidates.Count),
                Figures.Count(search.Candidates.Count(candidate => candidate.Pruned)),
                Figures.Count(search.Candidates.Count(candidate => candidate.Failure is not null)),
                Figures.Count(search.Epochs),
                Figures.Count(search.EpochsWithoutPruning - search.Epochs),
                Figures.Percent(Test(result, search)?.Mean, Figures.Decimals(Test(result, search)?.Interval)),
                Figures.PercentInterval(Test(result, search)?.Interval),
            ]),
        ]);

    /// <summary>Test accuracy of the chosen values; null when they were not trained.</summary>
    public static MetricSummary? Test(StudyResult result, SearchResult search) =>
        StudyReport.Metric(result.Variants.FirstOrDefault(variant => variant.Name == search.Variant), MeasurementNames.Test);

    private static string Value(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number
        ? Figures.Number(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture))
        : DisplayName.Shorten(value?.ToString() ?? "null", 40);

    private static NumbersTable Numbers(IReadOnlyList<SearchResult> searches, string objective) => new(
        $"Best {objective} after each candidate",
        ["Candidates", .. searches.Select(Name)],
        [
            .. Enumerable.Range(0, searches.Max(search => search.BestSoFar.Count)).Select(number => (IReadOnlyList<string>)
            [
                Figures.Plain(number + 1),
                .. searches.Select(search => number < search.BestSoFar.Count ? Figures.Number(search.BestSoFar[number]) : Figures.Missing),
            ]),
        ]);
}
