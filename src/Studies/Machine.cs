using System.Runtime.InteropServices;

namespace MlPipelines.Studies;

/// <summary>What a study runs on, for the report and for comparing two machines.</summary>
internal static class Machine
{
    /// <summary>The processor's name, where the operating system tells it; otherwise its architecture.</summary>
    public static string Processor { get; } = NameOfLinux() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string? NameOfLinux()
    {
        try
        {
            string? line = File.Exists("/proc/cpuinfo")
                ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
                : null;
            return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() is { Length: > 0 } name ? name : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
