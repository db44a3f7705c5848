using System.Globalization;
using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>
/// How numbers read in a report, always in the invariant culture: shares as <c>91.2%</c>, differences as <c>+1.3 points</c>. A value that does not exist
/// reads <see cref="Missing"/> and never 0.
/// </summary>
public static class Figures
{
    /// <summary>What stands where there is no value.</summary>
    public const string Missing = "–";

    private const string Minus = "\u2212";

    /// <summary>A share: <c>91.2%</c>. A share that is not quite all or nothing never rounds to it: <c>&gt;99.9%</c>, <c>&lt;0.1%</c>.</summary>
    public static string Percent(double? share, int decimals = 1)
    {
        if (share is not { } value || !double.IsFinite(value))
        {
            return share is null ? Missing : "not a number";
        }

        var smallest = Math.Pow(10, -decimals);
        if (value < 1 && value * 100 > 100 - (smallest / 2))
        {
            return $">{Fixed(100 - smallest, decimals)}%";
        }

        return value > 0 && value * 100 < smallest / 2 ? $"<{Fixed(smallest, decimals)}%" : Fixed(value * 100, decimals) + "%";
    }

    /// <summary>A difference of shares with its sign and unit: <c>+1.3 points</c>.</summary>
    public static string Points(double? difference, int decimals = 1) =>
        difference is null ? Missing : SignedPoints(difference.Value, decimals) + " points";

    /// <summary>A difference of shares in points, without the unit: <c>+1.3</c>.</summary>
    public static string SignedPoints(double difference, int decimals = 1) => WithSign(difference * 100, decimals);

    /// <summary>A number with its sign; what rounds to nothing has none.</summary>
    public static string WithSign(double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            return "not a number";
        }

        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        return rounded > 0 ? "+" + Fixed(rounded, decimals) : Fixed(rounded, decimals);
    }

    /// <summary>An interval of a difference in points: <c>+6.9 to +8.3</c>.</summary>
    public static string PointsInterval(Interval? interval) =>
        interval is null
            ? Missing
            : $"{SignedPoints(interval.Lower, Decimals(interval))} to {SignedPoints(interval.Upper, Decimals(interval))}";

    /// <summary>An interval of a share: <c>90.5% to 91.9%</c>.</summary>
    public static string PercentInterval(Interval? interval) =>
        interval is null
            ? Missing
            : $"{Percent(interval.Lower, Decimals(interval))} to {Percent(interval.Upper, Decimals(interval))}";

    /// <summary>
    /// The decimals at which an interval of shares does not collapse into one printed number: 1, and up to 3 for a narrow one. The value in its middle is
    /// printed with as many.
    /// </summary>
    public static int Decimals(Interval? interval) => Decimals(interval?.HalfWidth ?? 0);

    private static int Decimals(double halfWidth) => (halfWidth * 100) switch
    {
        0 or >= 0.1 => 1,
        >= 0.01 => 2,
        _ => 3,
    };

    /// <summary>A half-width in points, without a sign: <c>±0.7 points</c>.</summary>
    public static string PlusMinus(double? halfWidth) =>
        halfWidth is null ? Missing : $"±{Fixed(halfWidth.Value * 100, Decimals(halfWidth.Value))} points";

    /// <summary>A loss: <c>0.312</c>.</summary>
    public static string Loss(double? loss) => loss switch
    {
        null => Missing,
        { } value when !double.IsFinite(value) => "not a number",
        { } value when Math.Abs(value) >= 100 => Fixed(value, 0),
        { } value => Fixed(value, 3),
    };

    /// <summary>An interval of a difference of losses: <c>−0.031 to +0.002</c>.</summary>
    public static string LossInterval(Interval? interval) =>
        interval is null ? Missing : $"{WithSign(interval.Lower, 3)} to {WithSign(interval.Upper, 3)}";

    /// <summary>A probability of a test: <c>0.031</c>, <c>&lt;0.001</c>.</summary>
    public static string Probability(double? p) => p switch
    {
        null => Missing,
        < 0.001 => "<0.001",
        { } value => Fixed(value, 3),
    };

    /// <summary>A count with thousands separated: <c>10,000</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture).Replace("-", Minus, StringComparison.Ordinal);

    /// <summary>A duration: <c>1.2 s</c>, <c>2 min 05 s</c>, <c>1 h 03 min</c>.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds < 59.95)
        {
            return Fixed(seconds, 1) + " s";
        }

        var whole = (long)Math.Round(seconds, MidpointRounding.AwayFromZero);
        return whole < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{whole / 60} min {whole % 60:00} s")
            : string.Create(CultureInfo.InvariantCulture, $"{whole / 3600} h {whole % 3600 / 60:00} min");
    }

    /// <summary>A size in memory: <c>412 MiB</c>.</summary>
    public static string Memory(long bytes) => bytes switch
    {
        <= 0 => Missing,
        < 1L << 20 => Fixed(bytes / 1024.0, 0) + " KiB",
        < 10L << 30 => Fixed(bytes / (1024.0 * 1024), 0) + " MiB",
        _ => Fixed(bytes / (1024.0 * 1024 * 1024), 1) + " GiB",
    };

    /// <summary>A moment: <c>2026-11-23 14:05 UTC</c>.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A whole number as it stands in an attribute or an id.</summary>
    public static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number with this many decimals and a true minus sign.</summary>
    public static string Fixed(double value, int decimals)
    {
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero) + 0.0;
        var text = rounded.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return rounded == 0 ? text.TrimStart('-') : text.Replace("-", Minus, StringComparison.Ordinal);
    }

    /// <summary>Any number in at most four digits, with thousands separated: <c>0.001</c>, <c>12,500</c>, <c>2.5e−7</c>.</summary>
    public static string Number(double? number)
    {
        if (number is not { } value || !double.IsFinite(value))
        {
            return number is null ? Missing : "not a number";
        }

        var text = Math.Abs(value) switch
        {
            0 => "0",
            < 0.0001 or >= 1e9 => value.ToString("0.##e0", CultureInfo.InvariantCulture),
            < 0.001 => value.ToString("0.######", CultureInfo.InvariantCulture),
            < 0.1 => value.ToString("0.#####", CultureInfo.InvariantCulture),
            < 10 => value.ToString("0.###", CultureInfo.InvariantCulture),
            < 1000 => value.ToString("0.##", CultureInfo.InvariantCulture),
            _ => value.ToString("#,##0.#", CultureInfo.InvariantCulture),
        };
        return text.Replace("-", Minus, StringComparison.Ordinal);
    }

    /// <summary>An interval of any numbers: <c>1.2 to 3.4</c>.</summary>
    public static string NumberInterval(Interval? interval) =>
        interval is null ? Missing : $"{Number(interval.Lower)} to {Number(interval.Upper)}";

    /// <summary>A standard deviation of shares, in points and without a sign: <c>0.42 points</c>.</summary>
    public static string Deviation(double? deviation) => deviation is null ? Missing : $"{Fixed(deviation.Value * 100, 2)} points";

    /// <summary>An interval of a standard deviation of shares: <c>0.31 to 0.72 points</c>.</summary>
    public static string DeviationInterval(Interval? interval) =>
        interval is null ? Missing : $"{Fixed(interval.Lower * 100, 2)} to {Fixed(interval.Upper * 100, 2)} points";

    /// <summary>A noun with its count: <c>1 repeat</c>, <c>5 repeats</c>.</summary>
    public static string Of(long count, string singular, string? plural = null) =>
        $"{Count(count)} {(count == 1 ? singular : plural ?? singular + "s")}";
}
