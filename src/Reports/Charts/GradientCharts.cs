using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>How large the gradient is in each layer, from input to output, a line per variant: where it vanishes and where it explodes.</summary>
public static class GradientCharts
{
    private const double SmallestRatio = 1e-12;

    /// <summary>The gradient per weight (root mean square) in the first and in the last epoch, on the same axes; empty when no variant has layers.</summary>
    public static IReadOnlyList<XyChartModel> Build(IReadOnlyList<VariantResult> variants)
    {
        var measured = variants.Where(variant => variant.Dynamics?.Gradients.Count > 0).ToList();
        var values = measured.SelectMany(variant => variant.Dynamics!.Gradients)
            .SelectMany(layer => new[] { PerWeight(layer, layer.First), PerWeight(layer, layer.Last) })
            .Where(value => value > 0 && double.IsFinite(value))
            .ToList();
        if (values.Count == 0)
        {
            return [];
        }

        var y = Axis.Log(values.Select(value => Math.Max(value, values.Max() * SmallestRatio)), value => Figures.Number(value));
        var x = Axis.Epochs(Math.Max(2, measured.Max(variant => variant.Dynamics!.Gradients.Count)));
        return
        [
            Chart("first", "First epoch: gradient per weight", measured, layer => layer.First, x, y),
            Chart("last", "Last epoch: gradient per weight", measured, layer => layer.Last, x, y),
        ];
    }

    /// <summary>The root mean square over the weights of a layer.</summary>
    public static double PerWeight(LayerGradient layer, double norm) => layer.Weights > 0 ? norm / Math.Sqrt(layer.Weights) : double.NaN;

    private static XyChartModel Chart(string id, string title, IReadOnlyList<VariantResult> variants, Func<LayerGradient, double> norm, Axis x, Axis y) => new()
    {
        Id = "gradients-" + id,
        Title = title,
        Description = string.Join("; ", variants.Select(variant =>
            $"{DisplayName.Quote(variant.Name)}: {Figures.Number(PerWeight(variant.Dynamics!.Gradients[0], norm(variant.Dynamics.Gradients[0])))} in the first layer, {Figures.Number(PerWeight(variant.Dynamics.Gradients[^1], norm(variant.Dynamics.Gradients[^1])))} in the last")) + ".",
        X = x,
        XTitle = "layer with weights, from input to output",
        Y = y,
        Series =
        [
            .. variants.Take(XyChartModel.VariantStyles).Select((variant, index) => new XySeries(
                variant.Name,
                XyChartModel.VariantStyle(index),
                [.. variant.Dynamics!.Gradients.Select((layer, place) => new XyPoint(
                    place + 1, PerWeight(layer, norm(layer)), null, $"{DisplayName.Shorten(layer.Layer, 40)}: {Figures.Number(PerWeight(layer, norm(layer)))}"))])),
        ],
        Numbers = new NumbersTable(
            "Norm of the gradient by layer",
            ["Variant", "Layer", "Weights", "Norm", "Per weight"],
            [
                .. variants.SelectMany(variant => variant.Dynamics!.Gradients.Select(layer => (IReadOnlyList<string>)
                    [variant.Name, layer.Layer, Figures.Count(layer.Weights), Figures.Number(norm(layer)), Figures.Number(PerWeight(layer, norm(layer)))])),
            ]),
    };
}
