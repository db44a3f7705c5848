using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>The run directories below an output folder: <c>&lt;scenario&gt;/&lt;UTC time&gt;</c>.</summary>
public static class RunDirectories
{
    private const int Listed = 5;

    /// <summary>
    /// Finds the run that a user names: a run directory itself, <c>scenario/time</c> below the output folder, <c>scenario</c> (its newest run), or
    /// null (the newest of all).
    /// </summary>
    /// <param name="outputFolder">The folder of all runs, absolute.</param>
    /// <param name="run">What the user named; a relative path starts from the output folder.</param>
    /// <exception cref="ProblemException">There is none; the newest ones that exist are listed.</exception>
    public static RunDirectory Find(string outputFolder, string? run)
    {
        string[] all = All(outputFolder);
        string? found = run is null
            ? all.FirstOrDefault()
            : AsFolder(run, outputFolder)
                ?? all.FirstOrDefault(folder => Path.GetFileName(Path.GetDirectoryName(folder)) == run);
        return found is not null ? new RunDirectory(found) : throw new ProblemException(ProblemStage.Configuration, NotFound(run, outputFolder, all));
    }

    /// <summary>Makes the folder of a new run.</summary>
    /// <exception cref="ProblemException">The output folder cannot be written.</exception>
    internal static RunDirectory Create(string outputFolder, string scenario, TimeProvider clock)
    {
        string time = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH-mm-ss'Z'", CultureInfo.InvariantCulture);
        string folder = Path.Combine(outputFolder, scenario, time);
        for (int other = 2; Directory.Exists(folder); other++)
        {
            folder = Path.Combine(outputFolder, scenario, string.Create(CultureInfo.InvariantCulture, $"{time}-{other}"));
        }

        Storage.Write(() => Directory.CreateDirectory(folder), folder);
        return new RunDirectory(folder);
    }

    /// <summary>Removes the folder of a run that was never planned, and the scenario's folder if that leaves it empty.</summary>
    internal static void Discard(RunDirectory directory, FileLock own)
    {
        own.Dispose();
        Storage.Write(() =>
        {
            Directory.Delete(directory.Root, recursive: true);
            string scenario = Path.GetDirectoryName(directory.Root)!;
            if (!Directory.EnumerateFileSystemEntries(scenario).Any())
            {
                Directory.Delete(scenario);
            }
        }, directory.Root);
    }

    /// <summary>All runs, newest first: their names are times.</summary>
    private static string[] All(string outputFolder) => !Directory.Exists(outputFolder)
        ? []
        : [.. Directory.EnumerateDirectories(outputFolder)
            .SelectMany(Directory.EnumerateDirectories)
            .Where(IsRun)
            .OrderByDescending(Path.GetFileName, StringComparer.Ordinal)];

    private static string? AsFolder(string run, string outputFolder)
    {
        string folder = Path.GetFullPath(run, outputFolder);
        return IsRun(folder) ? folder : null;
    }

    private static bool IsRun(string folder) => File.Exists(new RunDirectory(folder).Plan);

    private static Problem NotFound(string? run, string outputFolder, string[] all) => new(
        run ?? outputFolder,
        "a run directory, the name of a scenario that was run, or nothing for the newest run",
        run is null ? "no runs" : "none of these",
        all.Length == 0
            ? "Start a study with \"run\"."
            : $"The newest runs are: {string.Join(", ", all.Take(Listed).Select(folder => Path.GetRelativePath(outputFolder, folder)))}.");
}
