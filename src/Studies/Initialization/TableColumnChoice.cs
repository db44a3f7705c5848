using System.Globalization;
using MlPipelines.Audits;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>Whether a column can be a feature as it is.</summary>
/// <param name="Name">The column.</param>
/// <param name="IsNumeric">Whether it holds numbers.</param>
/// <param name="Categories">Different texts of a column of texts; 0 for numbers.</param>
/// <param name="Missing">Missing values.</param>
/// <param name="Ignored">Why it is no feature; null for one.</param>
/// <param name="IsFault">Whether the reason is a fault of the file that can be mended.</param>
internal sealed record TableColumnChoice(string Name, bool IsNumeric, int Categories, int Missing, string? Ignored, bool IsFault = false)
{
    private const double NearlyAll = 0.9;
    private const int FewestValues = 20;
    private const int TextWords = 4;
    private static readonly string[] s_keys = ["id", "no", "nr", "number", "key", "code", "uid", "index", "row"];

    /// <summary>Decides about a column other than the label.</summary>
    public static TableColumnChoice Of(InspectedColumn column, MissingSpellings missing, SplitColumns split)
    {
        (string Text, int Count)[] present = [.. column.Counts.Where(entry => !missing.IsMissing(entry.Text))];
        int values = present.Sum(entry => entry.Count);
        int numbers = present.Where(entry => InspectedColumn.Number(entry.Text) is not null).Sum(entry => entry.Count);
        bool isNumeric = values > 0 && numbers == values;
        TableColumnChoice choice = new(column.Name, isNumeric, isNumeric ? 0 : present.Length, column.Texts.Count - values, null);
        if (values == 0 || present.Length == 1)
        {
            return choice with { Ignored = values == 0 ? "has no value" : $"holds one value only, \"{Shortened(present[0].Text)}\"" };
        }

        if (column == split.Group)
        {
            return choice with { Ignored = "groups the split" };
        }

        if (column.IsoDates + column.OtherDates >= NearlyAll * values)
        {
            return choice with
            {
                Ignored = column.IsoDates >= column.OtherDates
                    ? "holds dates: as a category every day would be its own"
                    : $"holds dates such as {present[0].Text}: written as 2026-11-29, they could order a split in time",
            };
        }

        if (!isNumeric && values >= FewestValues && numbers >= NearlyAll * values)
        {
            string strays = string.Join(", ", present.Where(entry => InspectedColumn.Number(entry.Text) is null).Take(3).Select(entry => $"\"{Shortened(entry.Text)}\""));
            return choice with
            {
                Ignored = string.Create(CultureInfo.InvariantCulture, $"holds {numbers:N0} numbers and {values - numbers:N0} other texts ({strays})"),
                IsFault = true,
            };
        }

        string? identifier = isNumeric
            ? NamesRows(column.Name, [.. column.Texts.Select(text => missing.IsMissing(text) ? double.NaN : InspectedColumn.Number(text)!.Value)])
            : IdentifierColumns.Of([.. column.Texts.Select(text => missing.IsMissing(text) ? "" : text)]);
        bool isProse = !isNumeric && present.Length > values / 2 && present.Average(entry => entry.Text.Split(' ').Length) >= TextWords;
        return identifier is null ? choice : choice with
        {
            Ignored = isProse
                ? "holds sentences, which no model here reads"
                : string.Create(CultureInfo.InvariantCulture, $"looks like an identifier, {present.Length:N0} different values in {values:N0} rows"),
        };
    }

    /// <summary>
    /// Whole numbers that are nearly all different may also be measurements, such as incomes. They are left out only where the name says that they name rows, or where they count them; any other
    /// such column stays a feature, and the audit of the draft says what it looks like.
    /// </summary>
    private static string? NamesRows(string name, double[] numbers)
    {
        bool isNamedSo = LikelyLabel.Words(name).Any(s_keys.Contains);
        bool counts = numbers.Length >= FewestValues && Enumerable.Range(1, numbers.Length - 1).All(row => numbers[row] == numbers[row - 1] + 1);
        return isNamedSo || counts ? IdentifierColumns.Of(numbers) : null;
    }

    private static string Shortened(string text) => text.Length <= 30 ? text : text[..27] + "...";
}
