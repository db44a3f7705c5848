namespace MlPipelines.Configuration;

/// <summary>The values of the command line that replace those of one scenario.</summary>
internal sealed class ScenarioOverrides
{
    /// <summary>Members that are used up before the command line is looked at.</summary>
    private static readonly string[] _usedUp = [SizedScenario.FullMember, ScenarioInheritance.Extend];

    private readonly List<Override> _overrides;
    private readonly List<Finding> _findings;

    /// <summary>Reads the overrides.</summary>
    /// <param name="texts">As written: <c>training.epochs=3</c>.</param>
    /// <param name="scenario">The scenario that they change.</param>
    /// <param name="findings">Receives what is wrong with them.</param>
    public ScenarioOverrides(IReadOnlyList<string> texts, string scenario, List<Finding> findings)
    {
        _findings = findings;
        _overrides = [.. texts.Select(text => Override.Parse(text, scenario, findings)).OfType<Override>().Where(IsInTime)];
    }

    /// <summary>The scenario with the overrides applied, in their order.</summary>
    public ConfigurationNode Apply(ConfigurationNode scenario) => _overrides.Aggregate(scenario, (target, item) =>
        target is ObjectNode members && NamesAVariant(item, members) ? MergePatch.Apply(members, item.Patch, OptionShapes.Scenario) : target);

    private bool IsInTime(Override parsed)
    {
        NodeMember first = parsed.Patch.Members[0];
        if (!_usedUp.Contains(first.Name))
        {
            return true;
        }

        _findings.Add(new Finding(
            first.NamePlace with { OverridePath = first.NamePlace.Path }, first.Name, "a member that the command line may change",
            $"the member {Quoted.Text(first.Name)}", "It is applied before --set; set the values themselves: --set repeats=30."));
        return false;
    }

    /// <summary>Whether an override that reaches into a variant reaches into one that exists: a misspelt name must not become a new
    /// variant.</summary>
    private bool NamesAVariant(Override parsed, ObjectNode target)
    {
        if (parsed.Patch.Find(VariantChecks.Variants)?.Value is not ObjectNode { IsPathOfOverride: true } named
            || named.Members[0] is not { Value: ObjectNode { IsPathOfOverride: true } } member)
        {
            return true;
        }

        string[] known = target.Find(VariantChecks.Variants)?.Value is ObjectNode variants ? [.. variants.Members.Select(item => item.Name)] : [];
        if (known.Contains(member.Name))
        {
            return true;
        }

        _findings.Add(new Finding(
            member.NamePlace with { OverridePath = member.NamePlace.Path },
            VariantChecks.Variants,
            known.Length == 0 ? "a scenario with variants" : $"one of the variants {Quoted.List(known)}",
            Quoted.Text(member.Name),
            NearestName.Suggestion(member.Name, known)));
        return false;
    }
}
