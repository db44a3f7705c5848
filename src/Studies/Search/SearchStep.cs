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
    /// <returns>At most <c>parallel</c> candidates as values (path → value), none when <c>trials</c> are used up or the grid is.</returns>
    public static IReadOnlyList<JsonObject> Next(SearchOptions options, int seed, IReadOnlyList<ScoredCandidate> earlier) =>
        throw new NotSupportedException($"{options} {seed} {earlier}");

    /// <summary>The scores after each epoch beyond which the next candidates are stopped; null when nothing is pruned yet.</summary>
    /// <param name="options">The search.</param>
    /// <param name="earlier">All candidates of earlier rounds.</param>
    /// <returns>Entry e: the limit after epoch e (from 0), less being better; positive infinity where there is none.</returns>
    public static IReadOnlyList<double>? Limits(SearchOptions options, IReadOnlyList<ScoredCandidate> earlier) =>
        throw new NotSupportedException($"{options} {earlier}");
}

/// <summary>A candidate that was trained.</summary>
/// <param name="Values">Its values: path → value.</param>
/// <param name="Score">Its score, less being better whatever the objective; null when it failed.</param>
/// <param name="IsPruned">Whether it was stopped early, so that its score is of an earlier epoch.</param>
/// <param name="EpochScores">Its score after each epoch; empty for a trainer without epochs.</param>
internal sealed record ScoredCandidate(JsonObject Values, double? Score, bool IsPruned, IReadOnlyList<double> EpochScores);
