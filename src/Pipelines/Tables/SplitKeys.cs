using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>What a split has to know about the rows of a table.</summary>
internal static class SplitKeys
{
    private static readonly string[] IsoFormats =
    [
        "yyyy-MM-dd", "yyyyMMdd", "yyyy-MM", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The value of the grouping column in each row; a missing one is a problem.</summary>
    public static string[] Groups(RawTable table, string column, ProblemList problems)
    {
        int index = table.IndexOf(column);
        for (int row = 0; row < table.Count; row++)
        {
            if (table.Columns[index].IsEmpty(row))
            {
                problems.AddCell(new Problem(table.Where(row, column), "a value that says which rows belong together", "a missing value"));
            }
        }

        return [.. table.Columns[index]];
    }

    /// <summary>
    /// The value of the ordering column in each row as a number: itself, or seconds where the column holds dates (UTC unless they say
    /// otherwise).
    /// </summary>
    public static double[] Times(RawTable table, string column, ProblemList problems)
    {
        int index = table.IndexOf(column);
        string[] texts = [.. table.Columns[index]];
        bool numbers = texts.All(text => text.Length == 0 || IsNumber(text, out _));
        double[] times = new double[texts.Length];
        for (int row = 0; row < times.Length; row++)
        {
            if (!(numbers ? IsNumber(texts[row], out times[row]) : IsDate(texts[row], out times[row])))
            {
                string received = texts[row].Length == 0 ? "a missing value" : $"\"{texts[row]}\"";
                problems.AddCell(new Problem(
                    table.Where(row, column),
                    "a number or an ISO 8601 date, the same kind in every row",
                    received));
            }
        }

        return times;
    }

    private static bool IsNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Whether a text is an ISO 8601 date, and when that is.</summary>
    public static bool IsDate(string text, out double seconds)
    {
        bool right = DateTimeOffset.TryParseExact(
            text, IsoFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date);
        seconds = (date - DateTimeOffset.UnixEpoch).TotalSeconds;
        return right;
    }
}
