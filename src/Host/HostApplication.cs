using System.CommandLine;
using System.CommandLine.Invocation;
using MlPipelines.Configuration;

namespace MlPipelines.Host;

/// <summary>The command line as a function: arguments and an environment in, an exit code out.</summary>
internal static class HostApplication
{
    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">The arguments after the program's name.</param>
    /// <param name="environment">Where output goes and relative paths start.</param>
    /// <param name="operations">The layers below.</param>
    /// <param name="cancellation">Cancelled by Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, HostEnvironment environment, IStudyOperations operations, CancellationToken cancellation)
    {
        Option<Verbosity?> verbosity = VerbOptions.Verbosity();
        ParseResult parse = Parse(arguments, environment, operations, verbosity);
        if (parse.Action is ParseErrorAction)
        {
            return UsageErrors.Print(parse, environment);
        }

        // What is printed is the environment's, which verbs hold from the start; so the verbs are made again where it is asked for.
        if (parse.GetValue(verbosity) is { } asked)
        {
            environment = environment with { Verbosity = asked };
            parse = Parse(arguments, environment, operations, verbosity);
        }

        using Diagnostics diagnostics = Diagnostics.Start(environment, parse);
        using TelemetryExport telemetry = TelemetryExport.Start(environment, parse.CommandResult.Command.Name);
        int code = await InvokeAsync(parse, environment, cancellation).ConfigureAwait(false);
        telemetry.End(code);
        return diagnostics.End(code);
    }

    private static ParseResult Parse(
        IReadOnlyList<string> arguments, HostEnvironment environment, IStudyOperations operations, Option<Verbosity?> verbosity) =>
        RootVerb.Create(environment, operations, verbosity).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static async Task<int> InvokeAsync(ParseResult parse, HostEnvironment environment, CancellationToken cancellation)
    {
        // Signals are ours (the token), and so is the mapping of exceptions.
        var invocation = new InvocationConfiguration
        {
            Output = environment.Output,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parse.InvokeAsync(invocation, cancellation).ConfigureAwait(false);
        }
        catch (ProblemException exception)
        {
            ProblemPrinter.Print(exception, environment);
            Diagnostics.PrintOrigin(exception, environment);
            return exception.Stage == ProblemStage.Configuration ? ExitCode.Configuration : ExitCode.Data;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (IsFileSystemFailure(exception))
        {
            ProblemPrinter.PrintFileSystemFailure(exception, environment);
            Diagnostics.PrintOrigin(exception, environment);
            return ExitCode.Data;
        }
        catch (Exception exception)
        {
            ProblemPrinter.PrintBug(exception, environment);
            return ExitCode.Bug;
        }
    }

    /// <summary>A full disk or a lost permission is not a bug; a missing assembly, which also is an <see cref="IOException"/>, is one.</summary>
    private static bool IsFileSystemFailure(Exception exception) =>
        exception is UnauthorizedAccessException or (IOException and not FileNotFoundException and not FileLoadException);
}
