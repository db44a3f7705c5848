using System.Globalization;

namespace MlPipelines.Audits;

/// <summary>Tells columns that name rows from columns that describe them. Such a column teaches nothing that holds for other rows.</summary>
public static class IdentifierColumns
{
    /// <summary>From this share of different texts on, a column looks like an identifier.</summary>
    private const double NearlyUniqueTexts = 0.9;

    /// <summary>From this share of different whole numbers on. Rounded measurements of a wide range have many different values too, so it is higher.</summary>
    private const double NearlyUniqueNumbers = 0.995;
    private const int FewestTexts = 20;
    private const int FewestNumbers = 50;

    /// <summary>Whether texts look like names of rows.</summary>
    public static string? Of(IReadOnlyList<string> texts)
    {
        string[] present = [.. texts.Where(text => text.Length > 0)];
        int distinct = present.Distinct(StringComparer.Ordinal).Count();
        return present.Length >= FewestTexts && distinct >= NearlyUniqueTexts * present.Length ? Sentence(distinct, present.Length, "texts") : null;
    }

    /// <summary>Whether numbers look like names of rows: whole, and nearly all different.</summary>
    public static string? Of(IReadOnlyList<double> numbers)
    {
        double[] present = [.. numbers.Where(number => !double.IsNaN(number))];
        if (present.Length < FewestNumbers || present.Any(number => number % 1 != 0))
        {
            return null;
        }

        int distinct = present.Distinct().Count();
        return distinct >= NearlyUniqueNumbers * present.Length ? Sentence(distinct, present.Length, "whole numbers") : null;
    }

    private static string Sentence(int distinct, int rows, string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"It looks like an identifier ({distinct:N0} different {what} in {rows:N0} rows): declare it \"ignore\" in data.columns if it is one.");
}
