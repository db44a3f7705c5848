namespace MlPipelines.Configuration;

/// <summary>A scenario of the file with everything that it takes over from the one it extends.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">Its members, without <c>extend</c>; anything but an object is left as it is, for binding to object to.</param>
/// <param name="Parent">The scenario that it extends, or null.</param>
/// <param name="Own">What it says itself.</param>
internal sealed record ExtendedScenario(string Name, ConfigurationNode Node, ExtendedScenario? Parent, ConfigurationNode Own);

/// <summary>
/// Resolves <c>extend</c>: a scenario is a merge patch on the one that it names, which may extend another one in turn. Every value keeps the place at which
/// it was written. A scenario whose chain does not end is left out; its finding says why.
/// </summary>
/// <param name="scenarios">The scenarios as written, overrides not applied.</param>
/// <param name="findings">Receives unknown names and circles.</param>
internal sealed class ScenarioInheritance(ObjectNode scenarios, List<Finding> findings)
{
    /// <summary>The member that names the scenario to start from.</summary>
    public const string Extend = "extend";

    private readonly Dictionary<string, ExtendedScenario?> _resolved = new(StringComparer.Ordinal);

    /// <summary>The scenarios in the order of the file.</summary>
    public IReadOnlyList<ExtendedScenario> Resolve() => [.. scenarios.Members.Select(Resolve).OfType<ExtendedScenario>()];

    private ExtendedScenario? Resolve(NodeMember member)
    {
        if (_resolved.TryGetValue(member.Name, out ExtendedScenario? known))
        {
            return known;
        }

        if (ParentName(member.Value) is not { } parent)
        {
            return _resolved[member.Name] = new ExtendedScenario(member.Name, WithoutNull(member.Value), null, member.Value);
        }

        // A circle that comes back here finds a scenario without a result.
        _resolved[member.Name] = null;
        if (scenarios.Find(parent.Value) is not { } named)
        {
            string[] others = [.. scenarios.Members.Select(item => item.Name).Where(name => name != member.Name)];
            findings.Add(new Finding(
                parent.Place, Extend, others.Length == 0 ? "another scenario of the file" : $"one of the scenarios {Quoted.List(others)}",
                parent.Description, NearestName.Suggestion(parent.Value, others)));
            return null;
        }

        if (Circle(member) is { } circle)
        {
            ReportOnce(member, parent, circle);
            return null;
        }

        return _resolved[member.Name] = Resolve(named) is { Node: ObjectNode inherited } from
            ? new ExtendedScenario(
                member.Name, MergePatch.Apply(inherited, ((ObjectNode)member.Value).Without(Extend), OptionShapes.Scenario), from, member.Value)
            : null;
    }

    private static TextNode? ParentName(ConfigurationNode scenario) => (scenario as ObjectNode)?.Find(Extend)?.Value as TextNode;

    private static ConfigurationNode WithoutNull(ConfigurationNode scenario) =>
        scenario is ObjectNode members && members.Find(Extend)?.Value is NullNode ? members.Without(Extend) : scenario;

    /// <summary>The names on the way from a scenario back to itself, or null when the way does not lead back to it.</summary>
    private List<string>? Circle(NodeMember start)
    {
        List<string> names = [start.Name];
        NodeMember? current = start;
        while (ParentName(current.Value) is { } parent && scenarios.Find(parent.Value) is { } next)
        {
            if (next.Name == start.Name)
            {
                return names;
            }

            if (names.Contains(next.Name))
            {
                return null;
            }

            names.Add(next.Name);
            current = next;
        }

        return null;
    }

    /// <summary>One finding for a circle, at its first scenario in the file.</summary>
    private void ReportOnce(NodeMember member, TextNode parent, List<string> circle)
    {
        if (scenarios.Members.First(item => circle.Contains(item.Name)).Name == member.Name)
        {
            string way = string.Join(", which extends ", circle.Append(member.Name).Skip(1).Select(Quoted.Text));
            findings.Add(new Finding(
                parent.Place, Extend, circle.Count == 1 ? "another scenario than this one" : "a scenario that does not start from this one",
                circle.Count == 1 ? parent.Description : way, circle.Count == 1 ? "Remove it." : "One of them has to stand on its own."));
        }
    }
}
