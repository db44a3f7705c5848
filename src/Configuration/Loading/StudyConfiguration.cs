using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>
/// One scenario, ready to run: every default filled in, every path absolute, every variant's patch applied and checked. This is what
/// <c>config.json</c> in a run directory holds, and all that a trial needs to know.
/// </summary>
public sealed record StudyConfiguration
{
    /// <summary>The name under which the scenario stands in the file.</summary>
    public required string Scenario { get; init; }

    /// <summary>The scenario itself: the variant <c>baseline</c>.</summary>
    public required ScenarioOptions Baseline { get; init; }

    /// <summary>The other variants in the order of the file.</summary>
    public IReadOnlyList<VariantConfiguration> Variants { get; init; } = [];

    /// <summary>Whether <c>full</c> was applied.</summary>
    public ScenarioSize Size { get; init; } = ScenarioSize.Quick;

    /// <summary>The absolute path of the configuration file, for the report's "how to reproduce".</summary>
    public required string ConfigurationFile { get; init; }

    /// <summary>The overrides of the command line, as written: <c>training.epochs=3</c>.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];
}

/// <summary>A variant with its patch applied.</summary>
/// <param name="Name">The variant's name.</param>
/// <param name="Patch">The merge patch as written.</param>
/// <param name="Options">The whole scenario with the patch applied.</param>
public sealed record VariantConfiguration(string Name, JsonObject Patch, ScenarioOptions Options)
{
    /// <summary>The path of the option that a sweep gives this variant a value of; null for a variant that is none of a sweep.</summary>
    public string? SweptPath { get; init; }
}
