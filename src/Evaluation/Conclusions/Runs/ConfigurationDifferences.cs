using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlPipelines.Evaluation;

/// <summary>Which options differ between configurations, by JSON path. Lists of plain values are one value; lists of objects are told apart member by member.</summary>
internal static class ConfigurationDifferences
{
    // Shown to people, who should be able to read "é"; pages encode for HTML themselves.
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The differences in the order in which their paths first occur.</summary>
    public static IReadOnlyList<ConfigurationDifference> Of(IReadOnlyList<JsonObject> configurations)
    {
        Dictionary<string, string>[] flat = [.. configurations.Select(Flatten)];
        return
        [
            .. flat.SelectMany(values => values.Keys).Distinct(StringComparer.Ordinal)
                .Select(path => new ConfigurationDifference(path, [.. flat.Select(values => values.GetValueOrDefault(path))]))
                .Where(option => option.Values.Distinct(StringComparer.Ordinal).Skip(1).Any()),
        ];
    }

    private static Dictionary<string, string> Flatten(JsonObject configuration)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        Add(configuration, "", values);
        return values;
    }

    private static void Add(JsonNode? node, string path, Dictionary<string, string> values)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                foreach ((string name, JsonNode? value) in members)
                {
                    Add(value, Member(path, name), values);
                }

                break;
            case JsonArray items when items.Any(item => item is JsonObject or JsonArray):
                for (int index = 0; index < items.Count; index++)
                {
                    Add(items[index], FormattableString.Invariant($"{path}[{index}]"), values);
                }

                break;
            default:
                values[path] = node?.ToJsonString(s_readable) ?? "null";
                break;
        }
    }

    /// <summary>Names that are no plain words stand in brackets, so that a dot in a name does not look like a step.</summary>
    private static string Member(string path, string name) => name.Length > 0 && name.All(character => char.IsLetterOrDigit(character) || character is '-' or '_')
        ? path.Length == 0 ? name : $"{path}.{name}"
        : $"{path}[{JsonValue.Create(name).ToJsonString(s_readable)}]";
}
