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

    /// <summary>As many decimals of a point as the interval supports: one, or more where it is narrower than a few tenths.</summary>
    public static int Decimals(Interval interval) => (100 * interval.HalfWidth) switch
    {
        0 or >= 0.2 => 1,
        >= 0.02 => 2,
        _ => 3,
    };

    /// <summary>A number with a fixed count of decimals: <c>1.4</c>, or <c>+1.4</c> where the sign matters; a rounded 0 has none.</summary>
    public static string Number(double value, int decimals, bool isSigned)
    {
        double rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        string text = (rounded == 0 ? 0 : rounded).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return isSigned && rounded > 0 ? "+" + text : text;
    }

    /// <summary><c>12.2 points</c>, <c>1.0 point</c>.</summary>
    public static string Counted(double fraction) => Of(fraction) + (Of(fraction) is "1.0" or "-1.0" ? " point" : " points");
}
