using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>
/// Finds the texts that stand for a missing value in a table beside the usual ones: words in columns of numbers, and numbers such as -999 that lie far outside of all others.
/// </summary>
internal sealed class MissingSpellings
{
    /// <summary>From this share of numbers on, the few other texts of a column are spellings of a missing value. Chosen here.</summary>
    private const double MostlyNumbers = 0.5;
    private const int MostTexts = 3;
    private const int FewestNumbers = 20;
    private static readonly string[] s_signs = ["-", "--", ".", "#N/A", "<NA>", "(null)", "none", "None", "missing", "unknown", "Unknown"];
    private static readonly string[] s_numbers = ["-999", "-9999", "-99999", "-99", "999", "9999", "99999", "-999.0", "-9999.0", "-1", "-200"];
    private readonly HashSet<string> _usual = [.. new TableOptions { Train = "", Label = "" }.MissingValues];

    /// <summary>Looks at the columns of a table.</summary>
    public MissingSpellings(IEnumerable<InspectedColumn> columns)
    {
        InspectedColumn[] all = [.. columns];
        List<(string Text, string Column, int Count)> found = [];
        foreach (InspectedColumn column in all)
        {
            found.AddRange(WordsIn(column).Concat(SentinelsIn(column)).Select(entry => (entry.Text, column.Name, entry.Count)));
        }

        Found = [.. found.Where(entry => all.All(column => MayBeMissing(entry.Text, column)))];
        Additional = [.. Found.Select(entry => entry.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Usual =
        [
            .. all.SelectMany(column => column.Counts.Where(entry => _usual.Contains(entry.Text)))
                .GroupBy(entry => entry.Text).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Sum(entry => entry.Count))),
        ];
    }

    /// <summary>The spellings with the columns where they stand.</summary>
    public IReadOnlyList<(string Text, string Column, int Count)> Found { get; }

    /// <summary>The spellings that the defaults do not have.</summary>
    public IReadOnlyList<string> Additional { get; }

    /// <summary>Those of the defaults that occur, with their number.</summary>
    public IReadOnlyList<(string Text, int Count)> Usual { get; }

    /// <summary>The value of <c>data.missingValues</c>.</summary>
    public IReadOnlyList<string> All => [.. new TableOptions { Train = "", Label = "" }.MissingValues, .. Additional];

    /// <summary>Whether a text stands for a missing value.</summary>
    public bool IsMissing(string text) => text.Length == 0 || _usual.Contains(text) || Additional.Contains(text);

    /// <summary>The spellings and where, in words.</summary>
    public string Words => string.Join(", ", Found.Select(entry => string.Create(CultureInfo.InvariantCulture, $"\"{entry.Text}\" ({entry.Count} times in \"{entry.Column}\")")));

    /// <summary>Texts without digits in a column that is otherwise of numbers.</summary>
    private IEnumerable<(string Text, int Count)> WordsIn(InspectedColumn column)
    {
        (string Text, int Count)[] texts = [.. column.Counts.Where(entry => !_usual.Contains(entry.Text) && InspectedColumn.Number(entry.Text) is null)];
        bool isOfNumbers = column.Numbers >= FewestNumbers && column.Numbers >= MostlyNumbers * (column.Numbers + texts.Sum(entry => entry.Count));
        bool areWords = texts.Length <= MostTexts && texts.All(entry => !entry.Text.Any(char.IsDigit));
        return isOfNumbers && areWords ? texts : texts.Where(entry => s_signs.Take(6).Contains(entry.Text));
    }

    /// <summary>
    /// A well-known code that occurs more than once as the least or the greatest number, and farther from all others than they are from each other.
    /// </summary>
    private static IEnumerable<(string Text, int Count)> SentinelsIn(InspectedColumn column)
    {
        (string Text, int Count, double Value)[] numbers =
        [
            .. column.Counts.Select(entry => (entry.Text, entry.Count, Value: InspectedColumn.Number(entry.Text)))
                .Where(entry => entry.Value is not null).Select(entry => (entry.Text, entry.Count, entry.Value!.Value)),
        ];
        foreach ((string text, int count, double value) in numbers.Where(entry => entry.Count > 1 && s_numbers.Contains(entry.Text)))
        {
            double[] others = [.. numbers.Where(entry => entry.Value != value).Select(entry => entry.Value)];
            if (others.Length < 3)
            {
                continue;
            }

            double range = others.Max() - others.Min();
            double distance = value < others.Min() ? others.Min() - value : value > others.Max() ? value - others.Max() : 0;
            if (distance > range)
            {
                yield return (text, count);
            }
        }
    }

    /// <summary>A spelling counts in the whole table, so it must not be an ordinary value of another column.</summary>
    private static bool MayBeMissing(string text, InspectedColumn column) => InspectedColumn.Number(text) is null
        || column.Counts.All(entry => entry.Text != text)
        || SentinelsIn(column).Any(entry => entry.Text == text);
}
