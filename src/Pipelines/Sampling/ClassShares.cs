using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// <c>data.classes</c>: which classes of a source are used, and which of their samples. Applied before the split; the samples keep their names and indexes in
/// the source, the classes get new indexes in the source's order.
/// </summary>
internal static class ClassShares
{
    private const int NamesShown = 20;

    /// <summary>The classes that are used, in the source's order; a problem for each name that the source has not.</summary>
    /// <param name="shares">The option; null for all classes.</param>
    /// <param name="known">The classes of the training source.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static IReadOnlyList<string> Names(IReadOnlyDictionary<string, double>? shares, IReadOnlyList<string> known, List<Problem> problems)
    {
        if (shares is null)
        {
            return known;
        }

        foreach (string unknown in shares.Keys.Where(name => !known.Contains(name)))
        {
            problems.Add(Unknown("data.classes", unknown, known));
        }

        return [.. known.Where(shares.ContainsKey)];
    }

    /// <summary>A class that a configuration names and the data have not.</summary>
    public static Problem Unknown(string where, string name, IReadOnlyList<string> known)
    {
        string shown = string.Join(", ", known.Take(NamesShown).Select(other => $"\"{other}\""));
        string more = known.Count > NamesShown ? string.Create(CultureInfo.InvariantCulture, $" and {known.Count - NamesShown} more") : "";
        return new Problem(where, $"a class of the training source: {shown}{more}", $"\"{name}\"", NearestName.Suggestion(name, known));
    }

    /// <summary>
    /// The indexes of the samples that are kept, ascending: of each named class its share, rounded, and at least one sample.
    /// </summary>
    /// <param name="shares">The option; null for all samples.</param>
    /// <param name="labels">The class of each sample by name.</param>
    /// <param name="seeds">The trial's seeds.</param>
    /// <param name="draw">Which source it is.</param>
    public static IReadOnlyList<int> Kept(IReadOnlyDictionary<string, double>? shares, IReadOnlyList<string> labels, TrialSeeds seeds, DataDraw draw)
    {
        IEnumerable<int> all = Enumerable.Range(0, labels.Count);
        if (shares is null)
        {
            return new IndexRange(labels.Count);
        }

        List<int> kept = [];
        foreach (IGrouping<string, int> samples in all.GroupBy(index => labels[index]))
        {
            if (shares.TryGetValue(samples.Key, out double share))
            {
                int count = samples.Count();
                int part = Math.Max(1, (int)Math.Round(share * count, MidpointRounding.AwayFromZero));
                kept.AddRange(part >= count ? samples : DataDraws.Ranked(seeds, draw, samples).Take(part));
            }
        }

        return [.. kept.Order()];
    }

    /// <summary>Values of kept samples spread over the whole source again, where the others have <paramref name="absent"/>.</summary>
    public static int[] Spread(IReadOnlyList<int> kept, IReadOnlyList<int> values, int count, int absent)
    {
        int[] spread = new int[count];
        Array.Fill(spread, absent);
        for (int position = 0; position < kept.Count; position++)
        {
            spread[kept[position]] = values[position];
        }

        return spread;
    }
}
