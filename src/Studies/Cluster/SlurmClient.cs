using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>What a program of Slurm answered.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record SlurmAnswer(int ExitCode, string Output, string Errors);

/// <summary>Runs a program of Slurm: name, arguments, folder.</summary>
internal delegate Task<SlurmAnswer> SlurmCommand(string program, IReadOnlyList<string> arguments, string folder);

/// <summary>A task in the queue.</summary>
/// <param name="State">Slurm's word: PENDING, RUNNING, COMPLETING, ...</param>
/// <param name="Node">Where it runs; empty while it waits.</param>
/// <param name="Reason">Why it waits.</param>
/// <param name="Name">The name of its job.</param>
internal sealed record QueuedTask(string State, string Node, string Reason, string Name);

/// <summary>The few things that are asked of Slurm, through its own programs, so that nothing of it has to be linked.</summary>
internal sealed class SlurmClient(SlurmCommand command)
{
    private const int UsualArraySize = 1001;

    /// <summary>Slurm's programs on this machine.</summary>
    public static SlurmClient OfThisMachine { get; } = new(RunAsync);

    /// <summary>The end of array indexes: tasks are numbered below it.</summary>
    public async Task<int> MaxArraySizeAsync(string folder)
    {
        SlurmAnswer answer = await command("scontrol", ["show", "config"], folder).ConfigureAwait(false);
        string? line = answer.Output.Split('\n').FirstOrDefault(line => line.StartsWith("MaxArraySize", StringComparison.Ordinal));
        return line is not null && int.TryParse(line.Split('=')[^1], CultureInfo.InvariantCulture, out int size) && size > 1 ? size : UsualArraySize;
    }

    /// <summary>Submits a job.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="ProblemException">Slurm refuses it, with its reason.</exception>
    public async Task<string> SubmitAsync(IReadOnlyList<string> arguments, string folder)
    {
        SlurmAnswer answer = await command("sbatch", arguments, folder).ConfigureAwait(false);
        return answer.ExitCode == 0 && answer.Output.Trim().Split(';')[0] is { Length: > 0 } id
            ? id
            : throw new ProblemException(ProblemStage.Configuration, new Problem(
                "sbatch", "a job that Slurm accepts", answer.Errors.Trim() is { Length: > 0 } said ? said : FormattableString.Invariant($"exit code {answer.ExitCode}"),
                "Mend \"execution\" in the scenario or in your execution.json; then go on with \"resume\"."));
    }

    /// <summary>The user's tasks that wait or run, by what Slurm calls them; null while the controller does not answer.</summary>
    public async Task<IReadOnlyDictionary<string, QueuedTask>?> QueueAsync(string folder)
    {
        SlurmAnswer answer = await command("squeue", ["--noheader", "--array", "--me", "--format=%i|%T|%N|%r|%j"], folder).ConfigureAwait(false);
        if (answer.ExitCode != 0)
        {
            return null;
        }

        Dictionary<string, QueuedTask> tasks = [];
        foreach (string[] words in answer.Output.Split('\n').Select(line => line.Trim().Split('|', 5)).Where(words => words.Length == 5))
        {
            tasks[words[0]] = new QueuedTask(words[1], words[2], words[3], words[4]);
        }

        return tasks;
    }

    /// <summary>The same for whoever can do nothing without an answer.</summary>
    /// <exception cref="ProblemException">The controller does not answer.</exception>
    public async Task<IReadOnlyDictionary<string, QueuedTask>> AnsweredQueueAsync(string folder) =>
        await QueueAsync(folder).ConfigureAwait(false) ?? throw new ProblemException(ProblemStage.Data, new Problem(
            "squeue", "an answer of Slurm's controller: without it nobody knows which trials still run", "none", "Try again when it answers."));

    /// <summary>What Slurm still knows of a task that ended: name → value. Empty when it has forgotten it.</summary>
    public async Task<IReadOnlyDictionary<string, string>> DescribeAsync(string task, string folder)
    {
        SlurmAnswer answer = await command("scontrol", ["show", "job", task, "--oneliner"], folder).ConfigureAwait(false);
        return answer.ExitCode != 0
            ? new Dictionary<string, string>()
            : answer.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('=', 2)).Where(pair => pair.Length == 2)
                .DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    /// <summary>Ends jobs; those that have ended already are no mistake.</summary>
    /// <exception cref="ProblemException">The controller does not answer.</exception>
    public async Task CancelAsync(IReadOnlyList<string> jobs, string folder)
    {
        SlurmAnswer answer = await command("scancel", jobs, folder).ConfigureAwait(false);
        if (answer.ExitCode != 0 && !answer.Errors.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(ProblemStage.Data, new Problem("scancel", "jobs that Slurm ends", answer.Errors.Trim(), "Try again when the controller answers."));
        }
    }

    private static async Task<SlurmAnswer> RunAsync(string program, IReadOnlyList<string> arguments, string folder)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        StudyTelemetry.Propagate(start);
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().ConfigureAwait(false);
            return new SlurmAnswer(process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
        }
        catch (Win32Exception exception)
        {
            throw new ProblemException(ProblemStage.Configuration, new Problem(
                "execution.executor", $"Slurm's program {program} on this machine", exception.Message, "Run on a login node of the cluster, or set \"executor\": \"local\"."));
        }
    }
}
