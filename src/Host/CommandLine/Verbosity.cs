namespace MlPipelines.Host;

/// <summary>How much is printed.</summary>
internal enum Verbosity
{
    /// <summary>The default: trials as they start and finish, and the result.</summary>
    Normal,

    /// <summary>The result and problems only.</summary>
    Quiet,

    /// <summary>Every epoch too.</summary>
    Detailed,
}
