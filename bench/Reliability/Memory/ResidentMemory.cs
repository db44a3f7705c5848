using System.Globalization;

namespace MlPipelines.Bench;

/// <summary>The resident memory of this process, native libraries included. Elsewhere than on Linux nothing is measured and all is 0.</summary>
internal static class ResidentMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Lets the peak begin anew, and returns what is resident now.</summary>
    public static long ResetPeak()
    {
        if (File.Exists(Status))
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }

        return Field("VmRSS:");
    }

    /// <summary>The highest since <see cref="ResetPeak"/>, in KiB.</summary>
    public static long PeakKiB() => Field("VmHWM:");

    /// <summary>What is resident now, in KiB.</summary>
    public static long ResidentKiB() => Field("VmRSS:");

    private static long Field(string name)
    {
        foreach (string line in File.Exists(Status) ? File.ReadLines(Status) : [])
        {
            if (line.StartsWith(name, StringComparison.Ordinal))
            {
                return long.Parse(line[name.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }
}
