using System.Diagnostics;
using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Bench;

/// <summary>What became of a hostile file.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Fate">What the loader did.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="KiB">By how much the resident memory rose at most.</param>
/// <param name="Told">What the loader said.</param>
internal sealed record HostileTrial(int Number, HostileFate Fate, double Seconds, long KiB, string Told)
{
    /// <summary>Gives one file to a loader.</summary>
    public static HostileTrial Run(int number, string path, Func<string, string?> load)
    {
        long before = ResidentMemory.ResetPeak();
        long start = Stopwatch.GetTimestamp();
        (HostileFate fate, string told) = Load(path, load);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new HostileTrial(number, fate, seconds, Math.Max(0, ResidentMemory.PeakKiB() - before), told);
    }

    /// <summary>A line that <see cref="Parse"/> reads.</summary>
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture, $"{Number}\t{Fate}\t{Seconds:0.0000}\t{KiB}\t{Told.ReplaceLineEndings(" ").Replace('\t', ' ')}");

    /// <summary>Reads a line, or null.</summary>
    public static HostileTrial? Parse(string? line) => line?.Split('\t') is [string number, string fate, string seconds, string memory, string told]
        ? new HostileTrial(
            int.Parse(number, CultureInfo.InvariantCulture),
            Enum.Parse<HostileFate>(fate),
            double.Parse(seconds, CultureInfo.InvariantCulture),
            long.Parse(memory, CultureInfo.InvariantCulture),
            told)
        : null;

    private static (HostileFate, string) Load(string path, Func<string, string?> load)
    {
        try
        {
            return load(path) is { } reason ? (HostileFate.Refused, reason) : (HostileFate.Read, "");
        }
        catch (ProblemException exception)
        {
            return (HostileFate.Refused, HostileFamilies.Told(exception.Problems));
        }
        catch (Exception exception)
        {
            return (HostileFate.Broke, exception.ToString());
        }
    }
}

/// <summary>What a loader can do with a file.</summary>
internal enum HostileFate
{
    /// <summary>It took it for whole.</summary>
    Read,

    /// <summary>It said what is wrong.</summary>
    Refused,

    /// <summary>It threw something that is no problem.</summary>
    Broke,

    /// <summary>The process ended or did not answer.</summary>
    Crashed,
}
