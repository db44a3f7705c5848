namespace MlPipelines.Configuration;

/// <summary>A scenario's members at one size, <c>full</c> applied and taken out.</summary>
/// <param name="Node">The members.</param>
/// <param name="Before">What they were before <c>extend</c> or <c>full</c> changed them; null when nothing did.</param>
/// <param name="Root">Where that change stands, or the scenario itself.</param>
internal sealed record SizedScenario(ConfigurationNode Node, ObjectNode? Before, Place Root)
{
    /// <summary>The member that says what the full size changes.</summary>
    public const string FullMember = "full";

    private static readonly string[] _excluded = [FullMember, ScenarioInheritance.Extend];

    /// <summary>The scenario as it is written.</summary>
    public static SizedScenario Quick(ExtendedScenario scenario) => new(
        FullOf(scenario) is not null || IsNull(scenario) ? ((ObjectNode)scenario.Node).Without(FullMember) : scenario.Node,
        scenario.Parent?.Node as ObjectNode,
        scenario.Own.Place);

    /// <summary>The scenario with <c>full</c> applied; null when it has none, so that both sizes are the same.</summary>
    public static SizedScenario? Full(ExtendedScenario scenario, SizedScenario quick)
    {
        if (FullOf(scenario) is not { } patch || quick.Node is not ObjectNode before)
        {
            return null;
        }

        ObjectNode changes = _excluded.Aggregate(patch, (node, name) => node.Without(name));
        return new SizedScenario(MergePatch.Apply(before, changes, OptionShapes.Scenario), before, patch.Place);
    }

    /// <summary>Finds members that <c>full</c> cannot change.</summary>
    public static IEnumerable<Finding> ExcludedMembers(ExtendedScenario scenario) => _excluded
        .Select(name => FullOf(scenario)?.Find(name))
        .OfType<NodeMember>()
        .Select(member => new Finding(
            member.NamePlace, $"{FullMember}.{member.Name}", "a member that the full size may change", $"the member {Quoted.Text(member.Name)}",
            $"Write it beside {Quoted.Text(FullMember)}."));

    /// <summary>Whether <c>full</c> cannot change a member.</summary>
    public static bool IsExcluded(string name) => _excluded.Contains(name);

    /// <summary>Whether the scenario itself says something about an option, rather than taking it over.</summary>
    public static bool Says(ConfigurationNode own, string path) =>
        own is ObjectNode members && members.FindAt(path.Split('[')[0]) is not null;

    private static ObjectNode? FullOf(ExtendedScenario scenario) => (scenario.Node as ObjectNode)?.Find(FullMember)?.Value as ObjectNode;

    private static bool IsNull(ExtendedScenario scenario) => (scenario.Node as ObjectNode)?.Find(FullMember)?.Value is NullNode;
}
