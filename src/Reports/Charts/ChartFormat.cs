using System.Globalization;

namespace MlPipelines.Reports;

/// <summary>How coordinates are written into SVG. Charts stretch by percentages along x, so that their text keeps its size on every screen.</summary>
public static class ChartFormat
{
    /// <summary>A place along x: 0.35 is <c>35%</c>.</summary>
    public static string X(double place) => Number(place * 100) + "%";

    /// <summary>A distance in pixels, or any plain number.</summary>
    public static string Number(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
}
