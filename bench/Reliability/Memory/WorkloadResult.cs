using System.Diagnostics;
using System.Globalization;

namespace MlPipelines.Bench;

/// <summary>What a workload in a process of its own took.</summary>
/// <param name="PeakMiB">The most resident memory, native libraries included.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Lines">What it printed.</param>
internal sealed record WorkloadResult(double PeakMiB, double Seconds, IReadOnlyList<string> Lines)
{
    /// <summary>Runs this program anew: a peak belongs to a process.</summary>
    /// <param name="setting">A variable of .NET's runtime and its value, or null.</param>
    /// <param name="arguments">The workload.</param>
    public static WorkloadResult Of((string Name, string Value)? setting, params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (string argument in (string[])["memory", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        if (setting is var (name, value))
        {
            start.Environment[name] = value;
        }

        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return new WorkloadResult(
            process.ExitCode == 0 && lines.Length > 0 ? double.Parse(lines[^1], CultureInfo.InvariantCulture) : double.PositiveInfinity,
            Stopwatch.GetElapsedTime(began).TotalSeconds,
            process.ExitCode == 0 && lines.Length > 0 ? lines[..^1] : [.. lines, FormattableString.Invariant($"ended with {process.ExitCode}")]);
    }
}
