using MlPipelines.Evaluation;

namespace MlPipelines.Audits;

/// <summary>Rows that a model gave the same scores: their classes, and the score of each class.</summary>
/// <param name="Counts">The rows by class.</param>
/// <param name="Scores">The scores by class.</param>
internal sealed record ScoredGroup(int[] Counts, double[] Scores);

/// <summary>
/// The area under the ROC curve with its 95% interval: one class against the rest, averaged over the classes that are there. The interval of one class is Newcombe's (2006, Statistics in
/// Medicine 25, 559, method 5): the areas whose normal approximation, with the variance of Hanley and McNeil (1982) for that area and equal sample sizes in its two correction terms,
/// does not exclude the observed one. Like Wilson's for a proportion it stays in 0..1 and has a width at 1. Of several classes the bounds are averaged, which is as wide as if their errors
/// moved together. The interval knows the rows and not the fit: in simulations it held the area that the models have in the population in 98% of 100 draws for a strong column (area 0.97, 300 rows),
/// 92% and 85% for one of 0.75 (2,000 and 300 rows), and 84 to 94% of 200 to 400 draws for columns without any power, whose estimate is unbiased.
/// </summary>
/// <param name="Value">The area; 0.5 is chance.</param>
/// <param name="Interval">95%.</param>
internal sealed record RankingArea(double Value, Interval Interval)
{
    private const double Quantile = 1.959963984540054;
    private const int Bisections = 60;

    /// <summary>
    /// The area of scored rows; null when no class can be told from others because there is one only. Only rows of the same part are compared: rows that different models scored are not
    /// comparable, and over all folds of a column without any power their scores would seem to rank backwards, because a row held out lowers its own bin's share.
    /// </summary>
    /// <param name="parts">The rows that each model scored.</param>
    /// <param name="classes">The number of classes.</param>
    public static RankingArea? Of(IReadOnlyList<IReadOnlyList<ScoredGroup>> parts, int classes)
    {
        List<RankingArea> areas = [];
        for (int label = 0; label < classes; label++)
        {
            if (OfClass(parts, label) is { } area)
            {
                areas.Add(area);
            }
        }

        return areas.Count == 0 ? null : new RankingArea(
            areas.Average(area => area.Value),
            new Interval(areas.Average(area => area.Interval.Lower), areas.Average(area => area.Interval.Upper)));
    }

    /// <summary>The interval of one area.</summary>
    /// <param name="area">The observed area.</param>
    /// <param name="positives">Rows of the class.</param>
    /// <param name="negatives">The others.</param>
    public static Interval IntervalOf(double area, double positives, double negatives)
    {
        double term = ((positives + negatives) / 2) - 1;
        double Excess(double other)
        {
            double variance = other * (1 - other) / (positives * negatives) * (1 + (term * (1 - other) / (2 - other)) + (term * other / (1 + other)));
            return Math.Abs(area - other) - (Quantile * Math.Sqrt(variance));
        }

        return new Interval(area == 0 ? 0 : Bound(area, 0, Excess), area == 1 ? 1 : Bound(area, 1, Excess));
    }

    private static double Bound(double inside, double outside, Func<double, double> excess)
    {
        for (int step = 0; step < Bisections; step++)
        {
            double middle = (inside + outside) / 2;
            (inside, outside) = excess(middle) > 0 ? (inside, middle) : (middle, outside);
        }

        return (inside + outside) / 2;
    }

    /// <summary>Mann and Whitney's count of pairs in the right order, ties half.</summary>
    private static RankingArea? OfClass(IReadOnlyList<IReadOnlyList<ScoredGroup>> parts, int label)
    {
        (double positives, double negatives, double pairs, double right) = (0, 0, 0, 0);
        foreach (IReadOnlyList<ScoredGroup> groups in parts)
        {
            (double mine, double others) = (0, 0);
            foreach (IGrouping<double, ScoredGroup> tied in groups.GroupBy(group => group.Scores[label]).OrderBy(tied => tied.Key))
            {
                double tiedMine = tied.Sum(group => (double)group.Counts[label]);
                double tiedOthers = tied.Sum(group => (double)group.Counts.Sum()) - tiedMine;
                right += tiedMine * (others + (tiedOthers / 2));
                (mine, others) = (mine + tiedMine, others + tiedOthers);
            }

            (positives, negatives, pairs) = (positives + mine, negatives + others, pairs + (mine * others));
        }

        return pairs == 0 ? null : new RankingArea(right / pairs, IntervalOf(right / pairs, positives, negatives));
    }
}
