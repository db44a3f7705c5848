namespace MlPipelines.Studies;

/// <summary>The scores of candidates as the model is fitted to them: mean 0, variance 1, none so bad that it hides the others.</summary>
internal static class ObservedScores
{
    /// <summary>The model's score of every candidate, in their order; null when fewer than two different ones finished, so that nothing can be fitted.</summary>
    /// <remarks>
    /// <para>A pruned candidate has the score of its last epoch, which says less than a final one: mostly too bad, because its loss was still falling, sometimes too
    /// good. It lost against the median, so it counts as no better than the median of those that finished.</para>
    /// <para>A loss of a diverged training can be a thousand times any other, and the model would see nothing but it: scores are cut off as far above the median as three
    /// times the distance from the best to the median. Only then a candidate that failed gets a score: worse than the worst by a quarter of the range.</para>
    /// </remarks>
    public static double[]? Standardised(IReadOnlyList<ScoredCandidate> candidates)
    {
        double[] finished = [.. Scores(candidates.Where(candidate => !candidate.IsPruned))];
        finished = finished.Length > 0 ? finished : [.. Scores(candidates)];
        if (finished.Distinct().Count() < 2)
        {
            return null;
        }

        double median = Median(finished);
        double best = finished.Min();
        double limit = median > best ? median + (3 * (median - best)) : finished.Max();
        double?[] cut = [.. candidates.Select(candidate =>
            candidate.Score is { } score && double.IsFinite(score) ? Math.Min(limit, candidate.IsPruned ? Math.Max(median, score) : score) : (double?)null)];
        double worst = cut.Max()!.Value;
        double[] filled = [.. cut.Select(score => score ?? (worst + (0.25 * (worst - best))))];
        double mean = filled.Average();
        double deviation = Math.Sqrt(filled.Average(score => (score - mean) * (score - mean)));
        return [.. filled.Select(score => (score - mean) / deviation)];
    }

    /// <summary>The median.</summary>
    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        double lower = sorted[(sorted.Length - 1) / 2];
        double upper = sorted[sorted.Length / 2];
        return lower.Equals(upper) ? lower : (lower + upper) / 2;
    }

    private static IEnumerable<double> Scores(IEnumerable<ScoredCandidate> candidates) =>
        candidates.Where(candidate => candidate.Score is { } score && double.IsFinite(score)).Select(candidate => candidate.Score!.Value);
}
