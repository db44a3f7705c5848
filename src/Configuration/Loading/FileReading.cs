using System.Collections.ObjectModel;

namespace MlPipelines.Configuration;

/// <summary>
/// From the file's text to checked scenarios: read, resolve <c>extend</c> and <c>full</c>, apply the overrides, then bind and check every scenario and variant
/// at both sizes, whichever of them is wanted.
/// </summary>
internal sealed class FileReading(string file, IReadOnlyList<string> overrides, string? scenario, ScenarioSize size)
{
    private const string ScenariosMember = "scenarios";

    private readonly List<Finding> _findings = [];

    /// <summary>Reads everything.</summary>
    /// <exception cref="ProblemException">Everything that is wrong, in the order of the file, what the command line says last.</exception>
    public (MlConfig Config, IReadOnlyDictionary<string, LoadedScenario> Scenarios) Read()
    {
        byte[] text = SourceText.Read(file, "a configuration file", ProblemStage.Configuration);
        ConfigurationNode? root = NodeReader.ReadFile(text, Path.GetFileName(file), _findings);
        if (root is not ObjectNode tree)
        {
            if (root is not null)
            {
                _findings.Add(new Finding(root.Place, "", "an object with \"scenario\" and \"scenarios\"", root.Description));
            }

            throw Problems();
        }

        MlConfig config = BindRoot(tree);
        OrderedDictionary<string, LoadedScenario> scenarios = ReadScenarios(tree);
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

    /// <summary>Binds the file's own members; scenarios are bound one by one afterwards, so that findings name options from the
    /// scenario.</summary>
    private MlConfig BindRoot(ObjectNode tree)
    {
        ObjectNode shallow = tree.Find(ScenariosMember) is { Value: ObjectNode scenarios } member
            ? tree.With(member with { Value = new ObjectNode(scenarios.Place, []) })
            : tree;
        return (MlConfig)new OptionBinder(_findings, null).BindObject(OptionShapes.File, shallow, "")!;
    }

    private OrderedDictionary<string, LoadedScenario> ReadScenarios(ObjectNode tree)
    {
        OrderedDictionary<string, LoadedScenario> loaded = [];
        if (tree.Find(ScenariosMember)?.Value is not ObjectNode scenarios)
        {
            return loaded;
        }

        string? changed = scenario ?? (tree.Find("scenario")?.Value as TextNode)?.Value;
        if (scenario is not null && scenarios.Find(scenario) is null)
        {
            _findings.Add(NoScenario(scenario, Path.GetFileName(file), scenarios.Members.Select(item => item.Name)));
        }

        ScenarioSizes sizes = new(Path.GetDirectoryName(file)!, size, _findings);
        foreach (ExtendedScenario item in new ScenarioInheritance(scenarios, _findings).Resolve())
        {
            ScenarioOverrides? ofScenario = item.Name == changed && overrides.Count > 0 ? new(overrides, item.Name, _findings) : null;
            if (sizes.Read(item, ofScenario) is { } read)
            {
                loaded.Add(item.Name, read);
            }
        }

        return loaded;
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
