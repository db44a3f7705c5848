using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>The next step of a search: a function of its options, its seed and what earlier candidates scored, whoever asks and whenever.</summary>
internal static class SearchStep
{
    /// <summary>The next candidates.</summary>
    /// <param name="options">The search.</param>
    /// <param name="seed">The study's seed.</param>
    /// <param name="earlier">All candidates of earlier rounds in the order of their numbers.</param>
    /// <returns>
    /// At most <c>parallel</c> candidates as values (path → value), none when <c>trials</c> are used up, or the grid is, or every combination of a space without
    /// continuous numbers has been tried: a candidate trains with the same draws, so the same values would score the same again.
    /// </returns>
    public static IReadOnlyList<JsonObject> Next(SearchOptions options, int seed, IReadOnlyList<ScoredCandidate> earlier)
    {
        int count = Math.Min(options.Parallel, options.Trials - earlier.Count);
        if (count <= 0)
        {
            return [];
        }

        SearchSpace space = SearchSpace.Of(options);
        IReadOnlyList<double[]> points = options.Strategy switch
        {
            SearchStrategy.Grid => [.. GridSearch.Points(space, options.Trials).Skip(earlier.Count).Take(count)],
            SearchStrategy.Random => RandomSearch.Next(space, seed, count, [.. earlier.Select(candidate => space.PointOf(candidate.Values))]),
            SearchStrategy.Bayesian => BayesianSearch.Next(space, seed, count, earlier),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Strategy, "unknown search strategy"),
        };
        return [.. points.Select(space.ValuesAt)];
    }

    /// <summary>The scores after each epoch beyond which the next candidates are stopped; null when nothing is pruned yet.</summary>
    /// <param name="options">The search.</param>
    /// <param name="earlier">All candidates of earlier rounds.</param>
    /// <returns>Entry e: the limit after epoch e (from 0), less being better; positive infinity where there is none.</returns>
    public static IReadOnlyList<double>? Limits(SearchOptions options, IReadOnlyList<ScoredCandidate> earlier) =>
        options.Prune is { } prune ? MedianRule.Limits(prune, earlier) : null;
}
