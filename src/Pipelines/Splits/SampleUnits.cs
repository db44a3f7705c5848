namespace MlPipelines.Pipelines;

/// <summary>
/// What a split moves as a whole: samples with equal content, and with them samples of the same group. The relation is the transitive
/// union of both, so a copy that lies in two groups joins them.
/// </summary>
internal static class SampleUnits
{
    /// <summary>
    /// The units, each as ascending sample indexes. Their order is that of their least content hash, which belongs to one unit only: it does
    /// not depend on the order of the samples, and neither does a shuffle of it.
    /// </summary>
    /// <param name="contentHashes">A hash of each sample's content.</param>
    /// <param name="groups">The group of each sample, or null.</param>
    public static int[][] Of(IReadOnlyList<ulong> contentHashes, IReadOnlyList<string>? groups)
    {
        int[] parents = [.. Enumerable.Range(0, contentHashes.Count)];
        Join(parents, contentHashes);
        if (groups is not null)
        {
            Join(parents, groups);
        }

        return
        [
            .. Enumerable.Range(0, parents.Length)
                .GroupBy(sample => Root(parents, sample))
                .OrderBy(unit => unit.Min(sample => contentHashes[sample]))
                .Select(unit => unit.ToArray()),
        ];
    }

    private static void Join<T>(int[] parents, IReadOnlyList<T> values)
        where T : notnull
    {
        Dictionary<T, int> firsts = new(values.Count);
        for (int sample = 0; sample < values.Count; sample++)
        {
            if (!firsts.TryAdd(values[sample], sample))
            {
                parents[Root(parents, sample)] = Root(parents, firsts[values[sample]]);
            }
        }
    }

    private static int Root(int[] parents, int sample)
    {
        while (parents[sample] != sample)
        {
            parents[sample] = parents[parents[sample]];
            sample = parents[sample];
        }

        return sample;
    }
}
