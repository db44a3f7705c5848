using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>
/// The median rule (Golovin et al. 2017, section 3.2.2): a candidate is stopped after an epoch when it is worse than the median of what earlier candidates had after
/// as many epochs.
/// </summary>
/// <remarks>
/// A candidate that was pruned counts at the epochs that it trained. Without it, later medians would be those of the survivors at every epoch, and the rule would
/// grow stricter with every candidate. A candidate that failed never counts.
/// </remarks>
internal static class MedianRule
{
    /// <summary>The limits, as <see cref="SearchStep.Limits"/> describes them.</summary>
    public static IReadOnlyList<double>? Limits(PruneOptions options, IReadOnlyList<ScoredCandidate> earlier)
    {
        IReadOnlyList<double>[] curves =
            [.. earlier.Where(candidate => candidate.Score is not null).Select(candidate => candidate.EpochScores)];
        if (curves.Length < options.After)
        {
            return null;
        }

        int epochs = curves.Max(curve => curve.Count);
        return [.. Enumerable.Range(0, epochs).Select(epoch => epoch + 1 < options.Epochs ? double.PositiveInfinity : Limit(curves, epoch, options.After))];
    }

    /// <summary>The median after an epoch; none where fewer curves than <c>after</c> came so far, for the reason that <c>after</c> exists.</summary>
    private static double Limit(IReadOnlyList<double>[] curves, int epoch, int after)
    {
        double[] scores = [.. curves.Where(curve => curve.Count > epoch).Select(curve => double.IsNaN(curve[epoch]) ? double.PositiveInfinity : curve[epoch])];
        return scores.Length < after ? double.PositiveInfinity : ObservedScores.Median(scores);
    }
}
