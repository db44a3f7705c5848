using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>
/// Checks of <c>search.space</c>: the options, what their values may be, and that the scenario can be trained with them. A search that is wrong is
/// found before anything trains.
/// </summary>
internal static class SearchSpaceChecks
{
    private const string Space = "search.space";

    /// <summary>What a check of the space looks at beside the space itself: the values of a variant that inherits it.</summary>
    private static readonly string[] _lookedAt = ["model", "training", "pipeline"];

    private static readonly string[] _dimensions = ["uniform", "logUniform", "uniformInteger", "logUniformInteger", "choice"];

    private static readonly (string Path, string Reason)[] _excluded =
    [
        ("data", "The data decide what is measured; compare them as variants."),
        ("pipeline.test", "It changes how the test samples are read; compare it as a variant."),
        ("pipeline.alignTest", "It changes test samples only; compare it as a variant."),
        ("training.threads", "It changes the last digits only."),
        ("training.device", "It changes the last digits only."),
        ("training.engine", "It changes the last digits only; compare it as a variant."),
        ("training.tensorFlowLibrary", "It changes the last digits only."),
        ("training.cleanTrainingSample", "It is about what is measured, not about what is trained."),
        ("training.landscape", "It is about what is measured, not about what is trained."),
    ];

    /// <summary>There is something to search, each of it an option that can be searched.</summary>
    public static void PathsAreSearchable(ScenarioView scenario)
    {
        if (SpaceOf(scenario) is not { } space)
        {
            return;
        }

        if (space.Members.Count == 0)
        {
            scenario.Refuse(Space, "at least one option and its values", "an empty object", "Name one: { \"training.optimizer.learningRate\": { \"logUniform\": [1e-4, 1e-1] } }.");
        }

        foreach (NodeMember member in space.Members)
        {
            if (Excluded(member.Name) is { } reason)
            {
                scenario.RefuseAt(
                    member.NamePlace, Space, "an option of \"model\", \"training\" or \"pipeline\" that decides what is trained", Quoted.Text(member.Name), reason);
            }
            else if (OptionPaths.Find(scenario.Options, member.Name) is null)
            {
                (string expected, string? remedy) = OptionPaths.Unknown(scenario.Options, member.Name);
                scenario.RefuseAt(member.NamePlace, Space, expected, Quoted.Text(member.Name), remedy, _lookedAt);
            }
            else if (space.Members.FirstOrDefault(other => member.Name.StartsWith(other.Name + '.', StringComparison.Ordinal)) is { } outer)
            {
                scenario.RefuseAt(
                    member.NamePlace, Space, "options that do not lie in each other", $"{Quoted.Text(member.Name)} in {Quoted.Text(outer.Name)}", null);
            }
        }
    }

    /// <summary>Every dimension says its values in one way, which suits the option.</summary>
    public static void DimensionsAreRight(ScenarioView scenario)
    {
        foreach (NodeMember member in SpaceOf(scenario)?.Members ?? [])
        {
            if (member.Value is ObjectNode written && scenario.Options.Search!.Space?.GetValueOrDefault(member.Name) is { } dimension)
            {
                CheckDimension(scenario, member, written, dimension);
            }
        }
    }

    /// <summary>The scenario can be trained with every bound and every choice, the other options at the first of their values.</summary>
    public static void ValuesFitTheScenario(ScenarioView scenario)
    {
        // What is wrong already would be found again in every candidate.
        if (SpaceOf(scenario) is not { Members.Count: > 0 } space || scenario.HasFindings || scenario.Baseline?.HasFindings == true || IsUnchanged(scenario))
        {
            return;
        }

        (string Path, ConfigurationNode[] Values)[] dimensions = [.. space.Members.Select(member => (member.Name, Values(member.Value)))];
        if (dimensions.Any(dimension => dimension.Values.Length == 0))
        {
            return;
        }

        foreach ((string path, ConfigurationNode[] values) in dimensions)
        {
            foreach (ConfigurationNode value in values)
            {
                CheckValue(scenario, path, value, dimensions);
            }
        }
    }

