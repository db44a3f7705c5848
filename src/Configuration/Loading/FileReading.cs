using System.Collections.ObjectModel;

namespace MlPipelines.Configuration;

/// <summary>From the file's text to checked scenarios: read, apply the overrides, then bind and check every scenario and variant.</summary>
internal sealed class FileReading(string file, IReadOnlyList<string> overrides, string? scenario)
{
    private const string ScenariosMember = "scenarios";

    private readonly List<Finding> _findings = [];

    /// <summary>Reads everything.</summary>
    /// <exception cref="ProblemException">Everything that is wrong, in the order of the file, what the command line says last.</exception>
    public (MlConfig Config, IReadOnlyDictionary<string, LoadedScenario> Scenarios) Read()
    {
        byte[] text = SourceText.Read(file, "a configuration file", ProblemStage.Configuration);
        ConfigurationNode? root = NodeReader.ReadFile(text, Path.GetFileName(file), _findings);
        if (root is not ObjectNode written)
        {
            if (root is not null)
            {
                _findings.Add(new Finding(root.Place, "", "an object with \"scenario\" and \"scenarios\"", root.Description));
            }

            throw Problems();
        }

        ObjectNode tree = ApplyOverrides(written);
        MlConfig config = BindRoot(tree);
        OrderedDictionary<string, LoadedScenario> scenarios = BindScenarios(tree);
        CheckNames(tree, config);
        if (_findings.Count > 0)
        {
            throw Problems();
        }

        OrderedDictionary<string, ScenarioOptions> options = new(scenarios.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Baseline)));
        return (config with { Scenarios = new ReadOnlyDictionary<string, ScenarioOptions>(options) }, scenarios);
    }

    /// <summary>What to say when a scenario does not exist.</summary>
    public static Finding NoScenario(string name, string fileName, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string where = $"scenario {Quoted.Text(name)}";
        return new Finding(
            new Place(where, 0, 0, "") { OverridePath = "" },
            "scenario",
            $"one of the scenarios of {fileName}: {Quoted.List(names)}",
            Quoted.Text(name),
            NearestName.Suggestion(name, names));
    }

    private ObjectNode ApplyOverrides(ObjectNode root)
    {
        ObjectNode? scenarios = root.Find(ScenariosMember)?.Value as ObjectNode;
        string? name = scenario ?? (root.Find("scenario")?.Value as TextNode)?.Value;
        if (scenarios is null || name is null)
        {
            return root;
        }

        if (scenarios.Find(name) is not { Value: ObjectNode target } member)
        {
            if (scenario is not null)
            {
                _findings.Add(NoScenario(name, Path.GetFileName(file), scenarios.Members.Select(item => item.Name)));
            }

            return root;
        }

        ObjectNode changed = target;
        foreach (string text in overrides)
        {
            if (Override.Parse(text, name, _findings) is { } parsed && NamesAVariant(parsed, changed))
            {
                changed = (ObjectNode)MergePatch.Apply(changed, parsed.Patch, OptionShapes.Scenario);
            }
        }

        return root.With(root.Find(ScenariosMember)! with { Value = scenarios.With(member with { Value = changed }) });
    }

    /// <summary>Whether an override that reaches into a variant reaches into one that exists: a misspelt name must not become a new
    /// variant.</summary>
    private bool NamesAVariant(Override parsed, ObjectNode target)
    {
        if (parsed.Patch.Find("variants")?.Value is not ObjectNode { IsPathOfOverride: true } named
            || named.Members[0] is not { Value: ObjectNode { IsPathOfOverride: true } } member)
        {
            return true;
        }

        string[] known = target.Find("variants")?.Value is ObjectNode variants ? [.. variants.Members.Select(item => item.Name)] : [];
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

    /// <summary>Binds the file's own members; scenarios are bound one by one afterwards, so that findings name options from the
    /// scenario.</summary>
    private MlConfig BindRoot(ObjectNode tree)
    {
        ObjectNode shallow = tree.Find(ScenariosMember) is { Value: ObjectNode scenarios } member
            ? tree.With(member with { Value = new ObjectNode(scenarios.Place, []) })
            : tree;
        return (MlConfig)new OptionBinder(_findings, null).BindObject(OptionShapes.File, shallow, "")!;
    }

    private OrderedDictionary<string, LoadedScenario> BindScenarios(ObjectNode tree)
    {
        OrderedDictionary<string, LoadedScenario> scenarios = [];
        foreach (NodeMember member in (tree.Find(ScenariosMember)?.Value as ObjectNode)?.Members ?? [])
        {
            ScenarioReading reading = new(Path.GetDirectoryName(file)!, _findings);
            if (reading.Read(member.Value) is { } loaded)
            {
                scenarios.Add(member.Name, loaded);
            }
        }

        return scenarios;
    }

    private void CheckNames(ObjectNode tree, MlConfig config)
    {
        if (tree.Find(ScenariosMember)?.Value is not ObjectNode scenarios)
        {
            return;
        }

        _findings.AddRange(NameChecks.Check(scenarios, ScenariosMember, reserved: null));
        string[] known = [.. scenarios.Members.Select(member => member.Name)];
        if (known.Length == 0)
        {
            _findings.Add(new Finding(scenarios.Place, ScenariosMember, "at least one scenario", "an empty object"));
        }
        else if (tree.Find("scenario") is { Value: TextNode } named && !known.Contains(config.Scenario))
        {
            _findings.Add(new Finding(
                named.Value.Place, "scenario", $"one of the scenarios {Quoted.List(known)}", named.Value.Description,
                NearestName.Suggestion(config.Scenario ?? "", known)));
        }
    }

    private ProblemException Problems() => new(
        ProblemStage.Configuration,
        [.. _findings.OrderBy(finding => finding.Place.Line == 0).ThenBy(finding => finding.Place.Line).ThenBy(finding => finding.Place.Column)
            .Select(finding => finding.ToProblem()).Distinct()]);
}
