namespace MlPipelines.Host;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>A mistake of this program.</summary>
    public const int Bug = 1;

    /// <summary>The configuration or the command line is wrong.</summary>
    public const int Configuration = 2;

    /// <summary>The data are wrong, or files cannot be read or written.</summary>
    public const int Data = 3;

    /// <summary>The study is finished, and a gate of its scenario does not pass.</summary>
    public const int Gate = 4;

    /// <summary>The study is finished, but trials failed.</summary>
    public const int FailedTrials = 5;

    /// <summary>A trial that was run again gave another result.</summary>
    public const int Different = 6;

    /// <summary>A search has planned its next round: run its trials and conclude again.</summary>
    public const int MoreTrials = 7;

    /// <summary>Cancelled by the user.</summary>
    public const int Cancelled = 130;
}
