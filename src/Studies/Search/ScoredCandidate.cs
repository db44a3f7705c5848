using System.Text.Json.Nodes;

namespace MlPipelines.Studies;

/// <summary>A candidate that was trained.</summary>
/// <param name="Values">Its values: path → value.</param>
/// <param name="Score">Its score, less being better whatever the objective; null when it failed.</param>
/// <param name="IsPruned">Whether it was stopped early, so that its score is of an earlier epoch.</param>
/// <param name="EpochScores">Its score after each epoch; empty for a trainer without epochs.</param>
internal sealed record ScoredCandidate(JsonObject Values, double? Score, bool IsPruned, IReadOnlyList<double> EpochScores);
