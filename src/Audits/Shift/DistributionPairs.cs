using MlPipelines.Evaluation;

namespace MlPipelines.Audits;

/// <summary>Histograms of two sets over the same bins.</summary>
internal static class DistributionPairs
{
    /// <summary>Enough to show two humps, few enough to read on a phone; chosen here.</summary>
    private const int MostBins = 24;

    /// <summary>Rows beyond these quantiles of both sets together would press the rest to a line; they count in the outermost bins.</summary>
    private const double Tail = 0.005;

    /// <summary>Counts the shares of each bin; null where all numbers are equal.</summary>
    /// <param name="from">The numbers of the first set in ascending order, at least one.</param>
    /// <param name="to">Those of the second.</param>
    public static DistributionPair? Of(double[] from, double[] to)
    {
        double[] all = [.. from.Concat(to).Order()];
        (double start, double end) = (SampleQuantiles.Of(all, Tail), SampleQuantiles.Of(all, 1 - Tail));
        if (end <= start)
        {
            (start, end) = (all[0], all[^1]);
        }

        if (end <= start || !double.IsFinite(end - start))
        {
            return null;
        }

        // Few whole numbers get a bin each: bins of another width would make holes that are not there.
        bool areWhole = all.All(double.IsInteger) && end - start < MostBins;
        (start, end) = areWhole ? (start - 0.5, end + 0.5) : (start, end);
        int bins = areWhole ? (int)Math.Round(end - start) : MostBins;
        return new DistributionPair(start, end, Shares(from, start, end, bins), Shares(to, start, end, bins));
    }

    private static IReadOnlyList<double> Shares(double[] values, double start, double end, int bins)
    {
        int[] counts = new int[bins];
        foreach (double value in values)
        {
            counts[Math.Clamp((int)((value - start) / (end - start) * bins), 0, bins - 1)]++;
        }

        return [.. counts.Select(count => (double)count / values.Length)];
    }
}
