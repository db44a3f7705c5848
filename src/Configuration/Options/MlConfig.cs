using System.Text.Json.Serialization;

namespace MlPipelines.Configuration;

/// <summary>The whole of <c>mlconfig.json</c>: named experiments, and the one that <c>run</c> runs.</summary>
public sealed record MlConfig
{
    /// <summary>The JSON schema that editors use to complete and check this file.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The name of the scenario that <c>run</c> runs when it is given none.</summary>
    public required string Scenario { get; init; }

    /// <summary>The experiments by name. A name has letters, digits, "-" and "_", because it names a folder below <c>runs/</c>.</summary>
    public required IReadOnlyDictionary<string, ScenarioOptions> Scenarios { get; init; }
}
