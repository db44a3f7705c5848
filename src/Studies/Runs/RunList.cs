using System.Collections.Concurrent;
using System.Text.Json;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// What there is in a folder of runs, from the files alone. Reading never fails for what a folder holds: what is damaged or no run is listed with the reason. Keeps what it
/// read of results that have not changed, so that listing again is quick.
/// </summary>
/// <param name="outputFolder">The folder of runs, absolute.</param>
public sealed class RunList(string outputFolder)
{
    private readonly ConcurrentDictionary<string, (DateTime Written, long Length, string Scenario, RunOutcome Outcome)> _outcomes = new(StringComparer.Ordinal);

    /// <summary>The folder of runs, absolute.</summary>
    public string OutputFolder { get; } = outputFolder;

    /// <summary>All folders, newest first; none when the folder of runs is not there.</summary>
    public IReadOnlyList<RunEntry> Read() =>
        [.. Folders().Select(folder => folder.Read()).OrderByDescending(entry => entry.When).ThenBy(entry => entry.Id, StringComparer.Ordinal)];

    /// <summary>The folder with this id; null when there is none. No path is made of the id: it is compared with those that there are.</summary>
    public RunEntry? Find(string id) => Folders().Where(folder => folder.Id == id).Select(folder => folder.Read()).FirstOrDefault();

    /// <summary>The ids of all folders, each with what reads it.</summary>
    private IEnumerable<(string Id, Func<RunEntry> Read)> Folders() => !Directory.Exists(OutputFolder) ? [] : Visible(OutputFolder).SelectMany(BelowOutput);

    private IEnumerable<(string Id, Func<RunEntry> Read)> BelowOutput(DirectoryInfo folder)
    {
        if (LinksOut.Leads(OutputFolder, folder) || IsRun(folder.FullName))
        {
            return [(IdOf(folder), () => Entry(folder))];
        }

        try
        {
            DirectoryInfo[] runs = [.. Visible(folder.FullName)];
            return runs.Length > 0
                ? runs.Select(run => (IdOf(run), (Func<RunEntry>)(() => Entry(run))))
                : [(IdOf(folder), () => Foreign(folder, "no run: neither plan.json nor folders that could be runs"))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [(IdOf(folder), () => Foreign(folder, exception.Message))];
        }
    }

    private RunEntry Entry(DirectoryInfo folder)
    {
        RunDirectory directory = new(folder.FullName);
        try
        {
            return LinksOut.Leads(OutputFolder, folder) ? Foreign(folder, "a link that leads out of the folder of runs")
                : new[] { directory.Plan, directory.Result, directory.Configuration }.FirstOrDefault(path => LinksOut.Leads(OutputFolder, new FileInfo(path))) is { } link
                    ? Foreign(folder, $"{Path.GetFileName(link)} is a link that leads out of the folder of runs")
                    : File.Exists(directory.Plan) ? Run(folder, directory)
                    : FileLock.IsTaken(directory.Lock) ? Bare(folder, RunState.Running, null)
                    : Foreign(folder, "no plan.json: no run, or one that was never planned");
        }
        catch (ProblemException exception)
        {
            return Bare(folder, RunState.Broken, string.Join(" ", exception.Problems));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return Bare(folder, RunState.Broken, exception.Message);
        }
    }

    private RunEntry Run(DirectoryInfo folder, RunDirectory directory)
    {
        StudyPlan plan = ReadablePlan.Read(directory);
        PlannedTrial[] open = [.. plan.Trials.Where(trial => !File.Exists(directory.TrialResult(trial.Variant, trial.Name)))];
        bool running = FileLock.IsTaken(directory.Lock) || open.Any(trial => FileLock.IsTaken(directory.TrialLock(trial.Variant, trial.Name)));
        var outcome = Outcome(directory);
        return Bare(folder, State(), null) with
        {
            Scenario = outcome?.Scenario ?? ScenarioOf(directory),
            When = plan.Planned,
            Trials = plan.Trials.Count,
            Ended = plan.Trials.Count - open.Length,
            Outcome = outcome?.Outcome,
        };

        RunState State() => running ? RunState.Running
            : outcome is null || open.Length > 0 ? RunState.Interrupted
            : outcome.Value.Outcome.Verdict.State == "failed" ? RunState.Failed
            : RunState.Finished;
    }

    private (string Scenario, RunOutcome Outcome)? Outcome(RunDirectory directory)
    {
        FileInfo file = new(directory.Result);
        if (!file.Exists)
        {
            return null;
        }

        if (!_outcomes.TryGetValue(directory.Root, out var known) || known.Written != file.LastWriteTimeUtc || known.Length != file.Length)
        {
            StudyResult result = ResultFiles.ReadResult(directory.Result);
            known = (file.LastWriteTimeUtc, file.Length, result.Scenario, RunOutcome.Of(result));
            _outcomes[directory.Root] = known;
        }

        return (known.Scenario, known.Outcome);
    }

    private static string? ScenarioOf(RunDirectory directory)
    {
        using JsonDocument configuration = JsonDocument.Parse(File.ReadAllBytes(directory.Configuration));
        return configuration.RootElement.ValueKind == JsonValueKind.Object && configuration.RootElement.TryGetProperty("scenario", out JsonElement name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;
    }

    private RunEntry Foreign(DirectoryInfo folder, string reason) => Bare(folder, RunState.Foreign, reason);

    private RunEntry Bare(DirectoryInfo folder, RunState state, string? reason) => new()
    {
        Id = IdOf(folder),
        Folder = folder.FullName,
        State = state,
        When = new DateTimeOffset(folder.LastWriteTimeUtc, TimeSpan.Zero),
        Reason = reason,
    };

    private string IdOf(DirectoryInfo folder) => Path.GetRelativePath(OutputFolder, folder.FullName).Replace(Path.DirectorySeparatorChar, '/');

    private static bool IsRun(string folder) => File.Exists(new RunDirectory(folder).Plan);

    /// <summary>Hidden folders are nobody's runs.</summary>
    private static IEnumerable<DirectoryInfo> Visible(string folder) =>
        new DirectoryInfo(folder).EnumerateDirectories().Where(child => !child.Name.StartsWith('.'));
}
