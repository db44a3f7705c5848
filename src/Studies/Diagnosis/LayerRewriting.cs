using System.Text.Json.Nodes;

namespace MlPipelines.Studies;

/// <summary>Changes to layers that a scenario writes out. The output layer, where the last layer is one, keeps its units, because the classes decide them.</summary>
internal static class LayerRewriting
{
    private const int FewestUnits = 2;

    /// <summary>A layer that is made larger gets no fewer: twice one or two units is still next to nothing. Chosen here.</summary>
    public const int FewestOfLarger = 8;

    /// <summary>Every convolution and dense layer but the output layer wider or narrower.</summary>
    public static JsonArray Resized(JsonArray layers, double factor)
    {
        foreach (JsonObject layer in Hidden(layers))
        {
            foreach (string width in (ReadOnlySpan<string>)["filters", "units"])
            {
                if (layer[width] is { } value)
                {
                    layer[width] = Resized(value.GetValue<int>(), factor);
                }
            }
        }

        return layers;
    }

    /// <summary>A width times the factor; 0 stays 0, which is no layer. What is too small to be made smaller stays as it is.</summary>
    public static int Resized(int width, double factor)
    {
        int resized = (int)Math.Round(width * factor, MidpointRounding.AwayFromZero);
        return width == 0 ? 0 : factor > 1 ? Math.Max(FewestOfLarger, resized) : Math.Min(width, Math.Max(FewestUnits, resized));
    }

    /// <summary>More of the dropout that is there, or, where there is none, dropout before the output layer.</summary>
    public static JsonArray WithDropout(JsonArray layers, double first, double step, double greatest)
    {
        JsonObject[] there = [.. layers.Cast<JsonObject>().Where(layer => TypeOf(layer) == "dropout")];
        foreach (JsonObject dropout in there)
        {
            double rate = dropout["rate"]!.GetValue<double>();
            dropout["rate"] = Math.Max(rate, Math.Min(greatest, Math.Round(rate + step, 3)));
        }

        if (there.Length == 0)
        {
            layers.Insert(EndsInOutput(layers) ? layers.Count - 1 : layers.Count, new JsonObject { ["type"] = "dropout", ["rate"] = first });
        }

        return layers;
    }

    /// <summary>A stronger L2 factor on every kernel.</summary>
    public static JsonArray WithPenalty(JsonArray layers, double first, double factor)
    {
        foreach (JsonObject layer in layers.Cast<JsonObject>().Where(HasKernel))
        {
            double penalty = layer["l2"]?.GetValue<double>() ?? 0;
            layer["l2"] = penalty == 0 ? first : penalty * factor;
        }

        return layers;
    }

    /// <summary>Batch normalisation whose moving statistics follow its batches at this momentum, where they were slower.</summary>
    public static JsonArray WithMomentum(JsonArray layers, double momentum)
    {
        foreach (JsonObject layer in layers.Cast<JsonObject>().Where(layer => TypeOf(layer) == "batchNorm"))
        {
            layer["momentum"] = Math.Min(momentum, layer["momentum"]?.GetValue<double>() ?? momentum);
        }

        return layers;
    }

    /// <summary>Without dropout layers, and without L2 factors.</summary>
    public static JsonArray WithoutRestraint(JsonArray layers)
    {
        foreach (JsonObject layer in layers.Cast<JsonObject>().ToArray())
        {
            if (TypeOf(layer) == "dropout")
            {
                layers.Remove(layer);
            }
            else
            {
                layer.Remove("l2");
            }
        }

        return layers;
    }

    /// <summary>Whether there is dropout or an L2 factor.</summary>
    public static bool IsRestrained(JsonArray layers) =>
        layers.Cast<JsonObject>().Any(layer => TypeOf(layer) == "dropout" || (layer["l2"]?.GetValue<double>() ?? 0) > 0);

    private static IEnumerable<JsonObject> Hidden(JsonArray layers) =>
        layers.Cast<JsonObject>().Take(EndsInOutput(layers) ? layers.Count - 1 : layers.Count);

    /// <summary>The rule of <c>model.layers</c>: a last dense layer with softmax, or with one unit and sigmoid, is the output layer.</summary>
    private static bool EndsInOutput(JsonArray layers) => layers.Count > 0 && layers[^1] is JsonObject last && TypeOf(last) == "dense"
        && (Text(last, "activation") == "softmax" || (Text(last, "activation") == "sigmoid" && last["units"]!.GetValue<int>() == 1));

    private static bool HasKernel(JsonObject layer) => TypeOf(layer) is "dense" or "conv2d";

    private static string? TypeOf(JsonObject layer) => Text(layer, "type");

    private static string? Text(JsonObject layer, string member) => layer[member]?.GetValue<string>();
}
