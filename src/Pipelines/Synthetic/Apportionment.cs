using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>The classes of generated samples: as many of each as its share says, in random order.</summary>
internal static class Apportionment
{
    /// <summary>Whole numbers that add up to the total, nearest to the shares by the method of largest remainders; of equal remainders the first class gets one more.</summary>
    public static int[] Counts(IReadOnlyList<double> shares, int total)
    {
        double sum = shares.Sum();
        double[] quotas = [.. shares.Select(share => share / sum * total)];

        // Rounded before the floor: 0.29 of 100 is 28.999999999999996 in binary.
        int[] counts = [.. quotas.Select(quota => (int)Math.Floor(Math.Round(quota, 6)))];
        int missing = total - counts.Sum();
        foreach (int index in Enumerable.Range(0, counts.Length).OrderByDescending(index => Math.Round(quotas[index] - counts[index], 6)).Take(missing))
        {
            counts[index]++;
        }

        return counts;
    }

    /// <summary>A class for each sample: as many of each as the counts say, shuffled.</summary>
    public static int[] Shuffled(IReadOnlyList<int> counts, TrialSeeds seeds, DataDraw draw)
    {
        int[] labels = [.. counts.SelectMany((count, label) => Enumerable.Repeat(label, count))];
        DataDraws.Of(seeds, draw).Shuffle(labels.AsSpan());
        return labels;
    }
}
