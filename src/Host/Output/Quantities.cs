using System.Globalization;

namespace MlPipelines.Host;

/// <summary>Numbers as people read them, in the invariant culture.</summary>
internal static class Quantities
{
    /// <summary>A fraction as a percentage with one decimal: <c>95.1%</c>.</summary>
    public static string Percent(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{100 * fraction:0.0}%");

    /// <summary>A fraction as percentage points with one decimal: <c>6.2</c>.</summary>
    public static string Points(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{100 * fraction:0.0;-0.0;0.0}");

    /// <summary>A loss with four decimals.</summary>
    public static string Loss(double loss) => string.Create(CultureInfo.InvariantCulture, $"{loss:0.0000}");

    /// <summary>A count with its noun: <c>1 trial</c>, <c>12,000 images</c>.</summary>
    public static string Count(int count, string singular, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? singular : plural ?? singular + "s")}");

    /// <summary>A count alone: <c>12,000</c>.</summary>
    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A duration: <c>8 s</c>, <c>2 min 05 s</c>, <c>1 h 07 min</c>.</summary>
    public static string Duration(TimeSpan duration)
    {
        long seconds = (long)Math.Round(Math.Max(0, duration.TotalSeconds));
        return seconds switch
        {
            < 60 => FormattableString.Invariant($"{seconds} s"),
            < 3600 => FormattableString.Invariant($"{seconds / 60} min {seconds % 60:00} s"),
            _ => FormattableString.Invariant($"{seconds / 3600} h {seconds % 3600 / 60:00} min"),
        };
    }
}
