using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>Which training rows an epoch presents, and how often, so that classes are seen as often as the options ask for.</summary>
internal static class ClassSampling
{
    /// <summary>The rows of one epoch, ascending, not shuffled; a row that is drawn k times stands there k times in a row.</summary>
    /// <remarks>
    /// Over-sampling is as even as it can be: with n_c samples and a target of t, every sample stands there floor(t / n_c) times and
    /// t mod n_c of them, drawn without replacement, once more. A class without training samples stays without.
    /// </remarks>
    /// <param name="labels">The class of each training row.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="mode">How often each class is presented.</param>
    /// <param name="draws">The draws of the epoch, of the stream <c>sampling</c>; untouched where every row is taken once.</param>
    public static int[] EpochRows(IReadOnlyList<int> labels, int classes, SamplingMode mode, ref CounterRandom draws)
    {
        if (mode is SamplingMode.Natural or SamplingMode.Stratified)
        {
            return [.. Enumerable.Range(0, labels.Count)];
        }

        int[][] members = ClassMembers.Of(labels, classes);
        IEnumerable<int> sizes = members.Where(rows => rows.Length > 0).Select(rows => rows.Length);
        int target = mode switch
        {
            SamplingMode.Oversample => sizes.DefaultIfEmpty().Max(),
            SamplingMode.Undersample => sizes.DefaultIfEmpty().Min(),
            _ => throw new ArgumentOutOfRangeException(nameof(mode)),
        };

        List<int> chosen = [];
        foreach (int[] rows in members.Where(rows => rows.Length > 0))
        {
            for (int pass = 0; pass < target / rows.Length; pass++)
            {
                chosen.AddRange(rows);
            }

            draws.Shuffle(rows.AsSpan());
            chosen.AddRange(rows.AsSpan(0, target % rows.Length));
        }

        chosen.Sort();
        return [.. chosen];
    }
}
