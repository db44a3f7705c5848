namespace MlPipelines.Configuration;

/// <summary>Names of variants that are not a scenario's to give.</summary>
public static class ReservedNames
{
    /// <summary>What the names of the variants begin with that a diagnosis adds to a study: they are folders beside those of the scenario's own.</summary>
    public const string Prefix = "diagnose-";
}
