using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>What must be the same however a study was run: <c>result.json</c> without times and memory, and the bytes of predictions and weights of every trial.</summary>
internal static class RunContent
{
    /// <summary>Members that tell when, how long, with how many workers and how much memory.</summary>
    private static readonly HashSet<string> s_times =
        ["started", "finished", "seconds", "trainingSeconds", "resumedSeconds", "peakMemoryBytes", "workers", "command"];

    /// <summary>Path → content or its digest.</summary>
    /// <param name="run">A finished run.</param>
    /// <param name="folder">The folder of the configuration file, whose name does not count.</param>
    public static SortedDictionary<string, string> Of(RunDirectory run, string folder)
    {
        JsonNode result = JsonNode.Parse(File.ReadAllText(run.Result))!;
        RemoveTimes(result);
        SortedDictionary<string, string> content = new(StringComparer.Ordinal) { ["result.json"] = result.ToJsonString().Replace(folder, "", StringComparison.Ordinal) };
        foreach (string file in Directory.EnumerateFiles(Path.Combine(run.Root, "trials"), "*", SearchOption.AllDirectories))
        {
            // Locks, times and what holds times stay out; ML.NET's own zip holds the time of its entries.
            if (Path.GetFileName(file) is not ("trial.json" or "history.csv") && Path.GetExtension(file) is not (".lock" or ".zip"))
            {
                content[Path.GetRelativePath(run.Root, file)] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
            }
        }

        return content;
    }

    /// <summary>The first difference of two runs; null when there is none.</summary>
    public static string? Difference(SortedDictionary<string, string> one, SortedDictionary<string, string> other)
    {
        string? missing = one.Keys.Except(other.Keys).Concat(other.Keys.Except(one.Keys)).FirstOrDefault();
        return missing is not null ? $"{missing} is in one run only" : one.FirstOrDefault(pair => other[pair.Key] != pair.Value).Key is { } path ? $"{path} differs" : null;
    }

    /// <summary>Files that a process which was killed left, and checkpoints: a finished run has none.</summary>
    public static string? Leftover(RunDirectory run) => Directory.EnumerateFileSystemEntries(run.Root, "*", SearchOption.AllDirectories)
        .FirstOrDefault(path => path.EndsWith(".partial", StringComparison.Ordinal) || Path.GetFileName(path) == "checkpoint.bin");

    private static void RemoveTimes(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (string name in members.Select(member => member.Key).Where(s_times.Contains).ToArray())
            {
                members.Remove(name);
            }

            foreach ((_, JsonNode? member) in members)
            {
                RemoveTimes(member);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                RemoveTimes(item);
            }
        }
    }
}
