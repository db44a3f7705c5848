namespace MlPipelines.Evaluation;

/// <summary>The norms of the gradients of a network's layers, and whether they reach the first one.</summary>
internal static class GradientFlow
{
    /// <summary>Mean norm over repeats by layer, in the first and in each repeat's last epoch. A layer that has no finite norm in either is left out.</summary>
    /// <param name="ofRepeats">The rows of each repeat, from input to output within an epoch.</param>
    public static IReadOnlyList<LayerGradient> Layers(IReadOnlyList<IReadOnlyList<GradientRow>> ofRepeats)
    {
        GradientRow[] first = [.. ofRepeats.Where(rows => rows.Count > 0).SelectMany(rows => Of(rows, rows.Min(row => row.Epoch)))];
        GradientRow[] last = [.. ofRepeats.Where(rows => rows.Count > 0).SelectMany(rows => Of(rows, rows.Max(row => row.Epoch)))];
        var layers = new List<LayerGradient>();
        foreach (string layer in first.Select(row => row.Layer).Distinct())
        {
            GradientRow[] atFirst = [.. first.Where(row => row.Layer == layer)];
            GradientRow[] atLast = [.. last.Where(row => row.Layer == layer)];
            if (atLast.Length > 0)
            {
                layers.Add(new LayerGradient(layer, atFirst[0].Weights, atFirst.Average(row => row.Norm), atLast.Average(row => row.Norm)));
            }
        }

        return layers;
    }

    /// <summary>
    /// Root mean square gradient of the first layer's weights over that of the last one's, in the first epoch; null without two layers, or where the
    /// last is 0.
    /// </summary>
    public static double? Ratio(IReadOnlyList<LayerGradient> layers)
    {
        if (layers.Count < 2 || layers[^1].First == 0)
        {
            return null;
        }

        double ratio = PerWeight(layers[0]) / PerWeight(layers[^1]);
        return double.IsFinite(ratio) ? ratio : null;
    }

    private static double PerWeight(LayerGradient layer) => layer.First / Math.Sqrt(layer.Weights);

    private static IEnumerable<GradientRow> Of(IReadOnlyList<GradientRow> rows, int epoch) =>
        rows.Where(row => row.Epoch == epoch && row.Weights > 0 && double.IsFinite(row.Norm));
}
