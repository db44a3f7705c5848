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

    /// <summary>The other variants in the order of the file, those of sweeps last.</summary>
    public IReadOnlyList<VariantConfiguration> Variants { get; init; } = [];

    /// <summary>Whether <c>full</c> was applied.</summary>
    public ScenarioSize Size { get; init; } = ScenarioSize.Quick;

    /// <summary>The absolute path of the configuration file, for the report's "how to reproduce".</summary>
    public required string ConfigurationFile { get; init; }

    /// <summary>The overrides of the command line, as written: <c>training.epochs=3</c>.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Variants that a diagnosis added: sanity runs, baselines, remedies. They stand in the plan, not in <c>config.json</c>.</summary>
    public IReadOnlyList<ReservedVariant> Reserved { get; init; } = [];
}

/// <summary>A variant that a diagnosis added to the scenario's own.</summary>
/// <param name="Name">Its name, such as <c>diagnose-dropout</c>; a scenario's own variants cannot begin with <c>diagnose-</c>.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Causes">For a remedy, the ids of the causes that it is a remedy for.</param>
/// <param name="What">What it changes, in a few words: <c>dropout 0.3</c>.</param>
/// <param name="Patch">The merge patch on the baseline.</param>
/// <param name="Options">The whole scenario with the patch applied.</param>
/// <param name="Repeats">How often it is trained.</param>
public sealed record ReservedVariant(
    string Name, ReservedRole Role, IReadOnlyList<string> Causes, string What, JsonObject Patch, ScenarioOptions Options, int Repeats);

/// <summary>What a reserved variant is for.</summary>
public enum ReservedRole
{
    /// <summary>A change that may help, paired with the baseline's repeats.</summary>
    Remedy,

    /// <summary>32 training samples, which any network that can learn fits.</summary>
    OverfitSanity,

    /// <summary>Random training labels: test accuracy must fall to chance.</summary>
    ShuffledLabels,

    /// <summary>Logistic regression on the same features.</summary>
    LogisticBaseline,

    /// <summary>A part of the training samples, for the learning curve.</summary>
    LearningCurve,

    /// <summary>Training without the copies of test samples: what leakage brought.</summary>
    WithoutLeakedCopies,
}

/// <summary>A variant with its patch applied.</summary>
/// <param name="Name">The variant's name.</param>
/// <param name="Patch">The merge patch as written.</param>
/// <param name="Options">The whole scenario with the patch applied.</param>
public sealed record VariantConfiguration(string Name, JsonObject Patch, ScenarioOptions Options)
{
    /// <summary>The path of the option whose value the variant was made of by <c>sweep</c>; null for a variant that is written out. The patch holds the value.</summary>
    public string? SweptPath { get; init; }
}
