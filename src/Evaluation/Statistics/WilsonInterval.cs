namespace MlPipelines.Evaluation;

/// <summary>The score interval of a proportion (Wilson 1927): the rule for an accuracy of one run.</summary>
internal static class WilsonInterval
{
    /// <param name="successes">The rows predicted right.</param>
    /// <param name="rows">All rows, at least one.</param>
    /// <param name="level">Confidence level.</param>
    public static Interval Of(double successes, int rows, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        double z = Quantiles.Normal(level);
        double share = successes / rows;
        double scale = 1 + (z * z / rows);
        double centre = (share + (z * z / (2 * rows))) / scale;
        double half = z * Math.Sqrt((share * (1 - share) / rows) + (z * z / (4.0 * rows * rows))) / scale;
        // At the ends centre and half-width are equal but for rounding.
        return new Interval(successes == 0 ? 0 : Math.Max(0, centre - half), successes == rows ? 1 : Math.Min(1, centre + half), level);
    }
}
