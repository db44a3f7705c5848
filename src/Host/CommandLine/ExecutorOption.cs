using System.CommandLine;
using MlPipelines.Configuration;

namespace MlPipelines.Host;

/// <summary><c>--executor</c>, and what it and the user's own file make of a study.</summary>
internal static class ExecutorOption
{
    /// <summary>The option.</summary>
    public static Option<ExecutorKind?> Create() => new("--executor")
    {
        HelpName = "local|slurm",
        Description = "What runs trials: processes of this machine, or an array job of Slurm. [default: execution.executor of the scenario or of execution.json]",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (word is not ("local" or "slurm"))
            {
                result.AddError($"--executor: expected local or slurm, received '{word}'.");
            }

            return word == "slurm" ? ExecutorKind.Slurm : ExecutorKind.Local;
        },
    };

    /// <summary>The study with the place where its trials run written out, so that whoever goes on with it finds it.</summary>
    public static StudyConfiguration Apply(StudyConfiguration study, ExecutorKind? executor, HostEnvironment environment)
    {
        string? folder = environment.Variable("XDG_CONFIG_HOME") is { Length: > 0 } named ? named
            : environment.Variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config")
            : null;
        StudyConfiguration known = folder is null ? study : UserExecution.Apply(study, Path.Combine(folder, "mlpipelines", "execution.json"));
        return executor is not { } kind || (kind == ExecutorKind.Local && known.Baseline.Execution is null)
            ? known
            : known with { Baseline = known.Baseline with { Execution = (known.Baseline.Execution ?? new ExecutionOptions()) with { Executor = kind } } };
    }
}
