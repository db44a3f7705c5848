using System.Text.Json.Nodes;

namespace MlPipelines.Evaluation;

/// <summary>The search of one variant.</summary>
public sealed record SearchResult
{
    /// <summary>The variant.</summary>
    public required string Variant { get; init; }

    /// <summary><c>grid</c>, <c>random</c> or <c>bayesian</c>.</summary>
    public required string Strategy { get; init; }

    /// <summary>What was optimised: <c>selection.logLoss</c>, ...</summary>
    public required string Objective { get; init; }

    /// <summary>Whether more is better.</summary>
    public required bool MoreIsBetter { get; init; }

    /// <summary>The candidates in the order of their numbers.</summary>
    public required IReadOnlyList<SearchCandidate> Candidates { get; init; }

    /// <summary>The number of the best candidate; null when none finished.</summary>
    public int? Best { get; init; }

    /// <summary>The best score after each candidate: entry n is the best of candidates 0..n; null before the first that finished.</summary>
    public required IReadOnlyList<double?> BestSoFar { get; init; }

    /// <summary>Epochs that all candidates trained together.</summary>
    public required int Epochs { get; init; }

    /// <summary>Epochs that they would have trained without pruning.</summary>
    public required int EpochsWithoutPruning { get; init; }
}

/// <summary>One candidate of a search.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Round">The round in which it was proposed, from 0.</param>
/// <param name="Values">The searched options: path → value.</param>
/// <param name="Score">The objective on the selection set; null when the candidate failed.</param>
/// <param name="Epochs">Epochs that it trained; null for a trainer without epochs.</param>
/// <param name="Pruned">Whether it was stopped early; its score is then that of its last epoch, and it is never the best.</param>
/// <param name="Failure">Why it failed, or null.</param>
/// <param name="Seconds">Wall seconds.</param>
public sealed record SearchCandidate(
    int Number, int Round, JsonObject Values, double? Score, int? Epochs, bool Pruned, string? Failure, double Seconds);
