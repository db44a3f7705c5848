using MathNet.Numerics;

namespace MlPipelines.Evaluation;

/// <summary>
/// Whether categories occur as often in two sets: Pearson's chi-squared test, and Fisher's where rows are too few for it. Categories with an expected count below 5 in a set are
/// pooled first (Cochran 1954), which looks at the totals alone and so keeps the test valid.
/// </summary>
/// <param name="P">Of shares that differ so much when both sets are of one distribution.</param>
/// <param name="CramersV">
/// Cramér's V (1946) with the bias correction of Bergsma (2013), 0..1: without it, V grows with the number of categories though nothing differs.
/// </param>
/// <param name="Interval">
/// 95% interval of V from that of the non-centrality of chi-squared (Steiger and Fouladi 1997), V² = non-centrality / rows; null for a table so small that Fisher's test stands in.
/// </param>
internal sealed record HomogeneityTest(double P, double CramersV, Interval? Interval)
{
    private const double LeastExpected = 5;

    /// <summary>The test of two sets; null when one has no rows.</summary>
    /// <param name="first">Rows by category in the first set.</param>
    /// <param name="second">Rows by category in the second, of the same categories.</param>
    public static HomogeneityTest? Of(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        (int rows, int otherRows) = (first.Sum(), second.Sum());
        if (rows == 0 || otherRows == 0)
        {
            return null;
        }

        List<(int First, int Second)> table = Pooled([.. first.Zip(second).Where(pair => pair.First + pair.Second > 0)], rows, otherRows);
        if (table.Count < 2)
        {
            return new HomogeneityTest(1, 0, null);
        }

        double all = (double)rows + otherRows;
        double statistic = Statistic(table, rows, otherRows);
        double degrees = table.Count - 1;
        double v = all > 2 ? Math.Sqrt(Math.Max(0, (statistic / all) - (degrees / (all - 1))) * (all - 1) / (all - 2)) : 0;
        if (table.Count == 2 && table.Min(Total) * Math.Min(rows, otherRows) < LeastExpected * all)
        {
            return new HomogeneityTest(FisherExactTest.PValue(table[0].First, rows, table[0].Second, otherRows), Math.Min(1, v), null);
        }

        double At(double probability) => Math.Min(1, Math.Sqrt(NoncentralChiSquared.NoncentralityAt(statistic, degrees, probability) / all));
        return new HomogeneityTest(
            statistic <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2, statistic / 2),
            Math.Min(1, v),
            new Interval(At(0.975), At(0.025)));
    }

    /// <summary>
    /// Rare categories as one. What is still rare joins the least of the frequent ones, unless there would be only one category left; without a frequent one, the most frequent stands
    /// against the rest.
    /// </summary>
    private static List<(int First, int Second)> Pooled(List<(int First, int Second)> categories, int rows, int otherRows)
    {
        if (categories.Count < 3)
        {
            return categories;
        }

        double least = LeastExpected * ((double)rows + otherRows) / Math.Min(rows, otherRows);
        List<(int First, int Second)> descending = [.. categories.OrderByDescending(Total)];
        List<(int First, int Second)> kept = [.. descending.Where((category, place) => place == 0 || Total(category) >= least)];
        (int First, int Second) rest = descending.Skip(kept.Count).Aggregate((First: 0, Second: 0), Sum);
        if (Total(rest) >= least || (kept.Count == 1 && Total(rest) > 0))
        {
            kept.Add(rest);
        }
        else
        {
            kept[^1] = Sum(kept[^1], rest);
        }

        return kept;
    }

    private static double Statistic(List<(int First, int Second)> table, int rows, int otherRows)
    {
        double all = (double)rows + otherRows;
        return table.Sum(category =>
        {
            double expected = Total(category) * rows / all;
            double expectedOther = Total(category) * otherRows / all;
            double difference = category.First - expected;
            return difference * difference * ((1 / expected) + (1 / expectedOther));
        });
    }

    private static double Total((int First, int Second) category) => (double)category.First + category.Second;

    private static (int First, int Second) Sum((int First, int Second) one, (int First, int Second) other) => (one.First + other.First, one.Second + other.Second);
}
