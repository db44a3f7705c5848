namespace MlPipelines.Evaluation;

/// <summary>
/// The first-order and the total effect of one random stream. With <c>Y(s, u)</c> the test accuracy under the stream's draws s and all other draws u,
/// the first-order
/// effect is the root of <c>Cov(Y(s, u), Y(s, u'))</c>, what s does whatever u is, and the total effect the root of <c>E_u Var_s(Y)</c>, what s does
/// by itself and by
/// its interactions. They are equal without interactions; neither adds up over streams.
/// </summary>
internal static class StreamEffects
{
    /// <summary>The fewest groups from which a spread is estimated, for either effect.</summary>
    public const int FewestGroups = 3;

    /// <summary>The effect of the stream; null when fewer than <see cref="FewestGroups"/> groups of runs are left for one of the two.</summary>
    /// <param name="stream">The stream's name.</param>
    /// <param name="baseline">Repeat → test accuracy of the run in which everything is the repeat's own.</param>
    /// <param name="runs">The runs of this stream.</param>
    public static StreamEffect? Of(string stream, IReadOnlyDictionary<int, double> baseline, IReadOnlyList<ComponentRun> runs)
    {
        IReadOnlyList<double[]> sharing = Groups(baseline, runs.Where(run => run.SharesOnly));
        IReadOnlyList<double[]> changing = Groups(baseline, runs.Where(run => !run.SharesOnly));
        if (sharing.Count < FewestGroups || changing.Count < FewestGroups)
        {
            return null;
        }

        var shared = OneWayComponents.Of(sharing);
        Interval variance = shared.BetweenInterval();
        var changed = OneWayComponents.Of(changing);
        double total = Math.Sqrt(changed.WithinVariance);
        return new StreamEffect(
            stream,
            Math.Sqrt(Math.Max(0, shared.BetweenVariance)),
            new Interval(Math.Sqrt(variance.Lower), Math.Sqrt(variance.Upper)),
            sharing.Sum(group => group.Length - 1),
            total,
            DeviationInterval.Of(total, changed.WithinFreedom),
            changing.Count);
    }

    /// <summary>
    /// The accuracies by base, that of the base itself included. A base that did not finish still groups its runs: they share with each other what they share
    /// with it. A value that is alone says nothing about a group.
    /// </summary>
    public static IReadOnlyList<double[]> Groups(IReadOnlyDictionary<int, double> baseline, IEnumerable<ComponentRun> runs) =>
    [
        .. runs.GroupBy(run => run.Base).OrderBy(group => group.Key)
            .Select(group => (double[])[.. Own(baseline, group.Key), .. group.Select(run => run.Accuracy)])
            .Where(group => group.Length > 1),
    ];

    private static IEnumerable<double> Own(IReadOnlyDictionary<int, double> baseline, int repeat) =>
        baseline.TryGetValue(repeat, out double accuracy) ? [accuracy] : [];
}
