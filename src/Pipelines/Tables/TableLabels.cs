using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>The classes of a table and each row's class.</summary>
/// <param name="Classes">The class names: in numerical order where all labels are numbers, otherwise in ordinal order.</param>
/// <param name="Train">The class of each row of the training table.</param>
/// <param name="Test">The class of each row of the test table, or null; -1 where the training table has not the class and <c>data.classes</c> leaves it out.</param>
internal sealed record TableLabels(IReadOnlyList<string> Classes, IReadOnlyList<int> Train, IReadOnlyList<int>? Test)
{
    /// <summary>More distinct numbers than this look like a quantity when they are not whole or rarely recur. Chosen here.</summary>
    private const int ManyNumbers = 20;

    /// <summary>Understands the label column; null when it cannot be used, the problems are added.</summary>
    /// <remarks>
    /// Numbers are compared as numbers, so <c>1</c> and <c>1.0</c> are one class. A label column of many distinct numbers is refused, because only
    /// classes can be predicted, unless <c>data.columns</c> declares it categorical.
    /// </remarks>
    public static TableLabels? Of(RawTable train, RawTable? test, TableOptions options, ProblemList problems)
    {
        CellColumn texts = TextsOf(train, options.Label, problems);
        CellColumn? testTexts = test is null ? null : TextsOf(test, options.Label, problems);
        string[] present = [.. texts.Where(text => text.Length > 0).Distinct()];
        bool numeric = present.Length > 0 && present.All(text => TableNumber.TryParse(text, out _));
        if (!CheckClasses(train, texts, present, numeric, options, problems))
        {
            return null;
        }

        string[] classes = numeric
            ? [.. present.Select(Number).Distinct().Order().Select(Name)]
            : [.. present.Order(StringComparer.Ordinal)];
        Dictionary<string, int> indexes = classes.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index);
        return new TableLabels(classes, Indexes(train, texts), testTexts is null ? null : Indexes(test!, testTexts));

        ClassIndexes Indexes(RawTable table, CellColumn rows)
        {
            return new ClassIndexes(rows.Count, classes.Length, IndexOf);

            int IndexOf(int row)
            {
                string name = numeric && rows.TryNumber(row, out double number) ? Name(number) : rows[row];
                if (indexes.TryGetValue(name, out int found))
                {
                    return found;
                }

                if (name.Length > 0 && options.Classes?.ContainsKey(name) != false)
                {
                    problems.AddCell(new Problem(
                        table.Where(row, options.Label),
                        $"a class of {train.FileName}: {Shown(classes)}",
                        $"\"{rows[row]}\"",
                        NearestName.Suggestion(rows[row], classes)));
                }

                return -1;
            }
        }
    }

    private static bool CheckClasses(
        RawTable table, CellColumn texts, string[] present, bool numeric, TableOptions options, ProblemList problems)
    {
        string where = $"{table.FileName}, column \"{options.Label}\"";
        int distinct = numeric ? present.Select(Number).Distinct().Count() : present.Length;
        if (distinct < 2)
        {
            string received = distinct == 0 ? "no label" : $"only \"{present[0]}\"";
            problems.Add(new Problem(where, "at least two classes", received, "A model has nothing to tell apart."));
            return false;
        }

        bool rare = texts.Count < 10 * distinct;
        bool declared = options.Columns.ContainsKey(options.Label);
        if (!declared && numeric && distinct > ManyNumbers && (rare || present.Any(text => Number(text) % 1 != 0)))
        {
            problems.Add(new Problem(
                where,
                "classes",
                string.Create(CultureInfo.InvariantCulture, $"{distinct} different numbers in {texts.Count} rows"),
                "This trains classifiers: put the numbers into ranges, or declare the column as \"categorical\" in data.columns if they are codes."));
            return false;
        }

        if (!declared && !numeric && distinct > ManyNumbers && 2 * distinct > texts.Count)
        {
            problems.Add(new Problem(
                where,
                "classes",
                string.Create(CultureInfo.InvariantCulture, $"{distinct} different texts in {texts.Count} rows"),
                "They look like identifiers: name another column in data.label."));
            return false;
        }

        return true;
    }

    private static CellColumn TextsOf(RawTable table, string label, ProblemList problems)
    {
        int index = table.IndexOf(label);
        CellColumn texts = table.Columns[index];
        for (int row = 0; row < texts.Count; row++)
        {
            if (texts.IsEmpty(row))
            {
                problems.AddCell(new Problem(table.Where(row, label), "a label", "a missing value", "Label the row or remove it."));
            }
        }

        return texts;
    }

    private static double Number(string text) => TableNumber.TryParse(text, out double value) ? value + 0.0 : double.NaN;

    private static string Name(double number) => (number + 0.0).ToString("R", CultureInfo.InvariantCulture);

    private static string Shown(string[] classes) => classes.Length <= 12 ? string.Join(", ", classes) : string.Join(", ", classes.Take(12)) + ", ...";
}
