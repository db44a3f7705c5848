namespace MlPipelines.Evaluation;

/// <summary>A metric that follows from three counts per class: rows of the class, rows predicted as it, and rows that are both.</summary>
internal enum CountMetric
{
    BalancedAccuracy,
    MacroF1,
}

/// <summary>Computes <see cref="CountMetric"/>s; the bootstrap evaluates them some thousand times.</summary>
internal static class CountMetrics
{
    public static double Of(this CountMetric metric, ReadOnlySpan<int> support, ReadOnlySpan<int> predicted, ReadOnlySpan<int> right)
    {
        (double sum, int present) = (0, 0);
        for (int index = 0; index < support.Length; index++)
        {
            int whole = metric == CountMetric.BalancedAccuracy ? 2 * support[index] : support[index] + predicted[index];
            if (whole > 0)
            {
                sum += 2.0 * right[index] / whole;
                present++;
            }
        }

        return sum / present;
    }
}
