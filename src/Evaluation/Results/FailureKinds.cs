namespace MlPipelines.Evaluation;

/// <summary>The kinds of failure of a trial, as <c>trial.json</c> and <c>result.json</c> name them.</summary>
public static class FailureKinds
{
    /// <summary>A loss, gradient or weight was not finite. The same trial would end the same way, so it is not run again.</summary>
    public const string NumericFailure = "numericFailure";

    /// <summary>There was no memory for what the trial needs. It is run again when the study goes on.</summary>
    public const string OutOfMemory = "outOfMemory";

    /// <summary>The trial's process was ended by a signal: a fault in native code, or somebody who killed it. It is run again when the study goes on.</summary>
    public const string Crash = "crash";

    /// <summary>Anything else: a mistake in this program, or a file that cannot be used. It is run again when the study goes on, except an audit that ended so.</summary>
    public const string Error = "error";

    /// <summary>The kind in a few words, for a table.</summary>
    public static string Words(string? kind) => kind switch
    {
        NumericFailure => "not a number",
        OutOfMemory => "out of memory",
        Crash => "crash",
        _ => "error",
    };
}
