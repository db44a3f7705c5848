using System.Globalization;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>How a worker process ended.</summary>
/// <param name="ExitCode">Its exit code; null when it could not be started.</param>
/// <param name="Errors">The first and the last lines of its standard error.</param>
internal sealed record TrialProcessEnd(int? ExitCode, string Errors)
{
    /// <summary>What a process ends with that a signal has ended: this and the signal's number, as shells have it.</summary>
    private const int SignalBase = 128;

    /// <summary>What runtimes and libraries say when there is no memory: .NET, its start (E_OUTOFMEMORY), libtorch's and C++'s allocators, the system's error.</summary>
    private static readonly string[] s_memoryWords =
        ["OutOfMemoryException", "Out of memory", "0x8007000E", "not enough memory", "std::bad_alloc", "Cannot allocate memory", "RESOURCE_EXHAUSTED"];

    /// <summary>The failure of a trial whose process ended without a result: its kind (<see cref="FailureKinds"/>), and a sentence with the end of what the process wrote.</summary>
    public (string Kind, string Sentence) Failure
    {
        get
        {
            string said = Errors.Length == 0 ? "" : $". It wrote: {Errors}";
            bool isMemory = SpeaksOfMemory(Errors);
            return ExitCode switch
            {
                null => (isMemory ? FailureKinds.OutOfMemory : FailureKinds.Error, $"the trial's process could not be started: {Errors}"),
                > SignalBase and <= SignalBase + 64 and { } code when !OperatingSystem.IsWindows() =>
                    (isMemory ? FailureKinds.OutOfMemory : IsUnhandled ? FailureKinds.Error : FailureKinds.Crash, $"the trial's process was ended by {Signal(code - SignalBase)}{said}"),
                { } code => (isMemory ? FailureKinds.OutOfMemory : FailureKinds.Error, string.Create(CultureInfo.InvariantCulture, $"the trial's process ended with exit code {code}{said}")),
            };
        }
    }

    /// <summary>.NET aborts a process that an exception leaves: a mistake in this program, not in native code.</summary>
    private bool IsUnhandled => Errors.Contains("Unhandled exception", StringComparison.Ordinal);

    /// <summary>Whether an error's text says that there was no memory.</summary>
    public static bool SpeaksOfMemory(string text) => s_memoryWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The signals that end processes, with what usually sends them; numbers as Linux and macOS share them, 7 and 10 apart.</summary>
    private static string Signal(int number) => number switch
    {
        4 => "SIGILL (an instruction that this processor does not know)",
        6 => "SIGABRT (a check of the runtime or of native code failed)",
        8 => "SIGFPE (an arithmetic fault in native code)",
        9 => "SIGKILL (somebody killed it, or the system did because memory ran out)",
        11 => "SIGSEGV (a fault in native code)",
        15 => "SIGTERM (somebody asked it to stop)",
        7 when OperatingSystem.IsLinux() => "SIGBUS (a fault in native code, or a mapped file that was cut off)",
        10 when OperatingSystem.IsMacOS() => "SIGBUS (a fault in native code, or a mapped file that was cut off)",
        24 => "SIGXCPU (a limit of processor time)",
        _ => string.Create(CultureInfo.InvariantCulture, $"signal {number}"),
    };
}
