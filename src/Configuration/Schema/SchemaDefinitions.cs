using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>How much of an object a schema demands.</summary>
internal enum SchemaMode
{
    /// <summary>All that is required.</summary>
    Whole,

    /// <summary>Nothing, and every member may be null: a merge patch of a variant, without what variants share.</summary>
    Variant,

    /// <summary>The same for <c>full</c>, which may change almost everything.</summary>
    Full,

    /// <summary>The same for a scenario that extends another one.</summary>
    Extension,
}

/// <summary>The schema of each option record, under <c>definitions</c>, as one that is demanded whole and as a merge patch.</summary>
internal sealed class SchemaDefinitions(OptionDocumentation documentation)
{
    private const string NamePattern = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

    private readonly SortedDictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);

    /// <summary>All definitions that were referred to, by name.</summary>
    public JsonObject ToJson() => new(_definitions.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    /// <summary>The schema of a record.</summary>
    public JsonObject Record(RecordShape shape, SchemaMode mode, UnionShape? union = null, string? kind = null)
    {
        JsonObject schema = new() { ["type"] = "object", ["description"] = documentation.Of(shape.Type) };
        JsonObject properties = [];
        if (union is not null)
        {
            properties[union.Discriminator] = new JsonObject { ["const"] = kind, ["description"] = documentation.Of(shape.Type) };
        }

        foreach (MemberShape member in shape.Members.Where(member => IsAllowed(shape, member, mode)))
        {
            properties[member.Name] = Member(member, mode);
        }

        schema["properties"] = properties;
        JsonArray required = [.. shape.Members.Where(member => member.IsRequired).Select(member => JsonValue.Create(member.Name))];
        if (mode == SchemaMode.Whole && required.Count > 0)
        {
            schema["required"] = required;
        }

        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>
    /// A scenario by itself, or one that extends another one and is then a merge patch. Editors follow the condition, so that they demand <c>data</c> and <c>model</c>
    /// only where nothing brings them.
    /// </summary>
    private JsonObject Scenario() => new()
    {
        ["type"] = "object",
        ["description"] = documentation.Of(typeof(ScenarioOptions)),
        ["if"] = new JsonObject
        {
            ["properties"] = new JsonObject { [ScenarioInheritance.Extend] = new JsonObject { ["type"] = "string" } },
            ["required"] = new JsonArray(ScenarioInheritance.Extend),
        },
        ["then"] = Reference(OptionShapes.Scenario, SchemaMode.Extension, false, null),
        ["else"] = Record(OptionShapes.Scenario, SchemaMode.Whole),
    };

    private static bool IsAllowed(RecordShape shape, MemberShape member, SchemaMode mode) => mode switch
    {
        SchemaMode.Variant => !VariantChecks.IsFixed(PathOf(shape, member)),
        SchemaMode.Full => !SizedScenario.IsExcluded(PathOf(shape, member)),
        _ => true,
    };

    /// <summary>A member's path from the scenario where variants may not change it; only there does the path matter.</summary>
    private static string PathOf(RecordShape shape, MemberShape member) =>
        typeof(DataOptions).IsAssignableFrom(shape.Type) ? $"data.{member.Name}"
        : shape.Type == typeof(ScenarioOptions) ? member.Name
        : $"{shape.Type.Name}.{member.Name}";

    private JsonObject Member(MemberShape member, SchemaMode mode)
    {
        JsonObject schema = new() { ["description"] = documentation.Of(member.Property) };
        bool isNullable = member.IsNullable || mode != SchemaMode.Whole;
        foreach ((string name, JsonNode? value) in Value(member.Shape, mode, isNullable, member).ToArray())
        {
            schema[name] = value?.DeepClone();
        }

        // In a patch, a member that is absent keeps the scenario's value, so there is no default. Editors insert the default when they
        // complete a name: for an object that would be all of its members, which have defaults of their own.
        if (mode == SchemaMode.Whole && !member.IsRequired && member.Default is { } usual && member.Shape is not RecordShape)
        {
            schema["default"] = member.Shape is UnionShape union
                ? new JsonObject { [union.Discriminator] = union.NameOf(usual) }
                : ScenarioJson.ToJson(member.Shape, usual);
        }

        return schema;
    }

    private JsonObject Value(OptionShape shape, SchemaMode mode, bool isNullable, MemberShape? member) => shape switch
    {
        TextShape text => Text(text, isNullable),
        BooleanShape => new JsonObject { ["type"] = Kind("boolean", isNullable) },
        NumberShape number => Number(number, isNullable),
        EnumShape names => Names(names, isNullable),
        ListShape list => List(list, isNullable),
        MapShape map => Map(map, mode, isNullable),
        ValueShape => new JsonObject { ["type"] = new JsonArray("object", "array", "string", "number", "boolean") },
        PatchShape => Reference(OptionShapes.Scenario, member is null ? SchemaMode.Variant : SchemaMode.Full, isNullable, null),
        _ => Reference(shape, mode, isNullable, member?.IsRequired == false ? member.Default : null),
    };

    private static JsonNode Kind(string kind, bool isNullable) => isNullable ? new JsonArray(kind, "null") : JsonValue.Create(kind);

    private JsonObject List(ListShape shape, bool isNullable)
    {
        JsonObject schema = new() { ["type"] = Kind("array", isNullable), ["items"] = Value(shape.Element, SchemaMode.Whole, false, null) };
        if (shape.Length is { } length)
        {
            schema["minItems"] = length;
            schema["maxItems"] = length;
        }

        return schema;
    }

    private static JsonObject Text(TextShape shape, bool isNullable)
    {
        JsonObject schema = new() { ["type"] = Kind("string", isNullable) };
        if (shape.MinimumLength > 0)
        {
            schema["minLength"] = shape.MinimumLength;
        }

        if (shape.MaximumLength is { } longest)
        {
            schema["maxLength"] = longest;
        }

        return schema;
    }

    private static JsonObject Number(NumberShape shape, bool isNullable)
    {
        JsonObject schema = new() { ["type"] = Kind(shape.IsInteger ? "integer" : "number", isNullable) };
        if (shape.Range is { } range)
        {
            schema[range.ExcludesMinimum ? "exclusiveMinimum" : "minimum"] = Bound(range.Minimum);
            schema[range.ExcludesMaximum ? "exclusiveMaximum" : "maximum"] = Bound(range.Maximum);
        }

        return schema;
    }

    /// <summary>Whole numbers without exponent, so that every reader takes them for integers.</summary>
    private static JsonNode Bound(double value) => JsonNode.Parse(NumberRange.Text(value))!;

    private JsonObject Names(EnumShape shape, bool isNullable)
    {
        JsonArray names = [.. shape.Values.Keys.Select(name => JsonValue.Create(name))];
        JsonArray descriptions = [.. shape.Values.Values.Select(value => JsonValue.Create(documentation.Of(shape.Type, value)))];
        if (isNullable)
        {
            names.Add((JsonNode?)null);
            descriptions.Add((JsonNode)"Absent.");
        }

        return new JsonObject { ["enum"] = names, ["enumDescriptions"] = descriptions };
    }

    private JsonObject Map(MapShape shape, SchemaMode mode, bool isNullable)
    {
        JsonObject schema = new()
        {
            ["type"] = Kind("object", isNullable),
            ["additionalProperties"] = Value(shape.Value, SchemaMode.Whole, mode != SchemaMode.Whole, null),
        };
        if (shape.Value is PatchShape || shape.Value.Type == typeof(ScenarioOptions))
        {
            JsonObject names = new() { ["pattern"] = NamePattern };
            if (shape.Value is PatchShape)
            {
                names["not"] = new JsonObject { ["const"] = "baseline" };
            }

            schema["propertyNames"] = names;
        }

        return schema;
    }

    private JsonObject Reference(OptionShape shape, SchemaMode mode, bool isNullable, object? implied)
    {
        // Most patches are nullable wherever they stand; a variant is so only where it can be taken away.
        bool isSometimesNull = mode == SchemaMode.Whole || (mode == SchemaMode.Variant && shape == OptionShapes.Scenario);
        string name = NameOf(shape, mode) + (isNullable && isSometimesNull ? "OrNull" : "");
        if (_definitions.TryAdd(name, []))
        {
            JsonObject definition = shape switch
            {
                UnionShape union => Union(union, mode, implied),
                RecordShape record when mode == SchemaMode.Whole && record == OptionShapes.Scenario => Scenario(),
                _ => Record((RecordShape)shape, mode),
            };
            if (isNullable)
            {
                definition["type"] = Kind("object", true);
            }

            _definitions[name] = definition;
        }

        // Siblings of $ref are ignored in draft 7; allOf keeps the member's own description.
        return new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/definitions/{name}" }) };
    }

    /// <summary>The patches of all modes are the same, but for those of the data, whose split variants share.</summary>
    private static string NameOf(OptionShape shape, SchemaMode mode)
    {
        string plain = shape.Type.Name.Replace("Options", "", StringComparison.Ordinal);
        return (plain, mode) switch
        {
            (_, SchemaMode.Whole) => plain,
            ("Scenario", SchemaMode.Extension) => "ScenarioExtension",
            ("Scenario", _) => $"{mode}",
            ("Data", SchemaMode.Full or SchemaMode.Extension) => "DataChange",
            _ => plain + "Patch",
        };
    }

    /// <summary>
    /// A union: its type, and for each type what else it has. Editors follow if/then when they complete, and their messages name the one
    /// kind that is meant. A patch may leave the type out, so it allows the members of all kinds.
    /// </summary>
    private JsonObject Union(UnionShape union, SchemaMode mode, object? implied)
    {
        JsonObject type = new()
        {
            ["description"] = documentation.Of(union.Type),
            ["enum"] = new JsonArray([.. union.Cases.Select(item => JsonValue.Create(item.Name))]),
            ["enumDescriptions"] = new JsonArray([.. union.Cases.Select(item => JsonValue.Create(documentation.Of(item.Shape.Type)))]),
        };
        JsonObject schema = new() { ["type"] = "object", ["description"] = documentation.Of(union.Type) };
        if (mode != SchemaMode.Whole)
        {
            if (implied is not null)
            {
                // Without its type, an object is of the kind that is usual.
                type["enum"]!.AsArray().Add((JsonNode?)null);
                type["enumDescriptions"]!.AsArray().Add((JsonNode)"The usual kind.");
            }

            schema["properties"] = PatchedMembers(union, type, mode);
            schema["additionalProperties"] = false;
            return schema;
        }

        string? usual = implied is null ? null : union.NameOf(implied);
        if (usual is null)
        {
            schema["required"] = new JsonArray(union.Discriminator);
        }
        else
        {
            type["default"] = usual;
        }

        schema["properties"] = new JsonObject { [union.Discriminator] = type };
        schema["allOf"] = new JsonArray([.. union.Cases.Select(item => Case(union, item, isUsual: item.Name == usual))]);
        return schema;
    }

    private JsonObject Case(UnionShape union, UnionCase item, bool isUsual)
    {
        JsonObject condition = new() { ["properties"] = new JsonObject { [union.Discriminator] = new JsonObject { ["const"] = item.Name } } };
        if (!isUsual)
        {
            condition["required"] = new JsonArray(union.Discriminator);
        }

        return new JsonObject { ["if"] = condition, ["then"] = Record(item.Shape, SchemaMode.Whole, union, item.Name) };
    }

    private JsonObject PatchedMembers(UnionShape union, JsonObject type, SchemaMode mode)
    {
        JsonObject properties = new() { [union.Discriminator] = type };
        foreach (IGrouping<string, MemberShape> members in union.Cases
            .SelectMany(item => item.Shape.Members.Where(member => IsAllowed(item.Shape, member, mode)))
            .DistinctBy(member => (member.Name, member.IntroducedBy)).GroupBy(member => member.Name))
        {
            JsonObject[] schemas = [.. members.Select(member => Member(member, mode))];
            properties[members.Key] = schemas.Length == 1 ? schemas[0] : new JsonObject { ["anyOf"] = new JsonArray([.. schemas]) };
        }

        return properties;
    }
}
