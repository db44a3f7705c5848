namespace MlPipelines.Configuration;

/// <summary>
/// A value of the command line that replaces one of a scenario: <c>training.epochs=3</c>. It becomes a merge patch, so <c>null</c>
/// removes a
/// member and an object changes only what it names.
/// </summary>
internal sealed record Override(string Text, ObjectNode Patch)
{
    /// <summary>Longer than the path of any option; it bounds the depth of the patch.</summary>
    private const int DeepestPath = 16;

    /// <summary>Reads an override. The right side is JSON, or a text where it is not.</summary>
    /// <returns>The override, or null when it is wrong.</returns>
    public static Override? Parse(string text, string scenario, List<Finding> findings)
    {
        Place whole = new($"--set {text}", 0, 0, "") { OverridePath = "" };
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string[] names = equals < 0 ? [] : text[..equals].Split('.', StringSplitOptions.TrimEntries);
        if (names.Length is 0 or > DeepestPath || names.Any(name => name.Length == 0))
        {
            findings.Add(new Finding(
                whole, "", "a path of member names and a value", Quoted.Text(text), "Write it as --set training.epochs=3."));
            return null;
        }

        if (names.Any(name => name.Contains('[', StringComparison.Ordinal)))
        {
            findings.Add(new Finding(
                whole, "", "a path of member names", Quoted.Text(text[..equals]),
                "Arrays are replaced as a whole: --set vary=[\"init\",\"order\"]."));
            return null;
        }

        if (names[0] is "scenarios" or "$")
        {
            findings.Add(new Finding(
                whole, "", "a path that begins inside the scenario", Quoted.Text(text[..equals]), "Write it as --set training.epochs=3."));
            return null;
        }

        string root = Place.Member("$.scenarios", scenario);
        string path = names.Aggregate(root, Place.Member);
        Place place = whole with { Path = path, OverridePath = path };
        return Value(text[(equals + 1)..].Trim(), place, findings) is { } value
            ? new Override(text, (ObjectNode)Nest(value, root, names, place))
            : null;
    }

    private static ConfigurationNode Nest(ConfigurationNode value, string path, ReadOnlySpan<string> names, Place place)
    {
        if (names.IsEmpty)
        {
            return value;
        }

        string inner = Place.Member(path, names[0]);
        ConfigurationNode nested = Nest(value, inner, names[1..], place);
        NodeMember member = new(names[0], place with { Path = inner }, nested);
        return new ObjectNode(place with { Path = path }, [member]) { IsPathOfOverride = true };
    }

    private static ConfigurationNode? Value(string text, Place place, List<Finding> findings)
    {
        List<Finding> syntax = [];
        ConfigurationNode? json = NodeReader.ReadOverride(text, place, syntax);
        bool isStructure = text is ['{' or '[' or '"', ..];
        if (isStructure && syntax.Count > 0)
        {
            findings.AddRange(syntax);
            return null;
        }

        return syntax.Count > 0 ? new TextNode(place, text) : json switch
        {
            NumberNode number => new NumberNode(place, number.Raw) { BareText = text },
            BooleanNode boolean => new BooleanNode(place, boolean.Value) { BareText = text },
            _ => json,
        };
    }
}
