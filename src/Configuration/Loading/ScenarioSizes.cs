namespace MlPipelines.Configuration;

/// <summary>
/// Reads scenarios at the size that is wanted and checks them at the other one too, so that a mistake in <c>full</c> is not found only when somebody waits for it.
/// A mistake is reported once, at its text: not again for the full size, nor for scenarios that extend the one that makes it.
/// </summary>
/// <param name="dataFolder">The folder from which relative paths are taken.</param>
/// <param name="size">The size that is wanted.</param>
/// <param name="findings">Receives what is wrong.</param>
internal sealed class ScenarioSizes(string dataFolder, ScenarioSize size, List<Finding> findings)
{
    /// <summary>Everything that is wrong with a scenario by its name, whether it was reported or not.</summary>
    private readonly Dictionary<string, IReadOnlyList<Finding>> _known = new(StringComparer.Ordinal);

    /// <summary>Reads a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="overrides">
    /// The overrides, when they change this scenario; its other size is then not checked, because they are about this one.
    /// </param>
    /// <returns>The scenario, or null when it is not even an object.</returns>
    public LoadedScenario? Read(ExtendedScenario scenario, ScenarioOverrides? overrides)
    {
        List<Finding> ofScenario = [.. SizedScenario.ExcludedMembers(scenario)];
        SizedScenario quick = SizedScenario.Quick(scenario);
        SizedScenario? full = SizedScenario.Full(scenario, quick);
        LoadedScenario? loaded = null;
        if (full is null || size == ScenarioSize.Quick || overrides is null)
        {
            List<Finding> atQuick = [];
            loaded = ReadSize(quick, overrides, atQuick);
            ofScenario.AddRange(atQuick);
        }

        if (full is not null && (size == ScenarioSize.Full || overrides is null))
        {
            List<Finding> atFull = [];
            LoadedScenario? read = ReadSize(full, overrides, atFull);
            ofScenario.AddRange(News(atFull, [.. ofScenario], full.Root.Path, SizedPatch(scenario), "at the size \"full\""));
            loaded = size == ScenarioSize.Full ? read : loaded;
        }

        _known[scenario.Name] = ofScenario;
        findings.AddRange(scenario.Parent is null
            ? ofScenario
            : News(
                ofScenario, KnownOf(scenario.Parent), scenario.Own.Place.Path, scenario.Own,
                $"in the scenario {Quoted.Text(scenario.Name)}, which takes this over"));
        return loaded;
    }

    private LoadedScenario? ReadSize(SizedScenario scenario, ScenarioOverrides? overrides, List<Finding> found) =>
        new ScenarioReading(dataFolder, found).Read(scenario with { Node = overrides?.Apply(scenario.Node) ?? scenario.Node });

    /// <summary>What is wrong with a parent, which may stand further down in the file than the scenarios that extend it.</summary>
    private IReadOnlyList<Finding> KnownOf(ExtendedScenario parent)
    {
        if (!_known.TryGetValue(parent.Name, out IReadOnlyList<Finding>? known))
        {
            List<Finding> found = [.. SizedScenario.ExcludedMembers(parent)];
            SizedScenario quick = SizedScenario.Quick(parent);
            ReadSize(quick, null, found);
            if (SizedScenario.Full(parent, quick) is { } full)
            {
                ReadSize(full, null, found);
            }

            _known[parent.Name] = known = found;
        }

        return known;
    }

    /// <summary>
    /// The findings that are not known already. One that points to a text outside of the change says where it matters, because the text may be right
    /// where it stands.
    /// </summary>
    private static IEnumerable<Finding> News(
        IEnumerable<Finding> found, IReadOnlyCollection<Finding> known, string root, ConfigurationNode change, string where) => found
        .Where(finding => !finding.RepeatsOneOf(known)
            && (SizedScenario.Says(change, finding.Path) || !known.Any(finding.SaysTheSameAs)))
        .Select(finding => finding.Place.Line == 0 || IsWithin(finding.Place.Path, root)
            ? finding
            : finding with { Expected = $"{finding.Expected} {where}" });

    private static bool IsWithin(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] is '.' or '[');

    private static ConfigurationNode SizedPatch(ExtendedScenario scenario) => ((ObjectNode)scenario.Node).Find(SizedScenario.FullMember)!.Value;
}
