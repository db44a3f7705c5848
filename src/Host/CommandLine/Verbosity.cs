namespace MlPipelines.Host;

/// <summary>How much is printed.</summary>
internal enum Verbosity
{
    /// <summary>The result and problems.</summary>
    Quiet,

    /// <summary>Progress too: trials as they start and finish.</summary>
    Normal,

    /// <summary>Every epoch too.</summary>
    Detailed,
}
