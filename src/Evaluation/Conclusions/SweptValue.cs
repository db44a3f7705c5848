using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>The value of an option that is named by its path of members, such as <c>training.optimizer.learningRate</c>.</summary>
internal static class SweptValue
{
    /// <summary>The value in effect; null when the option is absent.</summary>
    public static JsonNode? Of(ScenarioOptions options, string path) => ScenarioJson.ValueAt(options, path);

    /// <summary>The value at a path; null when there is none.</summary>
    public static JsonNode? At(JsonNode? root, string path)
    {
        JsonNode? node = root;
        foreach (string name in path.Split('.'))
        {
            node = node is JsonObject members && members.TryGetPropertyValue(name, out JsonNode? member) ? member : null;
        }

        return node;
    }

    /// <summary>As it is written, without the quotes of a text.</summary>
    public static string Label(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    /// <summary>As a number; null when it is none.</summary>
    public static double? Number(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.Number && JsonSerializer.Deserialize<double>(value.ToJsonString()) is var number && double.IsFinite(number) ? number : null;
}
