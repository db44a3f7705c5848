using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Studies;

namespace MlPipelines.Bench;

/// <summary>A whole search in rounds, as a study runs it.</summary>
internal static class SearchTrace
{
    /// <summary>Searches a function; null stands for a candidate that fails.</summary>
    public static IReadOnlyList<ScoredCandidate> Of(SearchOptions options, int seed, Func<JsonObject, int, double?> score)
    {
        List<ScoredCandidate> candidates = [];
        while (SearchStep.Next(options, seed, candidates) is { Count: > 0 } round)
        {
            candidates.AddRange(round.Select((values, index) => new ScoredCandidate(values, score(values, candidates.Count + index), false, [])).ToArray());
        }

        return candidates;
    }

    /// <summary>How far above the least value the chosen candidate of a function is, noise apart: the simple regret.</summary>
    public static double Regret(SearchFunction function, SearchStrategy strategy, int seed, int parallel)
    {
        SearchOptions options = new() { Strategy = strategy, Trials = function.Trials, Parallel = parallel, Space = function.Space };
        IReadOnlyList<ScoredCandidate> candidates = Of(options, seed, (values, number) =>
            function.Value(values) + (function.Noise * new CounterRandom(seed, 1, RandomStream.Data, 0, number).NextNormal()));
        return function.Value(candidates.MinBy(candidate => candidate.Score)!.Values) - function.Least;
    }
}
