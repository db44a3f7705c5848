using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>From nodes back to JSON, numbers as written.</summary>
internal static class NodeJson
{
    /// <summary>The object as JSON.</summary>
    public static JsonObject ToJson(ObjectNode node) =>
        new(node.Members.Select(member => KeyValuePair.Create(member.Name, ToJson(member.Value))));

    /// <summary>The value as JSON; null for a null.</summary>
    public static JsonNode? ToJson(ConfigurationNode node) => node switch
    {
        ObjectNode value => ToJson(value),
        ArrayNode value => new JsonArray([.. value.Items.Select(ToJson)]),
        TextNode value => JsonValue.Create(value.Value),
        NumberNode value => JsonNode.Parse(value.Raw),
        BooleanNode value => JsonValue.Create(value.Value),
        _ => null,
    };
}
