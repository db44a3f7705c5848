using Spectre.Console;

namespace MlPipelines.Host;

/// <summary>Everything the command line takes from the process around it, so that tests can stand in for a terminal.</summary>
internal sealed record HostEnvironment
{
    /// <summary>The columns that text is laid out for where there is no terminal, and the most that prose uses where there is one.</summary>
    public const int ProseWidth = 80;

    private const int UsualHeight = 24;
    private const int LeastColumns = 20;
    private const int LeastRows = 5;

    /// <summary>The folder that relative paths of the command line are taken from.</summary>
    public required string CurrentFolder { get; init; }

    /// <summary>Receives results and progress.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Receives problems.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens standard input.</summary>
    public Func<Stream> Input { get; init; } = () => Stream.Null;

    /// <summary>Whether <see cref="Output"/> is a terminal that moves its cursor when it is told to.</summary>
    public bool Interactive { get; init; }

    /// <summary>Whether colours are wanted (<c>NO_COLOR</c> is honoured).</summary>
    public bool Color { get; init; }

    /// <summary>The terminal's columns and rows; asked each time, because terminals are resized.</summary>
    public Func<(int Columns, int Rows)> Size { get; init; } = () => (ProseWidth, UsualHeight);

    /// <summary>How much is printed.</summary>
    public Verbosity Verbosity { get; init; } = Verbosity.Normal;

    /// <summary>Reads a variable of the process's environment; null where it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>The clock behind times left.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The process's own environment.</summary>
    public static HostEnvironment OfProcess() => new()
    {
        CurrentFolder = Environment.CurrentDirectory,
        Output = Console.Out,
        Error = Console.Error,
        Input = Console.OpenStandardInput,
        Interactive = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
        Color = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        Variable = Environment.GetEnvironmentVariable,
        Size = () => Console.IsOutputRedirected ? (ProseWidth, UsualHeight) : TerminalSize(),
    };

    /// <summary>The columns of prose.</summary>
    public int TextWidth => Math.Min(ProseWidth, Size().Columns);

    /// <summary>Prints a line that tells what was done, such as where a file lies, and that nobody needs who asked for quiet.</summary>
    public void Tell(string line)
    {
        if (Verbosity > Verbosity.Quiet)
        {
            Output.WriteLine(line);
        }
    }

    /// <summary>An absolute path from one that a user wrote.</summary>
    public string Absolute(string path) => Path.GetFullPath(path, CurrentFolder);

    /// <summary>A path as a user would write it: relative to the current folder where it lies inside, absolute elsewhere.</summary>
    public string Shown(string path)
    {
        string relative = Path.GetRelativePath(CurrentFolder, path);
        bool outside = relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return outside || Path.IsPathRooted(relative) ? path : relative;
    }

    /// <summary>The terminal for a live display.</summary>
    public IAnsiConsole CreateConsole() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = Interactive ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Interactive = Interactive ? InteractionSupport.Yes : InteractionSupport.No,
        Out = new TerminalOutput(this),
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
    });

    /// <summary>A terminal that does not know its size says 0.</summary>
    private static (int Columns, int Rows) TerminalSize()
    {
        (int columns, int rows) = (Console.WindowWidth, Console.WindowHeight);
        return (columns > 0 ? Math.Max(LeastColumns, columns) : ProseWidth, rows > 0 ? Math.Max(LeastRows, rows) : UsualHeight);
    }

    /// <summary>Tells Spectre where to write and how large the terminal is at this moment.</summary>
    private sealed class TerminalOutput(HostEnvironment environment) : IAnsiConsoleOutput
    {
        public TextWriter Writer => environment.Output;

        public bool IsTerminal => environment.Interactive;

        public int Width => environment.Size().Columns;

        public int Height => environment.Size().Rows;

        public void SetEncoding(System.Text.Encoding encoding)
        {
            // The writer's encoding is the process's, and stays.
        }
    }
}
