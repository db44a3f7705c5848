namespace MlPipelines.Configuration;

/// <summary>A JSON value that knows where it stands. Nodes are immutable, so that merged trees share them.</summary>
internal abstract class ConfigurationNode(Place place)
{
    /// <summary>Where the value begins.</summary>
    public Place Place { get; } = place;

    /// <summary>The right side of an override that was written without quotes: <c>3</c> can also be meant as the text "3".</summary>
    public string? BareText { get; init; }

    /// <summary>What a message says was received.</summary>
    public abstract string Description { get; }
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NamePlace">Where the name begins.</param>
/// <param name="Value">Its value.</param>
internal sealed record NodeMember(string Name, Place NamePlace, ConfigurationNode Value);

/// <summary>An object: members in the order of the text.</summary>
internal sealed class ObjectNode(Place place, IEnumerable<NodeMember> members) : ConfigurationNode(place)
{
    private readonly OrderedDictionary<string, NodeMember> _members = new(members.Select(member => KeyValuePair.Create(member.Name, member)));

    /// <summary>The members in order.</summary>
    public IReadOnlyList<NodeMember> Members => _members.Values;

    /// <summary>Whether the object is only a step of an override's path, not something a user wrote.</summary>
    public bool IsPathOfOverride { get; init; }

    /// <inheritdoc/>
    public override string Description => "an object";

    /// <summary>The member of a name, or null.</summary>
    public NodeMember? Find(string name) => _members.GetValueOrDefault(name);

    /// <summary>The same object without a member.</summary>
    public ObjectNode Without(string name) => Find(name) is null
        ? this
        : new ObjectNode(Place, _members.Values.Where(member => member.Name != name)) { IsPathOfOverride = IsPathOfOverride };

    /// <summary>The member at a path of names, or null.</summary>
    public NodeMember? FindAt(string path)
    {
        NodeMember? member = null;
        ConfigurationNode? value = this;
        foreach (string name in path.Split('.'))
        {
            member = (value as ObjectNode)?.Find(name);
            value = member?.Value;
        }

        return member;
    }

    /// <summary>The same object with one member set.</summary>
    public ObjectNode With(NodeMember member)
    {
        OrderedDictionary<string, NodeMember> changed = new(_members) { [member.Name] = member };
        return new ObjectNode(Place, changed.Values) { IsPathOfOverride = IsPathOfOverride };
    }
}

/// <summary>An array.</summary>
internal sealed class ArrayNode(Place place, IReadOnlyList<ConfigurationNode> items) : ConfigurationNode(place)
{
    /// <summary>The elements.</summary>
    public IReadOnlyList<ConfigurationNode> Items { get; } = items;

    /// <inheritdoc/>
    public override string Description => "an array";
}

/// <summary>A text.</summary>
internal sealed class TextNode(Place place, string value) : ConfigurationNode(place)
{
    /// <summary>The text without quotes and escapes.</summary>
    public string Value { get; } = value;

    /// <inheritdoc/>
    public override string Description => Quoted.Text(Value);
}

/// <summary>A number as written.</summary>
internal sealed class NumberNode(Place place, string raw) : ConfigurationNode(place)
{
    /// <summary>The digits as written.</summary>
    public string Raw { get; } = raw;

    /// <inheritdoc/>
    public override string Description => Quoted.Shorten(Raw);
}

/// <summary>True or false.</summary>
internal sealed class BooleanNode(Place place, bool value) : ConfigurationNode(place)
{
    /// <summary>The value.</summary>
    public bool Value { get; } = value;

    /// <inheritdoc/>
    public override string Description => Value ? "true" : "false";
}

/// <summary><c>null</c>.</summary>
internal sealed class NullNode(Place place) : ConfigurationNode(place)
{
    /// <inheritdoc/>
    public override string Description => "null";
}
