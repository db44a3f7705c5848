using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>From the nodes of a run's <c>config.json</c> to the configuration that was written there.</summary>
internal sealed class RecordReading(ConfigurationNode root, string version, List<Finding> findings)
{
    /// <summary>Reads the configuration; what is wrong is added to the findings.</summary>
    public StudyConfiguration? Read()
    {
        if ((root as ObjectNode)?.Find("schema")?.Value is not TextNode { Value: var written } || written != version)
        {
            ConfigurationNode received = (root as ObjectNode)?.Find("schema")?.Value ?? root;
            findings.Add(new Finding(
                received.Place, "schema", $"\"schema\": \"{version}\"", received.Description,
                "Use the version of mlpipelines that wrote the run."));
            return null;
        }

        ObjectNode file = (ObjectNode)root;
        return new StudyConfiguration
        {
            Scenario = Text(file, "scenario"),
            Size = Size(file),
            ConfigurationFile = Text(file, "configurationFile"),
            Overrides = [.. Items(file, "overrides").OfType<TextNode>().Select(item => item.Value)],
            Baseline = Options(file, "baseline"),
            Variants = [.. Items(file, "variants").Select(Variant)],
        };
    }

    private VariantConfiguration Variant(ConfigurationNode node)
    {
        if (node is ObjectNode variant)
        {
            JsonObject patch = variant.Find("patch")?.Value is ObjectNode changes
                ? NodeJson.ToJson(changes)
                : Absent<JsonObject>(variant, "patch");
            return new VariantConfiguration(Text(variant, "name"), patch, Options(variant, "options"))
            {
                SweptPath = variant.Find("sweptPath") is null ? null : Text(variant, "sweptPath"),
            };
        }

        findings.Add(new Finding(node.Place, "variants", "an object", node.Description));
        return null!;
    }

    /// <summary>Runs from before there were two sizes do not say which they are: they are as their scenario was written.</summary>
    private ScenarioSize Size(ObjectNode file)
    {
        if (file.Find("size") is not { } member)
        {
            return ScenarioSize.Quick;
        }

        ScenarioSize? found = Enum.GetValues<ScenarioSize>().Cast<ScenarioSize?>()
            .FirstOrDefault(size => OptionShapes.NameOf(size.ToString()!) == (member.Value as TextNode)?.Value);
        if (found is null)
        {
            findings.Add(new Finding(member.Value.Place, "size", "\"quick\" or \"full\"", member.Value.Description));
        }

        return found ?? ScenarioSize.Quick;
    }

    private string Text(ObjectNode node, string name) => node.Find(name)?.Value is TextNode text ? text.Value : Absent<string>(node, name);

    private IReadOnlyList<ConfigurationNode> Items(ObjectNode node, string name) =>
        node.Find(name)?.Value is ArrayNode array ? array.Items : Absent<IReadOnlyList<ConfigurationNode>>(node, name) ?? [];

    private ScenarioOptions Options(ObjectNode node, string name) => node.Find(name) is { } member
        ? (ScenarioOptions)new OptionBinder(findings, null).BindObject(OptionShapes.Scenario, member.Value, name)!
        : Absent<ScenarioOptions>(node, name);

    /// <summary>Notes what is absent; the caller never hands out a configuration with findings.</summary>
    private T Absent<T>(ObjectNode node, string name)
        where T : class
    {
        findings.Add(new Finding(node.Place, name, $"a member \"{name}\" as it was written", node.Find(name)?.Value.Description ?? "none"));
        return null!;
    }
}
