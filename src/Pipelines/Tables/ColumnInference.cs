using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// Decides what each column of the training table is. A declaration in <c>data.columns</c> decides; without one, a column that groups or
/// orders the split is no feature, a column of numbers (or of nothing) is numeric, and any other is categorical.
/// </summary>
/// <remarks>
/// A column of which nearly all values are numbers is neither: one stray text would silently make a category of every number. It is a problem
/// until the text or the column is declared.
/// </remarks>
internal static class ColumnInference
{
    /// <summary>From this share of numbers on, a column that also has texts must be declared. Chosen here.</summary>
    private const double NearlyAll = 0.9;

    /// <summary>Below this number of values a share says nothing. Chosen here.</summary>
    private const int FewestValues = 20;

    /// <summary>The columns in the order of the header, without the label.</summary>
    public static IReadOnlyList<TableColumn> Of(RawTable table, TableOptions options, ProblemList problems)
    {
        List<TableColumn> columns = [];
        for (int index = 0; index < table.Header.Count; index++)
        {
            string name = table.Header[index];
            if (name != options.Label)
            {
                columns.Add(new TableColumn(name, KindOf(table, name, index, options, problems), index));
            }
        }

        return columns;
    }

    /// <summary>Adds a problem for every value of a numeric column that is not a number.</summary>
    /// <param name="table">The table to check.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="index">Its position in this table.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="problems">Receives the problems.</param>
    public static void CheckNumbers(RawTable table, string column, int index, string remedy, ProblemList problems)
    {
        CellColumn cells = table.Columns[index];
        for (int row = 0; row < table.Count; row++)
        {
            if (!cells.TryNumber(row, out double value) && !cells.IsEmpty(row))
            {
                string text = cells[row];
                bool large = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
                problems.AddCell(new Problem(
                    table.Where(row, column),
                    large ? "a number between -3.4e38 and 3.4e38" : "a number",
                    $"\"{text}\"",
                    remedy));
            }
        }
    }

    private static ColumnKind KindOf(RawTable table, string name, int index, TableOptions options, ProblemList problems)
    {
        const string declareText = "Declare it in data.missingValues.";
        if (options.Columns.TryGetValue(name, out ColumnKind declared))
        {
            if (declared == ColumnKind.Numeric)
            {
                CheckNumbers(table, name, index, declareText, problems);
            }

            return declared;
        }

        if (name == options.Split.GroupBy || name == options.Split.OrderBy)
        {
            return ColumnKind.Ignore;
        }

        CellColumn cells = table.Columns[index];
        int values = Enumerable.Range(0, table.Count).Count(row => !cells.IsEmpty(row));
        int numbers = Enumerable.Range(0, table.Count).Count(row => cells.TryNumber(row, out _));
        if (numbers < values && values >= FewestValues && numbers >= NearlyAll * values)
        {
            CheckNumbers(table, name, index, "Declare it in data.missingValues, or the column as \"categorical\" in data.columns.", problems);
        }

        return numbers == values ? ColumnKind.Numeric : ColumnKind.Categorical;
    }
}
