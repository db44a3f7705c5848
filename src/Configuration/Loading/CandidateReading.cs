using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>Binds and checks a scenario with other values, outside of a file.</summary>
internal static class CandidateReading
{
    /// <summary>What messages name as the place of such a value.</summary>
    private static readonly Place _place = new("changed options", 0, 0, "$");

    /// <summary>JSON as nodes.</summary>
    /// <exception cref="ArgumentException">The JSON is nested deeper than any option lies.</exception>
    public static ObjectNode Nodes(JsonObject json)
    {
        List<Finding> syntax = [];
        return NodeReader.ReadOverride(json.ToJsonString(), _place, syntax) as ObjectNode
            ?? throw new ArgumentException($"No options are nested so deep: {string.Join("; ", syntax)}", nameof(json));
    }

    /// <summary>The options with the patch applied; what is wrong is added to the findings.</summary>
    public static ScenarioOptions Read(ObjectNode scenario, ObjectNode patch, List<Finding> findings)
    {
        ObjectNode changed = (ObjectNode)MergePatch.Apply(scenario, patch, OptionShapes.Scenario);
        ScenarioOptions options = (ScenarioOptions)new OptionBinder(findings, null).BindObject(OptionShapes.Scenario, changed, "")!;
        ScenarioChecks.Run(new ScenarioView(options, changed, scenario.Place, null, findings) { IsCandidate = true });
        return options;
    }
}
