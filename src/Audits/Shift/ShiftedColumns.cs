using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>The columns of a table in two sets. A missing category is a category; missing numbers are a property of their own.</summary>
internal static class ShiftedColumns
{
    private const string Missing = "missing";
    private const string Present = "present";

    /// <summary>Compares every column that is not ignored.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="from">The first set.</param>
    /// <param name="to">The second.</param>
    /// <param name="cancellation">Checked between columns.</param>
    public static IEnumerable<ShiftedProperty> Of(TableCells cells, SampleSet from, SampleSet to, CancellationToken cancellation)
    {
        foreach (TableCellColumn column in cells.Columns.Where(column => column.Kind != ColumnKind.Ignore))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (ShiftedProperty? property in column.Kind == ColumnKind.Numeric
                ? Numbers(column.Name, cells.Numbers(column, from), cells.Numbers(column, to))
                : [PropertyComparison.OfCategories(column.Name, cells.Texts(column, from), cells.Texts(column, to))])
            {
                if (property is not null)
                {
                    yield return property;
                }
            }
        }
    }

    private static IEnumerable<ShiftedProperty?> Numbers(string name, double[] from, double[] to)
    {
        yield return PropertyComparison.OfNumbers(name, "numeric", from.Where(double.IsFinite), to.Where(double.IsFinite));
        if (from.Any(double.IsNaN) || to.Any(double.IsNaN))
        {
            yield return PropertyComparison.OfCategories($"{name} (missing)", Presence(from), Presence(to));
        }
    }

    private static string[] Presence(double[] values) => Array.ConvertAll(values, value => double.IsNaN(value) ? Missing : Present);
}
