namespace MlPipelines.Configuration;

/// <summary>The stage at which a user's mistake was found; it decides the exit code.</summary>
public enum ProblemStage
{
    /// <summary>The configuration or the command line: exit code 2.</summary>
    Configuration,

    /// <summary>The data, or files that are read: exit code 3.</summary>
    Data,

    /// <summary>A place that files are written to, such as a full disk, or a shared cache that one node cannot read: exit code 3. What was finished before is kept, and the same can be tried again when the place is mended.</summary>
    Storage,
}

/// <summary>Ends a stage with everything a user has to mend. The host prints it without a stack trace.</summary>
public sealed class ProblemException : Exception
{
    /// <summary>Ends a stage with one problem or several.</summary>
    public ProblemException(ProblemStage stage, IReadOnlyList<Problem> problems)
        : base(string.Join(Environment.NewLine, problems))
    {
        Stage = stage;
        Problems = problems;
    }

    /// <summary>Ends a stage with one problem.</summary>
    public ProblemException(ProblemStage stage, Problem problem)
        : this(stage, [problem])
    {
    }

    /// <summary>Where the mistake was found.</summary>
    public ProblemStage Stage { get; }

    /// <summary>Everything that has to be mended, in the order of the input.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
