namespace MlPipelines.Reports;

/// <summary>Ticks at multiples of 1, 2 or 5 times a power of ten, and domains that end on them.</summary>
public static class NiceTicks
{
    private const double Tolerance = 1e-9;

    /// <summary>The step that cuts a span into about so many pieces: never more than twice, never fewer than half of them.</summary>
    public static double Step(double span, int pieces)
    {
        var rough = span / pieces;
        var power = Power(Math.Floor(Math.Log10(rough)));
        return (rough / power) switch
        {
            < 1.5 => power,
            < 3.5 => 2 * power,
            < 7.5 => 5 * power,
            _ => 10 * power,
        };
    }

    /// <summary>The multiples of the step in [start, end], ascending. Each is rounded from its own count, so that no error adds up.</summary>
    public static IReadOnlyList<double> Between(double start, double end, double step)
    {
        var first = (long)Math.Ceiling((start / step) - Tolerance);
        var last = (long)Math.Floor((end / step) + Tolerance);
        return [.. Enumerable.Range(0, (int)Math.Max(0, last - first + 1)).Select(index => Multiple(first + index, step))];
    }

    /// <summary>The decimals with which every multiple of the step prints as itself.</summary>
    public static int Decimals(double step) => Math.Max(0, -(int)Math.Floor(Math.Log10(step) + Tolerance));

    // 3 * 0.1 is 0.30000000000000004 and 3 / 10 is not: a step below 1 divides by its whole reciprocal.
    private static double Multiple(long count, double step)
    {
        var decimals = Decimals(step);
        var scale = Power(decimals);
        return decimals == 0 ? count * step : Math.Round(count * step * scale) / scale;
    }

    private static double Power(double exponent) => Math.Pow(10, exponent);
}