    private static void CheckDimension(ScenarioView scenario, NodeMember member, ObjectNode written, SearchDimensionOptions dimension)
    {
        string[] given = [.. _dimensions.Where(name => written.Find(name) is { Value: not NullNode })];
        if (given.Length != 1)
        {
            scenario.RefuseAt(
                written.Place, Space, $"exactly one of {Quoted.List(_dimensions)}", given.Length == 0 ? "none" : Quoted.List(given), null);
            return;
        }

        Place place = written.Find(given[0])!.Value.Place;
        if (Bounds(dimension) is [var lower, var upper])
        {
            string received = FormattableString.Invariant($"[{lower}, {upper}]");
            if (lower >= upper)
            {
                scenario.RefuseAt(place, Space, "a lower bound below the upper one", received, null);
            }

            if (lower <= 0 && (dimension.LogUniform is not null || dimension.LogUniformInteger is not null))
            {
                scenario.RefuseAt(place, Space, "bounds above 0, because their logarithms are spread evenly", received, null);
            }
        }

        if (dimension.Choice is { } choice)
        {
            CheckChoice(scenario, place, choice);
        }

        OptionShape? option = Excluded(member.Name) is null ? OptionPaths.Find(scenario.Options, member.Name) : null;
        string[] suitable = option switch
        {
            null => _dimensions,
            NumberShape { IsInteger: true } => ["uniformInteger", "logUniformInteger", "choice"],
            NumberShape => ["uniform", "logUniform", "choice"],
            _ => ["choice"],
        };
        if (!suitable.Contains(given[0]))
        {
            scenario.RefuseAt(
                written.Find(given[0])!.NamePlace, Space,
                $"{string.Join(" or ", suitable.Select(Quoted.Text))}, because the option is {Kind(option!)}", Quoted.Text(given[0]), null, _lookedAt);
        }
    }

    private static void CheckChoice(ScenarioView scenario, Place place, IReadOnlyList<JsonNode> choice)
    {
        if (choice.Count < 2)
        {
            scenario.RefuseAt(
                place, Space, "at least two values to choose from", FormattableString.Invariant($"{choice.Count}"), "Set a single value on the scenario itself.");
        }

        for (int index = 1; index < choice.Count; index++)
        {
            if (choice.Take(index).Any(other => JsonNode.DeepEquals(other, choice[index])))
            {
                scenario.RefuseAt(place, Space, "every value once", $"{Quoted.Shorten(choice[index].ToJsonString())} again", null);
                return;
            }
        }
    }

    private static void CheckValue(
        ScenarioView scenario, string path, ConfigurationNode value, (string Path, ConfigurationNode[] Values)[] dimensions)
    {
        ObjectNode patch = dimensions.Aggregate(new ObjectNode(value.Place, []), (nodes, dimension) => (ObjectNode)MergePatch.Apply(
            nodes, SweepReading.Nest(dimension.Path == path ? value : dimension.Values[0], dimension.Path.Split('.')), null));
        List<Finding> findings = [];
        CandidateReading.Read(scenario.Node, patch, findings);
        foreach (Finding finding in findings)
        {
            bool isItself = finding.Place.Path.StartsWith(value.Place.Path, StringComparison.Ordinal);
            if (isItself)
            {
                scenario.RefuseAt(finding.Place, Space, finding.Expected, finding.Received, finding.Remedy, _lookedAt);
            }
            else
            {
                scenario.RefuseAt(
                    value.Place, Space, $"a value with which {Quoted.Text(finding.Path)} is right ({finding.Expected})", value.Description, null, _lookedAt);
            }
        }
    }

    /// <summary>Whether a variant searches as the scenario does, for the same model: it was checked there.</summary>
    private static bool IsUnchanged(ScenarioView scenario) =>
        scenario.Baseline is not null && scenario.IsInherited("search") && _lookedAt.All(scenario.IsInherited);

    private static string? Excluded(string path)
    {
        string[] names = path.Split('.');
        string? reason = _excluded.Where(item => path == item.Path || path.StartsWith(item.Path + '.', StringComparison.Ordinal))
            .Select(item => item.Reason).FirstOrDefault();
        bool isOfTheStudy = OptionShapes.Scenario.Find(names[0]) is not null && names[0] is not ("model" or "training" or "pipeline");
        return reason ?? (isOfTheStudy ? "It decides how the study is made, not what is trained." : null);
    }

    private static double[] Bounds(SearchDimensionOptions dimension) =>
        [.. dimension.Uniform ?? dimension.LogUniform ?? (dimension.UniformInteger ?? dimension.LogUniformInteger)?.Select(value => (double)value) ?? []];

    /// <summary>The bounds or choices as they were written.</summary>
    private static ConfigurationNode[] Values(ConfigurationNode dimension) => [.. (dimension as ObjectNode)?.Members
        .Select(member => member.Value).OfType<ArrayNode>().FirstOrDefault()?.Items ?? []];

    private static string Kind(OptionShape shape) => shape switch
    {
        NumberShape { IsInteger: true } => "an integer",
        NumberShape => "a number that need not be whole",
        _ => "no number",
    };

    private static ObjectNode? SpaceOf(ScenarioView scenario) =>
        scenario.Options.Search is null ? null : scenario.Given(Space)?.Value as ObjectNode;
}
