using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>
/// Options by their path from the scenario: <c>training.optimizer.learningRate</c>. Which members there are depends on the kinds that a scenario has
/// chosen (<c>momentum</c> is an option of <c>sgd</c>, not of <c>adam</c>), so every answer is about one scenario's options.
/// </summary>
internal static class OptionPaths
{
    /// <summary>The shape of the option at a path, or null when the scenario has no such option.</summary>
    public static OptionShape? Find(ScenarioOptions options, string path) => Walk(options, path).Shape;

    /// <summary>What to say about a path that is no option: what would have been one, and what was probably meant.</summary>
    public static (string Expected, string? Remedy) Unknown(ScenarioOptions options, string path)
    {
        if (path.Contains('[', StringComparison.Ordinal))
        {
            return ("a path of member names", "Arrays are replaced as a whole; name the array itself.");
        }

        (_, OptionShape reached, object? value, int depth) = Walk(options, path);
        string[] names = path.Split('.');
        string parent = string.Join('.', names[..depth]);
        string[] known = Members(reached, value);
        string expected = known.Length == 0
            ? $"the path of an option; {Quoted.Text(parent)} has no members"
            : $"the path of an option; {(depth == 0 ? "a scenario" : Quoted.Text(parent))} has the members {Quoted.List(known)}";
        string prefix = depth == 0 ? "" : parent + ".";
        string? nearest = NearestName.Find(names[depth], known);
        return (expected, OtherKinds(reached, names[depth]) ?? (nearest is not null ? $"Did you mean {Quoted.Text(prefix + nearest)}?" : Home(names[^1])));
    }

    /// <summary>The default of the option at a path, though an object that it lies in may be absent: 0 for <c>data.corrupt.blur</c>. Null when it has none.</summary>
    public static JsonNode? DefaultAt(ScenarioOptions options, string path)
    {
        int dot = path.LastIndexOf('.');
        (OptionShape? shape, _, object? value, _) = dot < 0 ? (OptionShapes.Scenario, OptionShapes.Scenario, options, 0) : Walk(options, path[..dot]);
        return shape is RecordShape or UnionShape && RecordOf(shape, value)?.Find(path[(dot + 1)..]) is { Default: { } usual } member
            ? ScenarioJson.ToJson(member.Shape, usual)
            : null;
    }

    /// <summary>Follows a path as far as it goes.</summary>
    /// <returns>The option's shape or null; how far the path went: the shape and value there, and the number of names until there.</returns>
    private static (OptionShape? Shape, OptionShape Reached, object? Value, int Depth) Walk(ScenarioOptions options, string path)
    {
        OptionShape shape = OptionShapes.Scenario;
        object? value = options;
        string[] names = path.Split('.');
        for (int depth = 0; depth < names.Length; depth++)
        {
            if (Step(shape, value, names[depth]) is not { } next)
            {
                return (null, shape, value, depth);
            }

            (shape, value) = next;
        }

        return (shape, shape, value, names.Length);
    }

    private static (OptionShape Shape, object? Value)? Step(OptionShape shape, object? value, string name)
    {
        switch (shape)
        {
            case UnionShape union when name == union.Discriminator:
                return (new TextShape(1, null, null), null);
            case MapShape map when name.Length > 0:
                return (map.Value, null);
            case RecordShape or UnionShape when RecordOf(shape, value)?.Find(name) is { } member:
                return (member.Shape, (value is null ? null : member.Property.GetValue(value)) ?? member.Default);
            default:
                return null;
        }
    }

    private static RecordShape? RecordOf(OptionShape shape, object? value) => shape switch
    {
        RecordShape record => record,
        UnionShape union when value is not null => union.CaseOf(value).Shape,
        _ => null,
    };

    private static string[] Members(OptionShape shape, object? value) =>
    [
        .. shape is UnionShape union ? [union.Discriminator] : (string[])[],
        .. RecordOf(shape, value)?.Members.Select(member => member.Name) ?? [],
    ];

    private static string? OtherKinds(OptionShape shape, string name)
    {
        string[] kinds = [.. (shape as UnionShape)?.Cases.Where(item => item.Shape.Find(name) is not null).Select(item => Quoted.Text(item.Name)) ?? []];
        return kinds.Length == 0 ? null : $"It is a member of the {((UnionShape)shape).Discriminator} {string.Join(" or ", kinds)}.";
    }

    private static string? Home(string name)
    {
        string[] homes = [.. MemberHome.Paths(name)];
        return homes.Length is 0 or > 3
            ? null
            : $"Did you mean {string.Join(" or ", homes.Select(home => Quoted.Text(home.Length == 0 ? name : $"{home}.{name}")))}?";
    }
}
