using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>What <c>--verbosity diagnostic</c> adds to every verb, on the error stream: what the program runs on and with, how it ended, what that took.</summary>
internal sealed class Diagnostics : IDisposable
{
    private readonly HostEnvironment _environment;
    private readonly long _start = Stopwatch.GetTimestamp();
    private bool _ended;

    private Diagnostics(HostEnvironment environment) => _environment = environment;

    private bool IsOn => _environment.Verbosity == Verbosity.Diagnostic;

    /// <summary>Says what runs.</summary>
    public static Diagnostics Start(HostEnvironment environment, ParseResult parse)
    {
        Diagnostics diagnostics = new(environment);
        diagnostics.Write($"{RootVerb.Name} {ProgramVersion.Text}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
        diagnostics.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} on {Environment.MachineName}, {Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1048576} MiB memory for it"));
        diagnostics.Write($"arguments: {string.Join(' ', parse.Tokens.Select(token => ReproducingCommand.Quoted(token.Value)))}");
        diagnostics.Write($"relative paths start from {environment.CurrentFolder}");
        return diagnostics;
    }

    /// <summary>Says how it ended.</summary>
    /// <returns>The exit code.</returns>
    public int End(int code)
    {
        _ended = true;
        using var process = Process.GetCurrentProcess();
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"exit code {code} after {Stopwatch.GetElapsedTime(_start).TotalSeconds:0.00} s, processor time {process.TotalProcessorTime.TotalSeconds:0.00} s, peak memory {process.PeakWorkingSet64 / 1048576} MiB"));
        return code;
    }

    /// <summary>Says where in the program a user's problem was found.</summary>
    public static void PrintOrigin(Exception exception, HostEnvironment environment)
    {
        if (environment.Verbosity == Verbosity.Diagnostic)
        {
            environment.Error.WriteLine();
            environment.Error.WriteLine($"diagnostic: found here:{Environment.NewLine}{exception.StackTrace}");
        }
    }

    /// <summary>Help and version end without an exit code of a verb.</summary>
    public void Dispose()
    {
        if (!_ended)
        {
            Write("ended by an error");
        }
    }

    private void Write(string text)
    {
        if (IsOn)
        {
            _environment.Error.WriteLine($"diagnostic: {TextLayout.Printable(text)}");
        }
    }
}
