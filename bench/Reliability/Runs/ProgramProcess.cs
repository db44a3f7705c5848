using System.Diagnostics;
using System.Globalization;

namespace MlPipelines.Bench;

/// <summary>The command line as a process of its own, which can be killed.</summary>
internal sealed class ProgramProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ProgramProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts the program.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="environment">Variables that replace those of this process.</param>
    public static ProgramProcess Start(string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "mlpipelines.exe" : "mlpipelines"), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The studies are short: a checkpoint every 0.2 seconds gives each training several.
        start.Environment["MLPIPELINES_CHECKPOINT_SECONDS"] = "0.2";
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new ProgramProcess(Process.Start(start)!);
    }

    /// <summary>Runs the program to its end.</summary>
    public static ProgramEnd Run(string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using ProgramProcess program = Start(folder, arguments, environment);
        return program.End();
    }

    /// <summary>Waits for the end, at most so long.</summary>
    /// <returns>Whether it ended.</returns>
    public bool EndsWithin(TimeSpan time) => _process.WaitForExit(time);

    /// <summary>Kills the process as <c>kill -9</c> does, alone or with those that it started.</summary>
    public void Kill(bool withWorkers)
    {
        _process.Kill(entireProcessTree: withWorkers);
        _process.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    public ProgramEnd End()
    {
        _process.WaitForExit();
        return new ProgramEnd(_process.ExitCode, _output.Result, _error.Result);
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    /// <summary>The processes whose command line names a folder: workers of its runs.</summary>
    public static int CountNaming(string folder)
    {
        int count = 0;
        foreach (string entry in Directory.EnumerateDirectories("/proc").Where(entry => int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            try
            {
                count += File.ReadAllText(Path.Combine(entry, "cmdline")).Contains(folder, StringComparison.Ordinal) ? 1 : 0;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It has just ended.
            }
        }

        return count;
    }
}

/// <summary>How the program ended.</summary>
internal sealed record ProgramEnd(int Code, string Output, string Error)
{
    /// <summary>The end of what it said, in a line.</summary>
    public string Said => string.Create(CultureInfo.InvariantCulture, $"exit code {Code}: {(Error.Length > 0 ? Error : Output).Trim().ReplaceLineEndings(" ")[..Math.Min(300, (Error.Length > 0 ? Error : Output).Trim().ReplaceLineEndings(" ").Length)]}");
}
