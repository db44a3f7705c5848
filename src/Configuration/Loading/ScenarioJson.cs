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

    /// <summary>The value that an option would have at its default, though an object that it lies in may be absent: 0 for <c>data.corrupt.blur</c>.</summary>
    /// <param name="options">The scenario.</param>
    /// <param name="path">Names from the scenario.</param>
    /// <returns>The default; null when the option has none.</returns>
    public static JsonNode? DefaultAt(ScenarioOptions options, string path) => OptionPaths.DefaultAt(options, path);

    /// <summary>The value in effect at an option's path.</summary>
    /// <param name="options">The scenario.</param>
    /// <param name="path">Names from the scenario: <c>training.optimizer.learningRate</c>, <c>training.optimizer.type</c>.</param>
    /// <returns>The value, which may be the default; null when it is absent or the scenario has no such option.</returns>
    public static JsonNode? ValueAt(ScenarioOptions options, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        JsonNode? value = ToJson(options);
        foreach (string name in path.Split('.'))
        {
            value = (value as JsonObject)?[name];
        }

        return value?.DeepClone();
    }

    /// <summary>
    /// The options with a merge patch applied (RFC 7396), bound and checked as those of a file are: the values that a search proposes. A value that is its
    /// default counts as not given, so a patch that changes a <c>type</c> brings the new kind's defaults along.
    /// </summary>
    /// <param name="options">The scenario, loaded before; paths in it and in the patch are taken as they are.</param>
    /// <param name="patch">The change.</param>
    /// <exception cref="ProblemException">The patch, or what it makes of the options, is wrong.</exception>
    public static ScenarioOptions Patched(ScenarioOptions options, JsonObject patch)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(patch);
        List<Finding> findings = [];
        ScenarioOptions changed = CandidateReading.Read(
            CandidateReading.Nodes(GivenMembers(OptionShapes.Scenario, options)), CandidateReading.Nodes(patch), findings);
        return findings.Count == 0
            ? changed
            : throw new ProblemException(ProblemStage.Configuration, [.. findings.Select(finding => finding.ToProblem()).Distinct()]);
    }

    /// <summary>The options as a user would write them: without members that have their default.</summary>
    internal static JsonObject GivenMembers(RecordShape record, object value)
    {
        JsonObject members = [];
        foreach (MemberShape member in record.Members)
        {
            if (member.Property.GetValue(value) is { } inner && Given(member, inner) is { } given)
            {
                members.Add(member.Name, given);
            }
        }

        return members;
    }

    private static JsonNode? Given(MemberShape member, object value)
    {
        if (member.Shape is UnionShape union)
        {
            JsonObject given = GivenMembers(union.CaseOf(value).Shape, value);
            given.Insert(0, union.Discriminator, union.NameOf(value));
            return given.Count == 1 && member.Default?.GetType() == value.GetType() ? null : given;
        }

        JsonNode json = member.Shape is RecordShape inner ? GivenMembers(inner, value) : ToJson(member.Shape, value);
        bool isUsual = member.Shape is RecordShape
            ? member.Default is not null && ((JsonObject)json).Count == 0
            : member.Default is { } usual && JsonNode.DeepEquals(json, ToJson(member.Shape, usual));
        return isUsual && !member.IsRequired ? null : json;
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
