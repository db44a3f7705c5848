using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// The preprocessing of a table as ONNX nodes: an input per column under the column's name, numbers in 64 bits as the project has them until they are scaled (NaN where missing),
/// texts as they stand in the cells without the white space around them (empty, or one of the configured texts, where missing).
/// </summary>
internal static class OnnxTableInput
{
    /// <summary>What ONNX has no operator for.</summary>
    public static IEnumerable<Problem> Check(FittedTable fitted, string where) => fitted.Used
        .Where(column => column.HashSize is not null)
        .Select(column => new Problem(
            $"{where}, column \"{column.Name}\"",
            "categories that an ONNX file can encode: a list of them",
            "texts that are hashed, for which ONNX has no operator",
            "Train with \"categories\": \"oneHot\" in pipeline, or use --format mlnet for a logistic model."));

    /// <summary>Declares the inputs and writes the preprocessing.</summary>
    /// <returns>Prepared samples (batch, features).</returns>
    public static OnnxValue Write(OnnxGraph graph, FittedTable fitted)
    {
        // All inputs first: whatever else is named in the graph then leaves the columns their names.
        (FittedTableColumn Column, OnnxValue Cells)[] inputs =
        [
            .. fitted.Used.Select(column =>
                (column, graph.Input(column.Name, column.Kind == ColumnKind.Numeric ? OnnxElement.Double : OnnxElement.String, "batch", 1L))),
        ];
        OnnxValue[] features = [.. inputs.SelectMany(input => input.Column.Kind == ColumnKind.Numeric
            ? Numbers(input.Column, input.Cells)
            : [OneHot(input.Column, input.Cells, fitted.MissingValues, fitted.MissingCategory)])];
        return features is [OnnxValue only] ? only : graph.Node("Concat", OnnxElement.Float, features, new OnnxAttribute("axis", 1L));
    }

    private static IEnumerable<OnnxValue> Numbers(FittedTableColumn column, OnnxValue cells)
    {
        OnnxValue isMissing = cells.Graph.Node("IsNaN", OnnxElement.Bool, [cells]);
        if (column.Value)
        {
            OnnxValue value = isMissing.Then(cells.Graph.Scalar(OnnxElement.Double, column.Replacement!.Value), cells);
            value = column.Offset is { } offset ? (value - offset) * column.Scale!.Value : value;
            yield return value.As(OnnxElement.Float);
        }

        if (column.MissingIndicator)
        {
            yield return isMissing.As(OnnxElement.Float);
        }
    }

    /// <summary>1 in the place of the cell's category; an unknown one gets the index after the last, which has no place.</summary>
    private static OnnxValue OneHot(FittedTableColumn column, OnnxValue cells, IReadOnlyList<string> missingValues, string missingCategory)
    {
        OnnxGraph graph = cells.Graph;
        IReadOnlyList<string> categories = column.Categories!;
        Dictionary<string, long> indexes = [];
        for (int index = 0; index < categories.Count; index++)
        {
            indexes.Add(categories[index], index);
        }

        // Texts for missing values are never categories themselves: the reader replaces them before anything is fitted.
        long missing = indexes.GetValueOrDefault(missingCategory, categories.Count);
        foreach (string text in missingValues.Append(""))
        {
            indexes[text] = missing;
        }

        OnnxValue encoded = graph.Node(
            OnnxGraph.TableDomain,
            "LabelEncoder",
            OnnxElement.Int64,
            [cells.Reshape(-1)],
            new OnnxAttribute("keys_strings", indexes.Keys.ToArray()),
            new OnnxAttribute("values_int64s", indexes.Values.ToArray()),
            new OnnxAttribute("default_int64", (long)categories.Count));
        return graph.Node(
            "OneHot",
            OnnxElement.Float,
            [encoded, graph.Scalar(OnnxElement.Int64, categories.Count), graph.Constant("offAndOn", (float[])[0, 1], 2)],
            new OnnxAttribute("axis", -1L));
    }
}
