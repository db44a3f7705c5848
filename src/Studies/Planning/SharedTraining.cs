using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>Tells which variants train the same weights: those that differ in what is done to test samples only.</summary>
internal static class SharedTraining
{
    /// <summary>Members of a scenario that no training depends on.</summary>
    private static readonly string[] s_beside = ["description", "repeats", "claim", "variants", "sweep", "search", "varianceComponents", "labelAudit", "rangeTest", "diagnosis", "gates", "execution"];

    /// <summary>Members of <c>pipeline</c> that change test samples only.</summary>
    private static readonly string[] s_ofTest = ["test", "alignTest"];

    /// <summary>Equal for options that train the same weights with the same seeds.</summary>
    public static string Key(ScenarioOptions options)
    {
        // A search holds out a selection set, so whether there is one belongs to the training.
        JsonObject scenario = ScenarioJson.ToJson(options);
        scenario["selects"] = options.Search is not null;
        foreach (string name in s_beside)
        {
            scenario.Remove(name);
        }

        (scenario["data"] as JsonObject)?.Remove("corrupt");
        foreach (string name in s_ofTest)
        {
            (scenario["pipeline"] as JsonObject)?.Remove(name);
        }

        return scenario.ToJsonString();
    }
}
