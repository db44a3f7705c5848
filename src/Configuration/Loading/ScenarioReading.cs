using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>A scenario and its variants, bound and checked.</summary>
internal sealed record LoadedScenario(ScenarioOptions Baseline, IReadOnlyList<VariantConfiguration> Variants);

/// <summary>Binds and checks one scenario of the file and each of its variants.</summary>
internal sealed class ScenarioReading(string dataFolder, List<Finding> fileFindings)
{
    /// <summary>Reads the scenario.</summary>
    /// <returns>The scenario, or null when it is not even an object. Findings are reported apart.</returns>
    public LoadedScenario? Read(ConfigurationNode node)
    {
        List<Finding> findings = [];
        ScenarioOptions? options = Bind(node, findings);
        if (options is null)
        {
            fileFindings.AddRange(findings);
            return null;
        }

        ObjectNode baseline = (ObjectNode)node;
        ScenarioView view = new(options, baseline, baseline.Place, null, findings);
        List<ReadVariant> variants = [.. ReadVariants(baseline, view)];
        view.Variants.AddRange(variants.Select(variant => variant.View));
        Check(view);
        List<Finding> ofScenario = [.. findings];
        foreach (ReadVariant variant in variants)
        {
            Check(variant.View);
            findings.AddRange(variant.Findings.Where(finding => !IsKnown(finding, ofScenario)));
        }

        if (findings.Count == 0)
        {
            findings.AddRange(WithoutEffect(options, variants));
        }

        fileFindings.AddRange(findings);
        return new LoadedScenario(
            options, [.. variants.Select(variant => new VariantConfiguration(variant.Name, variant.Patch, variant.View.Options))]);
    }

    private ScenarioOptions? Bind(ConfigurationNode node, List<Finding> findings) =>
        (ScenarioOptions?)new OptionBinder(findings, dataFolder).BindObject(OptionShapes.Scenario, node, "");

    private IEnumerable<ReadVariant> ReadVariants(ObjectNode baseline, ScenarioView view)
    {
        if (baseline.Find(VariantChecks.Variants)?.Value is not ObjectNode variants)
        {
            yield break;
        }

        fileFindings.AddRange(NameChecks.Check(variants, VariantChecks.Variants, reserved: "baseline"));
        ObjectNode plain = new(baseline.Place, baseline.Members.Where(member => member.Name != VariantChecks.Variants));
        foreach (NodeMember member in variants.Members)
        {
            if (member.Value is ObjectNode patch)
            {
                List<Finding> findings = [.. VariantChecks.FixedMembers(patch)];
                ObjectNode effective = (ObjectNode)MergePatch.Apply(plain, patch, OptionShapes.Scenario);
                ScenarioOptions options = Bind(effective, findings)!;
                ScenarioView variant = new(options, effective, patch.Place, view, findings);
                yield return new ReadVariant(member.Name, NodeJson.ToJson(patch), variant, findings, patch.Place);
            }
        }
    }

    private static void Check(ScenarioView view)
    {
        if (view.Options is { Data: not null, Model: not null })
        {
            foreach (Action<ScenarioView> check in ScenarioChecks.All)
            {
                check(view);
            }
        }
    }

    /// <summary>
    /// Whether a variant's finding only repeats or follows from one of the scenario: it is about the same text, or about something that is
    /// absent where the scenario is wrong already.
    /// </summary>
    private static bool IsKnown(Finding finding, List<Finding> findings) => findings.Any(other => finding.IsAbsence
        ? finding.Path == other.Path || finding.Path.StartsWith(other.Path + '.', StringComparison.Ordinal)
        : finding == other);

    /// <summary>Finds variants that train the same thing as the scenario or as another variant: a patch that misses its mark.</summary>
    private static IEnumerable<Finding> WithoutEffect(ScenarioOptions baseline, List<ReadVariant> variants)
    {
        Dictionary<string, string> seen = new() { [Effective(baseline)] = "the scenario itself" };
        foreach (ReadVariant variant in variants)
        {
            string effective = Effective(variant.View.Options);
            if (!seen.TryAdd(effective, $"the variant {Quoted.Text(variant.Name)}"))
            {
                yield return new Finding(
                    variant.Place, VariantChecks.Variants, "a patch that changes something",
                    $"one with the same result as {seen[effective]}",
                    "Its values are those that already apply.");
            }
        }
    }

    private static string Effective(ScenarioOptions options) =>
        ScenarioJson.ToJson(options with { Description = null, Variants = new Dictionary<string, JsonObject>() }).ToJsonString();

    private sealed record ReadVariant(string Name, JsonObject Patch, ScenarioView View, List<Finding> Findings, Place Place);
}
