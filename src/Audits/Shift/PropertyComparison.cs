using MlPipelines.Evaluation;

namespace MlPipelines.Audits;

/// <summary>A property in two sets. P is not adjusted yet.</summary>
internal static class PropertyComparison
{
    private const int MostCategories = 5;
    private static readonly double[] Shares = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>Compares numbers; null when a set has none.</summary>
    /// <param name="name">The property.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="from">The numbers of the first set, all finite.</param>
    /// <param name="to">Those of the second.</param>
    public static ShiftedProperty? OfNumbers(string name, string kind, IEnumerable<double> from, IEnumerable<double> to)
    {
        (double[] first, double[] second) = ([.. from.Order()], [.. to.Order()]);
        if (first.Length == 0 || second.Length == 0)
        {
            return null;
        }

        KolmogorovSmirnovTest test = KolmogorovSmirnovTest.Of(first, second);
        StandardizedDifference? effect = StandardizedDifference.Of(first, second);
        return new ShiftedProperty
        {
            Name = name,
            Kind = kind,
            EffectSize = effect?.Value,
            EffectInterval = effect?.Interval,
            Distance = test.Distance,
            P = test.P,
            AdjustedP = test.P,
            MeanFrom = first.Average(),
            MeanTo = second.Average(),
            QuantilesFrom = [.. Shares.Select(share => SampleQuantiles.Of(first, share))],
            QuantilesTo = [.. Shares.Select(share => SampleQuantiles.Of(second, share))],
            Distributions = DistributionPairs.Of(first, second),
        };
    }

    /// <summary>Compares categories; null when a set has no rows.</summary>
    /// <param name="name">The property.</param>
    /// <param name="from">The categories of the rows of the first set; empty where missing.</param>
    /// <param name="to">Those of the second.</param>
    public static ShiftedProperty? OfCategories(string name, IReadOnlyCollection<string> from, IReadOnlyCollection<string> to)
    {
        Dictionary<string, int> first = from.CountBy(text => text, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        Dictionary<string, int> second = to.CountBy(text => text, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        string[] categories = [.. first.Keys.Union(second.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int[] counts = [.. categories.Select(category => first.GetValueOrDefault(category))];
        int[] others = [.. categories.Select(category => second.GetValueOrDefault(category))];
        if (HomogeneityTest.Of(counts, others) is not { } test)
        {
            return null;
        }

        ShiftedCategory[] shares =
            [.. categories.Select((category, index) => new ShiftedCategory(category, (double)counts[index] / from.Count, (double)others[index] / to.Count))];
        return new ShiftedProperty
        {
            Name = name,
            Kind = "categorical",
            EffectSize = test.CramersV,
            EffectInterval = test.Interval,
            Distance = shares.Sum(share => Math.Abs(share.ShareTo - share.ShareFrom)) / 2,
            P = test.P,
            AdjustedP = test.P,
            Categories = [.. shares.OrderByDescending(share => Math.Abs(share.ShareTo - share.ShareFrom)).Take(MostCategories)],
        };
    }
}
