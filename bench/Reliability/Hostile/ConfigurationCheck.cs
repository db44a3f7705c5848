using System.Diagnostics;
using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Bench;

/// <summary>Loads hostile configuration files.</summary>
internal static class ConfigurationCheck
{
    private const int Files = 100_000;

    /// <summary>The check.</summary>
    public static ReliabilityCheck Check { get; } = new(
        "configuration",
        "Hostile configuration",
        "Whatever stands in `mlconfig.json`, reading it gives a checked configuration or a list of problems, each with its place in the file; never another exception, and never a wait.",
        share => Run((int)Math.Ceiling(share * Files)));

    /// <summary>Tries the first files.</summary>
    public static ReliabilityOutcome Run(int files)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hostile-");
        Dictionary<string, Tally> tallies = [];
        int valid = 0;
        try
        {
            // What the files name is there, or none of them would be valid.
            string path = Path.Combine(folder.FullName, "mlconfig.json");
            File.WriteAllText(Path.Combine(folder.FullName, "train.csv"), "");
            folder.CreateSubdirectory("photos");
            for (int number = 0; number < files; number++)
            {
                (string what, byte[] bytes) = HostileConfigurations.Of(number);
                File.WriteAllBytes(path, bytes);
                long start = Stopwatch.GetTimestamp();
                (bool isValid, string? broken) = Load(path);
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                valid += isValid ? 1 : 0;
                if (!tallies.TryGetValue(what, out Tally? tally))
                {
                    tallies.Add(what, tally = new Tally());
                }

                tally.Add(number, seconds, broken ?? (seconds > HostileFamilies.LongestSeconds ? "too slow" : null));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return new ReliabilityOutcome(
            [.. tallies.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.Figure(pair.Key))],
            [string.Create(CultureInfo.InvariantCulture, $"{valid:N0} of the {files:N0} files were still valid configurations, the others were refused with problems. Bound: {HostileFamilies.LongestSeconds:0} s for a file.")]);
    }

    private static (bool IsValid, string? Broken) Load(string path)
    {
        try
        {
            ConfigurationFile file = ConfigurationFile.Load(path, [], null);
            foreach (string scenario in file.Config.Scenarios.Keys)
            {
                _ = file.Study(scenario).Baseline.Model.Learner();
            }

            return (true, null);
        }
        catch (ProblemException exception)
        {
            return (false, exception.Problems.Count > 0 && exception.Problems.All(problem => problem.Where.StartsWith("mlconfig.json:", StringComparison.Ordinal) && problem.Expected.Length > 0)
                ? null
                : "a problem without a place or a word");
        }
        catch (Exception exception)
        {
            return (false, exception.GetType().Name + ": " + exception.Message);
        }
    }

    private sealed class Tally
    {
        private readonly List<(int Number, string Broken)> _broken = [];
        private long _tried;
        private double _slowest;

        public void Add(int number, double seconds, string? broken)
        {
            _tried++;
            _slowest = Math.Max(_slowest, seconds);
            if (broken is not null)
            {
                _broken.Add((number, broken));
            }
        }

        public ReliabilityFigure Figure(string what) => new(
            what,
            _tried,
            _tried - _broken.Count,
            string.Create(CultureInfo.InvariantCulture, $"{1000 * _slowest:0} ms") + (_broken.Count == 0 ? "" : $"; file {_broken[0].Number}: {_broken[0].Broken}"));
    }
}
