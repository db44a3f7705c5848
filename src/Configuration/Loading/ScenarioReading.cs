using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>A scenario and its variants, bound and checked.</summary>
internal sealed record LoadedScenario(ScenarioOptions Baseline, IReadOnlyList<VariantConfiguration> Variants);

/// <summary>Binds and checks one scenario of the file and each of its variants, those of its sweeps included.</summary>
internal sealed class ScenarioReading(string dataFolder, List<Finding> fileFindings)
{
    /// <summary>Reads the scenario.</summary>
    /// <returns>The scenario, or null when it is not even an object. Findings are reported apart.</returns>
    public LoadedScenario? Read(SizedScenario scenario)
    {
        List<Finding> findings = [];
        ScenarioOptions? options = Bind(scenario.Node, findings);
        if (options is null)
        {
            fileFindings.AddRange(findings);
            return null;
        }

        ObjectNode baseline = (ObjectNode)scenario.Node;
        ScenarioView view = new(options, baseline, scenario.Root, null, findings) { Before = scenario.Before };
        List<ReadVariant> variants = [.. ReadVariants(baseline, view)];
        variants.AddRange(ReadSweeps(baseline, view, [.. variants.Select(variant => variant.Name)], findings));
        foreach (ReadVariant variant in variants)
        {
            view.Variants.Add(variant.Name, variant.View);
        }

        ScenarioChecks.Run(view);
        List<Finding> ofScenario = [.. findings];
        foreach (ReadVariant variant in variants)
        {
            ScenarioChecks.Run(variant.View);
            findings.AddRange(variant.Findings.Where(finding => !finding.RepeatsOneOf(ofScenario)
                && (SizedScenario.Says(variant.Written, finding.Path) || !ofScenario.Any(finding.SaysTheSameAs))));
        }

        if (findings.Count == 0)
        {
            findings.AddRange(WithoutEffect(options, variants));
        }

        fileFindings.AddRange(findings);
        return new LoadedScenario(
            options,
            [.. variants.Select(variant => new VariantConfiguration(variant.Name, NodeJson.ToJson(variant.Written), variant.View.Options)
            {
                SweptPath = variant.SweptPath,
            })]);
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
        foreach (NodeMember member in variants.Members)
        {
            if (member.Value is ObjectNode patch)
            {
                yield return ReadVariant(member.Name, patch, view, null);
            }
        }
    }

    /// <summary>The variants of the sweeps; a value that the scenario has anyway is the baseline and makes none.</summary>
    private List<ReadVariant> ReadSweeps(ObjectNode baseline, ScenarioView view, string[] written, List<Finding> findings)
    {
        if (view.Options is not { Data: not null, Model: not null } || baseline.Find(SweepReading.Sweep)?.Value is not ObjectNode sweeps)
        {
            return [];
        }

        SweepReading reading = new(view, written, findings);
        string usual = Effective(view.Options);
        List<ReadVariant> variants = [];
        foreach (NodeMember sweep in sweeps.Members)
        {
            SweptVariant[] values = [.. reading.Read(sweep)];
            ReadVariant[] read = [.. values
                .Select(value => ReadVariant(value.Name, value.Patch, view, sweep.Name))
                .Where(variant => variant.Findings.Count > 0 || Effective(variant.View.Options) != usual)];
            if (values.Length > 0 && read.Length == 0)
            {
                findings.Add(new Finding(
                    sweep.Value.Place, SweepReading.Sweep, "a value other than the scenario's own", "none", "Add the values to compare with it."));
            }

            variants.AddRange(read);
        }

        return variants;
    }

    private ReadVariant ReadVariant(string name, ObjectNode patch, ScenarioView view, string? sweptPath)
    {
        ObjectNode plain = view.Node.Without(VariantChecks.Variants).Without(SweepReading.Sweep);
        List<Finding> findings = [.. VariantChecks.FixedMembers(patch)];
        ObjectNode effective = (ObjectNode)MergePatch.Apply(plain, patch, OptionShapes.Scenario);
        ScenarioOptions options = Bind(effective, findings)!;
        ScenarioView variant = new(options, effective, patch.Place, view, findings);
        return new ReadVariant(name, patch, variant, findings, sweptPath);
    }

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
                    variant.Written.Place,
                    VariantChecks.Variants,
                    variant.SweptPath is null ? "a patch that changes something" : "a value that changes something",
                    $"one with the same result as {seen[effective]}",
                    variant.SweptPath is null ? "Its values are those that already apply." : "Remove it here or there.");
            }
        }
    }

    private static string Effective(ScenarioOptions options) => ScenarioJson.ToJson(options with
    {
        Description = null,
        Variants = new Dictionary<string, JsonObject>(),
        Sweep = new Dictionary<string, IReadOnlyList<JsonNode>>(),
    }).ToJsonString();
}

/// <summary>A variant after binding.</summary>
internal sealed record ReadVariant(string Name, ObjectNode Written, ScenarioView View, List<Finding> Findings, string? SweptPath);
