namespace MlPipelines.Host;

/// <summary>How much is printed, from little to all. What a verb was asked for, such as predictions, and problems are printed at every level.</summary>
internal enum Verbosity
{
    /// <summary>The result and problems only: no progress, and no line that tells where a file was written.</summary>
    Quiet,

    /// <summary>Of a study the plan, and what goes wrong: trials that fail or stall.</summary>
    Minimal,

    /// <summary>The default: trials as they start and finish too.</summary>
    Normal,

    /// <summary>Every epoch too.</summary>
    Detailed,

    /// <summary>What trials do between epochs, what the program runs on, how long it took, and where in the program a problem was found.</summary>
    Diagnostic,
}
