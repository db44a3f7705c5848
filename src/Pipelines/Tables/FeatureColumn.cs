using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>What a column gives the model.</summary>
/// <param name="Name">The column.</param>
/// <param name="Kind">Numeric or categorical.</param>
/// <param name="HasValue">Whether its value is a feature.</param>
/// <param name="HasIndicator">Whether a 0/1 feature says that its value was missing.</param>
internal sealed record FeatureColumn(string Name, ColumnKind Kind, bool HasValue, bool HasIndicator)
{
    /// <summary>From this share of distinct texts on, a column looks like an identifier. Chosen here.</summary>
    private const double NearlyUnique = 0.9;

    /// <summary>Below this number of values nothing looks like an identifier. Chosen here.</summary>
    private const int FewestValues = 20;

    /// <summary>Decides on the training rows which columns can tell samples apart; those that cannot are dropped with a note.</summary>
    /// <param name="view">The training table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">The rows of the training set.</param>
    /// <param name="pipeline">How missing numbers are replaced.</param>
    /// <param name="notes">Receives what a user should know.</param>
    public static IReadOnlyList<FeatureColumn> Of(
        ColumnarDataView view, IReadOnlyList<TableColumn> columns, IReadOnlyList<int> rows, PipelineOptions pipeline, List<string> notes)
    {
        List<FeatureColumn> features = [];
        List<(string Column, string What)> said = [];
        foreach (TableColumn column in columns.Where(column => column.Kind != ColumnKind.Ignore))
        {
            FeatureColumn feature = column.Kind == ColumnKind.Numeric
                ? OfNumbers(column.Name, view.Cells(column.Name), rows, pipeline, said)
                : OfCategories(column.Name, view.Cells(column.Name), rows, said);
            if (feature.HasValue || feature.HasIndicator)
            {
                features.Add(feature);
            }
        }

        notes.AddRange(ColumnSentences.Of(said));
        return features;
    }

    private static FeatureColumn OfNumbers(string name, CellColumn all, IReadOnlyList<int> rows, PipelineOptions pipeline, List<(string Column, string What)> said)
    {
        (int there, double first, bool differ) = (0, 0, false);
        foreach (int row in rows)
        {
            if (all.TryNumber(row, out double value))
            {
                first = there++ == 0 ? value : first;
                differ |= value != first;
            }
        }

        int missing = rows.Count - there;
        bool indicator = pipeline.MissingIndicators && missing > 0 && there > 0;
        if (there == 0)
        {
            said.Add((name, "has no value in the training set and was dropped"));
            return new FeatureColumn(name, ColumnKind.Numeric, false, false);
        }

        // A missing value becomes 0 or one of, or between, the values that are there.
        bool replacedDiffers = missing > 0 && pipeline.MissingNumbers == MissingNumberReplacement.Zero && first != 0;
        bool varies = replacedDiffers || differ;
        if (!varies)
        {
            said.Add((name, "has one value in the training set and was dropped" + (indicator ? "; whether it is missing was kept" : "")));
        }
        else if (all.Count >= FewestValues && Enumerable.Range(1, all.Count - 1).All(row => all.Number(row) == all.Number(row - 1) + 1))
        {
            said.Add((name, "counts the rows; declare it \"ignore\" in data.columns if it is only their number"));
        }

        return new FeatureColumn(name, ColumnKind.Numeric, varies, indicator);
    }

    private static FeatureColumn OfCategories(string name, CellColumn all, IReadOnlyList<int> rows, List<(string Column, string What)> said)
    {
        int distinct = rows.Select(row => all[row]).Distinct(StringComparer.Ordinal).Count();
        if (distinct < 2)
        {
            string values = all.IsEmpty(rows[0]) ? "no" : "one";
            said.Add((name, $"has {values} value in the training set and was dropped"));
        }
        else if (rows.Count >= FewestValues && distinct >= NearlyUnique * rows.Count)
        {
            said.Add((name, $"has {distinct} different texts in {rows.Count} training rows and looks like an identifier; "
                + "declare it \"ignore\" in data.columns if it is one"));
        }

        return new FeatureColumn(name, ColumnKind.Categorical, distinct >= 2, false);
    }
}
