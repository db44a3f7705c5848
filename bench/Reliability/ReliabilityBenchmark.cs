using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace MlPipelines.Bench;

/// <summary>
/// Tries to break what the program promises, and counts how often it held. Each check keeps its figures in a file of its own, so that the page can be written from checks that ran at
/// different times.
/// </summary>
internal static class ReliabilityBenchmark
{
    private const string Usage = """
        usage: reliability [NAME...] [--share X] [--results FOLDER] [--write FILE] [--as-is] [--list]
          NAME       the checks to run (all)
          --share    the part of the tries that is made, over 0 and up to 1 (1)
          --results  the folder of figures (runs/bench-reliability in the repository)
          --write    writes the page from the figures of all checks, each measured whole, and runs only those that have none or are named
          --as-is    with --write: runs only what is named, and the page says which checks have no figures
          --list     names the checks and runs none
        """;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>The checks in the order of the page.</summary>
    public static IReadOnlyList<ReliabilityCheck> Checks { get; } =
    [
        HostileChecks.OfImages,
        HostileChecks.OfTables,
        ConfigurationCheck.Check,
        HostileChecks.OfModels,
        MemoryCheck.OfData,
        MemoryCheck.OfTrials,
        MemoryCheck.OfWorkers,
        HealthyCheck.Check,
        KillCheck.Check,
        CheckpointCostCheck.Check,
        DiskFullCheck.Check,
        DeterminismCheck.Check,
        FaultsCheck.Check,
    ];

    public static int Run(string[] args)
    {
        List<string> names = [];
        double share = 1;
        string results = Path.Combine(RepositoryFiles.Root, "runs", "bench-reliability");
        string? write = null;
        (bool isList, bool isAsIs) = (false, false);
        for (int index = 0; index < args.Length; index++)
        {
            string? value = index + 1 < args.Length ? args[index + 1] : null;
            switch (args[index])
            {
                case "--list":
                    isList = true;
                    break;
                case "--as-is":
                    isAsIs = true;
                    break;
                case "--share" when double.TryParse(value, CultureInfo.InvariantCulture, out double part) && part is > 0 and <= 1:
                    (share, index) = (part, index + 1);
                    break;
                case "--results" when value is not null:
                    (results, index) = (Path.GetFullPath(value), index + 1);
                    break;
                case "--write" when value is not null:
                    (write, index) = (Path.GetFullPath(value), index + 1);
                    break;
                case { } name when Checks.Any(check => check.Name == name):
                    names.Add(name);
                    break;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }

        // A page of a part of the tries would look like the whole.
        if ((write is not null && share < 1) || (isAsIs && write is null))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        if (isList)
        {
            foreach (ReliabilityCheck check in Checks)
            {
                Console.WriteLine($"{check.Name,-14} {check.Title}");
            }

            return 0;
        }

        Directory.CreateDirectory(results);
        List<(ReliabilityCheck Check, MeasuredOutcome Measured)> measured = [];
        foreach (ReliabilityCheck check in Checks)
        {
            string file = Path.Combine(results, check.Name + ".json");
            bool isNamed = names.Count == 0 ? write is null : names.Contains(check.Name);
            MeasuredOutcome? before = !isNamed && write is not null && File.Exists(file) ? JsonSerializer.Deserialize<MeasuredOutcome>(File.ReadAllText(file), Json) : null;
            if (before is null && !isNamed && (write is null || isAsIs))
            {
                continue;
            }

            MeasuredOutcome outcome = before ?? Measure(check, share);
            if (before is null && share == 1)
            {
                File.WriteAllText(file, JsonSerializer.Serialize(outcome, Json));
            }

            measured.Add((check, outcome));
            Console.WriteLine(ReliabilityPage.Section(check, outcome));
        }

        if (write is not null)
        {
            File.WriteAllText(write, ReliabilityPage.Of(measured, [.. Checks.Except(measured.Select(item => item.Check))]));
        }

        return measured.Any(item => item.Measured.Outcome.Figures.Any(figure => figure.Survived < figure.Tried)) ? 1 : 0;
    }

    private static MeasuredOutcome Measure(ReliabilityCheck check, double share)
    {
        Console.WriteLine($"{check.Name}: {check.Promise}");
        long start = Stopwatch.GetTimestamp();
        ReliabilityOutcome outcome = check.Run(share);
        return new MeasuredOutcome(
            outcome,
            Stopwatch.GetElapsedTime(start).TotalSeconds,
            DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}

/// <summary>Figures with the time they took and the day they are of.</summary>
internal sealed record MeasuredOutcome(ReliabilityOutcome Outcome, double Seconds, string Day);
