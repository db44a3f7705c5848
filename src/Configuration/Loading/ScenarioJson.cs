using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>A scenario as JSON with every value that is in effect, in the words of <c>mlconfig.json</c>.</summary>
public static class ScenarioJson
{
    /// <summary>The scenario's members with all defaults written out; a member that is absent for good (<c>null</c>) is left out.</summary>
    /// <returns>A new object; the options can be read back from it.</returns>
    public static JsonObject ToJson(ScenarioOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ToObject(OptionShapes.Scenario, options);
    }

    /// <summary>The value as JSON by its shape.</summary>
    internal static JsonNode ToJson(OptionShape shape, object value) => shape switch
    {
        UnionShape union => ToUnion(union, value),
        RecordShape record => ToObject(record, value),
        ListShape list => new JsonArray([.. ((System.Collections.IEnumerable)value).Cast<object>().Select(item => ToJson(list.Element, item))]),
        MapShape map => ToMap(map, value),
        EnumShape names => JsonValue.Create(names.NameOf(value)),
        PatchShape => ((JsonObject)value).DeepClone(),
        ValueShape => ((JsonNode)value).DeepClone(),
        BooleanShape => JsonValue.Create((bool)value),
        NumberShape { IsInteger: true } => JsonValue.Create((int)value),
        NumberShape => JsonValue.Create((double)value),
        _ => JsonValue.Create((string)value),
    };

    private static JsonObject ToUnion(UnionShape union, object value)
    {
        JsonObject members = ToObject(union.CaseOf(value).Shape, value);
        members.Insert(0, union.Discriminator, union.NameOf(value));
        return members;
    }

    private static JsonObject ToObject(RecordShape record, object value)
    {
        JsonObject members = [];
        foreach (MemberShape member in record.Members)
        {
            if (member.Property.GetValue(value) is { } inner)
            {
                members.Add(member.Name, ToJson(member.Shape, inner));
            }
        }

        return members;
    }

    private static JsonObject ToMap(MapShape map, object value)
    {
        JsonObject members = [];
        foreach (object pair in (System.Collections.IEnumerable)value)
        {
            // The maps' value types differ; all that is needed of a pair is its key and its value.
            Type type = pair.GetType();
            string name = (string)type.GetProperty("Key")!.GetValue(pair)!;
            members.Add(name, ToJson(map.Value, type.GetProperty("Value")!.GetValue(pair)!));
        }

        return members;
    }
}
