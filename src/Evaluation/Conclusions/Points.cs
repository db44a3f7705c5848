using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>How fractions are written in sentences: one decimal, as many as a test set of some thousand rows supports.</summary>
internal static class Points
{
    /// <summary><c>12.2</c>.</summary>
    public static string Of(double fraction)
    {
        double rounded = Math.Round(fraction * 100, 1, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.0", CultureInfo.InvariantCulture);
    }

    /// <summary><c>99.1%</c>.</summary>
    public static string Percent(double fraction) => Of(fraction) + "%";

    /// <summary>A limit that was chosen and not measured: <c>2 points</c>.</summary>
    public static string Whole(double limit) => (limit * 100).ToString("0.##", CultureInfo.InvariantCulture) + " points";

    /// <summary><c>11.4 to 13.0</c>.</summary>
    public static string Range(Interval interval) => $"{Of(interval.Lower)} to {Of(interval.Upper)}";

    /// <summary><c>12.2 points</c>, <c>1.0 point</c>.</summary>
    public static string Counted(double fraction) => Of(fraction) + (Of(fraction) is "1.0" or "-1.0" ? " point" : " points");
}
