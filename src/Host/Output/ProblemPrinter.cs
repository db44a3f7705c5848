using MlPipelines.Configuration;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>Prints what went wrong: for a user's mistake everything to mend, for a bug what a report of it needs.</summary>
internal static class ProblemPrinter
{
    private const string IssuesPage = "the project's issue tracker";

    /// <summary>Prints a count and every problem.</summary>
    public static void Print(ProblemException exception, HostEnvironment environment)
    {
        WriteHeadline(
            exception.Stage switch
            {
                ProblemStage.Storage => "a file cannot be written or read",
                ProblemStage.Data => $"{Quantities.Count(exception.Problems.Count, "problem")} in the data",
                _ => $"{Quantities.Count(exception.Problems.Count, "problem")} in the configuration",
            },
            environment);
        foreach (Problem problem in exception.Problems)
        {
            environment.Error.WriteLine();
            Print(problem, environment);
        }
    }

    /// <summary>Prints a failure of the file system that no layer foresaw: a full disk, a lost permission.</summary>
    public static void PrintFileSystemFailure(Exception exception, HostEnvironment environment)
    {
        WriteHeadline("a file could not be read or written", environment);
        environment.Error.WriteLine();
        TextLayout.WriteLabelled(environment.Error, "  received  ", exception.Message, environment.TextWidth);
        TextLayout.WriteLabelled(
            environment.Error, "  remedy    ", "Check free space and permissions; finished trials are kept.", environment.TextWidth);
    }

    /// <summary>Prints a mistake of this program, with its stack trace.</summary>
    public static void PrintBug(Exception exception, HostEnvironment environment)
    {
        WriteHeadline("this is a bug in mlpipelines", environment);
        environment.Error.WriteLine(exception);
        environment.Error.WriteLine();
        TextLayout.WriteLabelled(
            environment.Error,
            "",
            $"Please report it in {IssuesPage} with the lines above, the command (version {ProgramVersion.Text}) and the configuration.",
            environment.TextWidth);
    }

    private static void Print(Problem problem, HostEnvironment environment)
    {
        TextWriter writer = environment.Error;
        int width = environment.TextWidth;
        TextLayout.WriteLabelled(writer, "", problem.Where, width);
        TextLayout.WriteLabelled(writer, "  expected  ", problem.Expected, width);
        TextLayout.WriteLabelled(writer, "  received  ", problem.Received, width);
        if (problem.Remedy is not null)
        {
            TextLayout.WriteLabelled(writer, "  remedy    ", problem.Remedy, width);
        }
    }

    private static void WriteHeadline(string text, HostEnvironment environment) => environment.Error.WriteLine($"mlpipelines: {text}");
}
