using System.Reflection;
using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>What an option's JSON looks like, read off its C# type. Binding, merging, writing and the JSON schema all follow it.</summary>
internal abstract record OptionShape(Type Type);

/// <summary>A text.</summary>
/// <param name="MinimumLength">The least number of characters.</param>
/// <param name="MaximumLength">The greatest number of characters; null for any.</param>
/// <param name="Path">What the text names when it is a path.</param>
internal sealed record TextShape(int MinimumLength, int? MaximumLength, DataPathKind? Path) : OptionShape(typeof(string));

/// <summary>True or false.</summary>
internal sealed record BooleanShape() : OptionShape(typeof(bool));

/// <summary>A number, or an integer.</summary>
internal sealed record NumberShape(Type Type, NumberRange? Range) : OptionShape(Type)
{
    /// <summary>Whether only integers are allowed.</summary>
    public bool IsInteger => Type == typeof(int);

    /// <summary><c>a number in (0, 10]</c>.</summary>
    public string Description => (IsInteger ? "an integer" : "a number") + (Range is null ? "" : $" in {Range}");
}

/// <summary>One of a set of names.</summary>
internal sealed record EnumShape(Type Type, IReadOnlyDictionary<string, object> Values) : OptionShape(Type)
{
    /// <summary>The name of a value.</summary>
    public string NameOf(object value) => Values.First(pair => pair.Value.Equals(value)).Key;
}

/// <summary>An array.</summary>
/// <param name="Type">The list's type.</param>
/// <param name="Element">What its elements look like.</param>
/// <param name="Length">The number of elements; null for any.</param>
internal sealed record ListShape(Type Type, OptionShape Element, int? Length) : OptionShape(Type);

/// <summary>An object whose names the user chooses.</summary>
internal sealed record MapShape(Type Type, OptionShape Value) : OptionShape(Type);

/// <summary>A merge patch on a scenario, kept as JSON.</summary>
internal sealed record PatchShape() : OptionShape(typeof(JsonObject));

/// <summary>Any JSON value: the value of an option that another member names.</summary>
internal sealed record ValueShape() : OptionShape(typeof(JsonNode));

/// <summary>An object with the members of an option record, those of its base records first.</summary>
internal sealed record RecordShape(Type Type, IReadOnlyList<MemberShape> Members) : OptionShape(Type)
{
    /// <summary>The member of a JSON name, or null.</summary>
    public MemberShape? Find(string name) => Members.FirstOrDefault(member => member.Name == name);
}

/// <summary>An object whose <see cref="Discriminator"/> says which of several option records it is.</summary>
internal sealed record UnionShape(Type Type, string Discriminator, IReadOnlyList<UnionCase> Cases) : OptionShape(Type)
{
    /// <summary>The case of a name, or null.</summary>
    public UnionCase? Find(string? name) => Cases.FirstOrDefault(item => item.Name == name);

    /// <summary>The name of an object's case.</summary>
    public string NameOf(object value) => CaseOf(value).Name;

    /// <summary>The case of an object.</summary>
    public UnionCase CaseOf(object value) => Cases.First(item => item.Shape.Type == value.GetType());
}

/// <summary>One kind of a union.</summary>
internal sealed record UnionCase(string Name, RecordShape Shape);

/// <summary>A member of an option record.</summary>
/// <param name="Name">The name in JSON.</param>
/// <param name="Property">The property.</param>
/// <param name="Shape">What the value looks like.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="IsNullable">Whether it may be absent for good, so that <c>null</c> is allowed too.</param>
/// <param name="Default">Its value when it is not given.</param>
internal sealed record MemberShape(string Name, PropertyInfo Property, OptionShape Shape, bool IsRequired, bool IsNullable, object? Default)
{
    /// <summary>The record that introduced the member; kinds of a union share a member when they inherit it from the same one.</summary>
    public Type IntroducedBy => Property.GetMethod!.GetBaseDefinition().DeclaringType!;
}
