using System.Globalization;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>How the task of a trial ended that left no result.</summary>
/// <param name="Task">What Slurm calls it.</param>
/// <param name="Node">Where it ran; null when that is not known.</param>
/// <param name="ExitCode">Its exit code; null when the task itself was ended before it could say.</param>
/// <param name="State">Slurm's last word on it: TIMEOUT, CANCELLED, NODE_FAIL, ...; null when it has forgotten it.</param>
internal sealed record TaskEnd(string Task, string? Node, int? ExitCode, string? State)
{
    /// <summary>Reads what a task's script left; null when it left nothing.</summary>
    public static TaskEnd? Read(RunDirectory directory, string task)
    {
        string path = Path.Combine(directory.ClusterFolder, task + ".end");
        if (!File.Exists(path))
        {
            return null;
        }

        Dictionary<string, string> values = File.ReadAllLines(path).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
        return new TaskEnd(
            task, values.GetValueOrDefault("node"), int.TryParse(values.GetValueOrDefault("exit"), CultureInfo.InvariantCulture, out int code) ? code : null, State: null);
    }

    /// <summary>
    /// The exit code that Slurm knows of a task whose script ended by itself, and could not say so where the disk is full; null where Slurm ended it.
    /// </summary>
    /// <param name="known">What Slurm knows of the task.</param>
    public static int? CodeOf(IReadOnlyDictionary<string, string> known) =>
        known.GetValueOrDefault("JobState") == "FAILED" && known.GetValueOrDefault("ExitCode")?.Split(':') is [var code, "0"] && int.TryParse(code, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The kind of failure, and a sentence with node, code and the end of the log.</summary>
    /// <param name="errors">The end of what the trial wrote.</param>
    /// <param name="own">What the trial itself left as its reason; null when it left none.</param>
    public (string Kind, string Sentence) Failure(string errors, TrialResult? own)
    {
        (string kind, string sentence) = (own, ExitCode) switch
        {
            ({ Failure: { } said }, _) => (own.FailureKind ?? FailureKinds.Error, said),
            (_, { } code) => new TrialProcessEnd(code, errors).Failure,
            _ => (State == "OUT_OF_MEMORY" ? FailureKinds.OutOfMemory : FailureKinds.Error, $"{Words}{(errors.Length == 0 ? "" : $". It wrote: {errors}")}"),
        };
        string exit = own is not null && ExitCode is { } number ? string.Create(CultureInfo.InvariantCulture, $", exit code {number}") : "";
        return (kind, $"on node {Node ?? "unknown"}, task {Task}{exit}: {sentence}");
    }

    private string Words => State switch
    {
        null => "the task is in the queue no more, left no result, and Slurm has forgotten why",
        "TIMEOUT" => "the time limit of the task ended it (TIMEOUT); raise execution.timeLimit",
        "OUT_OF_MEMORY" => "the memory limit of the task ended it (OUT_OF_MEMORY); raise execution.memory",
        "CANCELLED" => "somebody cancelled the task",
        "NODE_FAIL" => "its node failed, and Slurm did not start it again (NODE_FAIL)",
        _ => $"Slurm ended the task: {State}",
    };
}
