using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MlPipelines.Tests.Configuration;

/// <summary>A small validator for the keywords of JSON schema draft 7 that the generated schema uses; an unknown keyword is an error.</summary>
internal static class SchemaValidation
{
    public static bool IsValid(JsonObject root, JsonObject schema, JsonNode? value) => schema.All(keyword => keyword.Key switch
    {
        "type" => Types(keyword.Value!).Contains(KindOf(value)) || (KindOf(value) == "integer" && Types(keyword.Value!).Contains("number")),
        "enum" => keyword.Value!.AsArray().Any(item => JsonNode.DeepEquals(item, value)),
        "const" => JsonNode.DeepEquals(keyword.Value, value),
        "minimum" => Number(value) is not { } number || number >= (double)keyword.Value!,
        "maximum" => Number(value) is not { } number || number <= (double)keyword.Value!,
        "exclusiveMinimum" => Number(value) is not { } number || number > (double)keyword.Value!,
        "exclusiveMaximum" => Number(value) is not { } number || number < (double)keyword.Value!,
        "minLength" => Text(value) is not { } text || text.Length >= (int)keyword.Value!,
        "maxLength" => Text(value) is not { } text || text.Length <= (int)keyword.Value!,
        "pattern" => Text(value) is not { } text || Regex.IsMatch(text, (string)keyword.Value!),
        "required" => value is not JsonObject members || keyword.Value!.AsArray().All(name => members.ContainsKey((string)name!)),
        "properties" => value is not JsonObject members || keyword.Value!.AsObject().All(
            property => !members.TryGetPropertyValue(property.Key, out JsonNode? member) || IsValid(root, property.Value!.AsObject(), member)),
        "additionalProperties" => value is not JsonObject members || members.All(member =>
            (schema["properties"] as JsonObject)?.ContainsKey(member.Key) == true
            || (keyword.Value is JsonObject others && IsValid(root, others, member.Value))),
        "propertyNames" => value is not JsonObject members || members.All(member => IsValid(root, keyword.Value!.AsObject(), member.Key)),
        "items" => value is not JsonArray items || items.All(item => IsValid(root, keyword.Value!.AsObject(), item)),
        "allOf" => keyword.Value!.AsArray().All(item => IsValid(root, item!.AsObject(), value)),
        "anyOf" => keyword.Value!.AsArray().Any(item => IsValid(root, item!.AsObject(), value)),
        "not" => !IsValid(root, keyword.Value!.AsObject(), value),
        "if" => (IsValid(root, keyword.Value!.AsObject(), value) ? schema["then"] : schema["else"]) is not JsonObject branch || IsValid(root, branch, value),
        "minItems" => value is not JsonArray array || array.Count >= (int)keyword.Value!,
        "maxItems" => value is not JsonArray array || array.Count <= (int)keyword.Value!,
        "$ref" => IsValid(root, root["definitions"]![((string)keyword.Value!).Split('/')[^1]]!.AsObject(), value),
        "then" or "else" or "description" or "default" or "enumDescriptions" => true,
        _ => throw new NotSupportedException(keyword.Key),
    });

    private static string[] Types(JsonNode type) => type is JsonArray several ? [.. several.Select(item => (string)item!)] : [(string)type!];

    private static string KindOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => Number(value) is { } number && number == Math.Floor(number) ? "integer" : "number",
    };

    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) : null;

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? (string?)value : null;
}
