using System.Text.RegularExpressions;

namespace MlPipelines.Configuration;

/// <summary>Checks of <c>execution</c>, so that a spelling that Slurm would refuse is told before the data are read.</summary>
internal static partial class ExecutionChecks
{
    /// <summary>Options of <c>sbatch</c> that the program sets: its bookkeeping rests on them.</summary>
    private static readonly string[] s_own = ["array", "output", "error", "parsable", "wrap", "open-mode", "requeue", "no-requeue", "dependency", "chdir", "wait", "job-name"];

    private static readonly string[] s_ownShort = ["-a", "-o", "-e", "-d", "-D", "-W", "-J"];

    /// <summary>Times and sizes are spelt as Slurm spells them.</summary>
    public static void TimeAndMemoryAreSlurms(ScenarioView scenario)
    {
        if (scenario.Options.Execution is not { } execution)
        {
            return;
        }

        if (execution.TimeLimit is { } time && !Time().IsMatch(time))
        {
            scenario.Refuse(
                "execution.timeLimit", "a time in Slurm's spelling: minutes, minutes:seconds, hours:minutes:seconds, days-hours, days-hours:minutes or days-hours:minutes:seconds",
                Quoted.Text(time), "Try \"2:30:00\".");
        }

        if (execution.Memory is { } memory && !Memory().IsMatch(memory))
        {
            scenario.Refuse("execution.memory", "a size in Slurm's spelling: a whole number followed by K, M, G or T", Quoted.Text(memory), "Try \"4G\".");
        }
    }

    /// <summary>What is handed to <c>sbatch</c> are options, and none that the program sets itself.</summary>
    public static void ExtraLeavesTheProgramsOwnOptions(ScenarioView scenario)
    {
        foreach (string word in scenario.Options.Execution?.Extra ?? [])
        {
            if (!word.StartsWith('-') || word.Any(char.IsControl))
            {
                scenario.Refuse("execution.extra", "options of sbatch, one word each, such as \"--constraint=avx2\"", Quoted.Text(word), "Write the value into the same word, after \"=\".");
            }
            else if (s_own.Any(name => word == "--" + name || word.StartsWith($"--{name}=", StringComparison.Ordinal)) || s_ownShort.Any(name => word.StartsWith(name, StringComparison.Ordinal) && !word.StartsWith("--", StringComparison.Ordinal)))
            {
                scenario.Refuse("execution.extra", "options of sbatch that the program does not set itself", Quoted.Text(word), "Leave it out.");
            }
        }
    }

    /// <summary>A relative folder would mean another place on every node.</summary>
    public static void ScratchIsAbsolute(ScenarioView scenario)
    {
        foreach ((string name, string? path) in (ReadOnlySpan<(string, string?)>)[("scratch", scenario.Options.Execution?.Scratch), ("program", scenario.Options.Execution?.Program)])
        {
            if (path is not null && (!path.StartsWith('/') || path.Any(char.IsControl)))
            {
                scenario.Refuse($"execution.{name}", "an absolute path on the nodes", Quoted.Text(path), null);
            }
        }
    }

    [GeneratedRegex(@"\A(?:[0-9]{1,7}(?::[0-9]{1,2}){0,2}|[0-9]{1,4}-[0-9]{1,3}(?::[0-9]{1,2}){0,2})\z")]
    private static partial Regex Time();

    [GeneratedRegex(@"\A[0-9]{1,9}[KMGT]?\z")]
    private static partial Regex Memory();
}
