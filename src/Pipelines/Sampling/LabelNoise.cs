using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// <c>data.labelNoise</c>: makes labels wrong, as many as asked and not one more. Which ones, and what they become, is drawn for each sample of the source: a
/// higher rate adds to the wrong labels of a lower one, and another split leaves nearly the same labels wrong.
/// </summary>
/// <param name="Labels">The class of each sample of the training source, wrong ones included.</param>
/// <param name="Wrong">The samples whose labels were made wrong.</param>
/// <param name="Affected">The number of labels of which the rate is a share.</param>
internal sealed record LabelNoise(IReadOnlyList<int> Labels, IReadOnlySet<int> Wrong, int Affected)
{
    /// <summary>The labels with noise.</summary>
    /// <param name="noise">The options.</param>
    /// <param name="labels">The class of each sample of the training source.</param>
    /// <param name="classes">The class names.</param>
    /// <param name="eligible">The samples whose labels may become wrong: all of the training source but test samples.</param>
    /// <param name="seeds">The trial's seeds.</param>
    /// <param name="problems">Receives what is wrong with the options.</param>
    public static LabelNoise Plant(
        LabelNoiseOptions noise, IReadOnlyList<int> labels, IReadOnlyList<string> classes, IEnumerable<int> eligible, TrialSeeds seeds, List<Problem> problems)
    {
        int[] noisy = [.. labels];
        List<int>[] partners = Partners(noise, classes, problems);
        int[] affected = [.. eligible.Where(sample => partners[labels[sample]].Count > 0)];
        int count = (int)Math.Round(noise.Rate * affected.Length, MidpointRounding.AwayFromZero);
        int[] wrong = DataDraws.Ranked(seeds, DataDraw.LabelNoise, affected)[..count];
        foreach (int sample in wrong)
        {
            CounterRandom draws = DataDraws.Of(seeds, DataDraw.LabelNoise, sample);
            _ = draws.NextDouble(); // what ranked the sample
            List<int> others = partners[labels[sample]];
            noisy[sample] = others[draws.NextInt(others.Count)];
        }

        return new LabelNoise(noisy, wrong.ToHashSet(), affected.Length);
    }

    /// <summary>What a user reads about it: how many labels are wrong in all, and in each set.</summary>
    public string Note(SampleSplit split)
    {
        IEnumerable<string> sets = new (string Name, IReadOnlyList<int> Samples)[]
        {
            ("train", split.Train), ("selection", split.Selection), ("validation", split.Validation),
        }
        .Where(set => set.Samples.Count > 0)
        .Select(set => string.Create(CultureInfo.InvariantCulture, $"{set.Samples.Count(Wrong.Contains)} of {set.Samples.Count} in {set.Name}"));
        return string.Create(CultureInfo.InvariantCulture, $"data.labelNoise made {Wrong.Count} of {Affected} labels wrong: {string.Join(", ", sets)}.");
    }

    /// <summary>For each class the ones that it may be mistaken for.</summary>
    private static List<int>[] Partners(LabelNoiseOptions noise, IReadOnlyList<string> classes, List<Problem> problems)
    {
        IEnumerable<int> all = Enumerable.Range(0, classes.Count);
        if (noise.Pairs is not { } pairs)
        {
            return [.. all.Select(label => all.Where(other => other != label).ToList())];
        }

        List<int>[] partners = [.. all.Select(_ => new List<int>())];
        Dictionary<string, int> indexes = all.ToDictionary(index => classes[index], StringComparer.Ordinal);
        for (int index = 0; index < pairs.Count; index++)
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"data.labelNoise.pairs[{index}]");
            problems.AddRange(pairs[index].Where(name => !indexes.ContainsKey(name)).Select(name => ClassShares.Unknown(where, name, classes)));
            if (pairs[index] is not [string first, string second] || first == second)
            {
                problems.Add(new Problem(where, "two different classes", $"[{string.Join(", ", pairs[index].Select(name => $"\"{name}\""))}]"));
            }
            else if (indexes.TryGetValue(first, out int one) && indexes.TryGetValue(second, out int other) && !partners[one].Contains(other))
            {
                partners[one].Add(other);
                partners[other].Add(one);
            }
        }

        return partners;
    }
}
