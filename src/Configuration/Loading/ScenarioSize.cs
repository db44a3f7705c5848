namespace MlPipelines.Configuration;

/// <summary>How large a scenario is run.</summary>
public enum ScenarioSize
{
    /// <summary>As it is written: a few minutes.</summary>
    Quick,

    /// <summary>With its member <c>full</c> applied: as many repeats as its comparisons need.</summary>
    Full,
}
