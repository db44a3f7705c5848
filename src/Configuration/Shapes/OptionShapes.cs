using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MlPipelines.Configuration;

/// <summary>Reads the shapes off the option records: names, ranges, defaults and unions stand there and nowhere else.</summary>
internal static class OptionShapes
{
    private static readonly ConcurrentDictionary<Type, OptionShape> _objects = new();

    /// <summary>The whole file.</summary>
    public static RecordShape File => (RecordShape)OfObject(typeof(MlConfig));

    /// <summary>A scenario.</summary>
    public static RecordShape Scenario => (RecordShape)OfObject(typeof(ScenarioOptions));

    /// <summary>The shape of a record or union.</summary>
    public static OptionShape OfObject(Type type) => _objects.GetOrAdd(type, static type =>
        type.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: false) is { } union ? Union(type, union) : Record(type));

    /// <summary>The JSON name of a property or of an enum's value.</summary>
    public static string NameOf(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static UnionShape Union(Type type, JsonPolymorphicAttribute union) => new(
        type,
        union.TypeDiscriminatorPropertyName ?? "type",
        [.. type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
            .Select(item => new UnionCase((string)item.TypeDiscriminator!, Record(item.DerivedType)))]);

    private static RecordShape Record(Type type)
    {
        object defaults = Activator.CreateInstance(type)!;
        NullabilityInfoContext nullability = new();
        IEnumerable<MemberShape> members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(property => Depth(property.GetMethod!.GetBaseDefinition().DeclaringType!))
            .ThenBy(property => property.GetMethod!.GetBaseDefinition().MetadataToken)
            .Select(property => Member(property, defaults, nullability));
        return new RecordShape(type, [.. members]);
    }

    private static int Depth(Type type) => type.BaseType is null ? 0 : 1 + Depth(type.BaseType);

    private static MemberShape Member(PropertyInfo property, object defaults, NullabilityInfoContext nullability)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return new MemberShape(
            property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? NameOf(property.Name),
            property,
            Value(type, property, isElement: false),
            property.IsDefined(typeof(RequiredMemberAttribute)),
            nullability.Create(property).WriteState == NullabilityState.Nullable,
            property.GetValue(defaults));
    }

    private static OptionShape Value(Type type, PropertyInfo property, bool isElement) => type switch
    {
        _ when type == typeof(string) => Text(property, isElement),
        _ when type == typeof(bool) => new BooleanShape(),
        _ when type == typeof(int) || type == typeof(double) => new NumberShape(type, Range(property, isElement)),
        _ when type.IsEnum => new EnumShape(type, new OrderedDictionary<string, object>(
            Enum.GetValues(type).Cast<object>().Select(value => KeyValuePair.Create(NameOf(value.ToString()!), value)))),
        _ when type == typeof(JsonObject) => new PatchShape(),
        _ when type == typeof(JsonNode) => new ValueShape(),
        _ when IsGeneric(type, typeof(IReadOnlyList<>)) => new ListShape(
            type, Value(type.GetGenericArguments()[0], property, isElement: true),
            isElement ? null : property.GetCustomAttribute<LengthAttribute>()?.MinimumLength),
        _ when IsGeneric(type, typeof(IReadOnlyDictionary<,>)) =>
            new MapShape(type, Value(type.GetGenericArguments()[1], property, isElement: true)),
        _ when type.Namespace == typeof(MlConfig).Namespace => OfObject(type),
        _ => throw new NotSupportedException($"{property.DeclaringType}.{property.Name}: no JSON shape is known for {type}."),
    };

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    /// <summary>An empty text is never a name or a path. Elements may be empty: they are texts of the user's data.</summary>
    private static TextShape Text(PropertyInfo property, bool isElement)
    {
        LengthAttribute? length = isElement ? null : property.GetCustomAttribute<LengthAttribute>();
        DataPathKind? path = property.GetCustomAttribute<DataPathAttribute>()?.Kind;
        return new TextShape(length?.MinimumLength ?? (isElement ? 0 : 1), length?.MaximumLength, path);
    }

    private static NumberRange? Range(PropertyInfo property, bool isElement) => isElement
        ? property.GetCustomAttribute<ElementRangeAttribute>() is { } elements ? new NumberRange(elements.Minimum, elements.Maximum) : null
        : property.GetCustomAttribute<RangeAttribute>() is { } range ? NumberRange.From(range) : null;
}
