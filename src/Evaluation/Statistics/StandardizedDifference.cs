namespace MlPipelines.Evaluation;

/// <summary>
/// The difference of two means in standard deviations: Cohen's d (1988), second minus first over the pooled standard deviation, with the normal interval of Hedges and Olkin (1985,
/// section 5E): variance (n + m)/(n m) + d²/(2 (n + m)).
/// </summary>
/// <param name="Value">d.</param>
/// <param name="Interval">Its interval.</param>
internal sealed record StandardizedDifference(double Value, Interval Interval)
{
    /// <summary>The difference of two sets of values; null where there is no standard deviation (fewer than three values, or all values of a set equal in both).</summary>
    /// <param name="first">At least one finite value.</param>
    /// <param name="second">The same.</param>
    /// <param name="level">Confidence level.</param>
    public static StandardizedDifference? Of(double[] first, double[] second, double level = 0.95)
    {
        double degrees = first.Length + second.Length - 2;
        if (degrees <= 0 || (IsConstant(first) && IsConstant(second)))
        {
            return null;
        }

        (double mean, double other) = (first.Average(), second.Average());
        double pooled = Math.Sqrt((SquaresAround(first, mean) + SquaresAround(second, other)) / degrees);
        double value = (other - mean) / pooled;
        if (!double.IsFinite(value))
        {
            return null;
        }

        double all = first.Length + second.Length;
        double half = Quantiles.Normal(level) * Math.Sqrt((all / ((double)first.Length * second.Length)) + (value * value / (2 * all)));
        return new StandardizedDifference(value, new Interval(value - half, value + half, level));
    }

    /// <summary>By comparison: the squares of equal numbers around their rounded mean need not be 0.</summary>
    private static bool IsConstant(double[] values) => Array.TrueForAll(values, value => value == values[0]);

    private static double SquaresAround(double[] values, double mean) => values.Sum(value => (value - mean) * (value - mean));
}
