using System.Security.Cryptography;
using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>The batch script of an array job: task N runs the trial of index N. It leaves the node and the exit code beside its log, because a cluster without accounting forgets both.</summary>
internal static class SlurmScript
{
    /// <summary>The exit code of a task whose node has no program: what shells end with.</summary>
    public const int NoProgram = 127;

    /// <summary>The script.</summary>
    /// <param name="directory">The run.</param>
    /// <param name="program">The words that start this program on a node.</param>
    /// <param name="offset">What is added to the task's index.</param>
    /// <param name="execution">The folder of the node's own disk, if any.</param>
    public static string Text(RunDirectory directory, IReadOnlyList<string> program, int offset, ExecutionOptions execution)
    {
        string[] arguments = ["trial", "--run", directory.Root, .. execution.Scratch is { } scratch ? (string[])["--scratch", scratch] : [], "--index"];
        string words = string.Join(' ', program.Concat(arguments).Select(ShellText.Quoted));
        string files = string.Join(' ', program.Where(word => word.StartsWith('/')).Select(ShellText.Quoted));
        return FormattableString.Invariant(
            $$"""
            #!/bin/sh
            # Written by mlpipelines: one task for each trial of a study.
            node=${SLURMD_NODENAME:-$(hostname)}
            end={{ShellText.Quoted(directory.ClusterFolder)}}/${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}.end
            rm -f "$end"
            code=0
            for file in {{files}}; do
              if [ ! -r "$file" ]; then
                echo "$file is not on node $node, or may not be read there: install mlpipelines where every node sees it, or set execution.program" >&2
                code={{NoProgram}}
              fi
            done
            if [ "$code" -eq 0 ]; then
              {{words}} "$((SLURM_ARRAY_TASK_ID + {{offset}}))"
              code=$?
            fi
            printf 'node=%s\nexit=%s\n' "$node" "$code" >"$end.partial" && mv -f "$end.partial" "$end"
            exit "$code"

            """);
    }

    /// <summary>The arguments of <c>sbatch</c>.</summary>
    /// <param name="script">The script.</param>
    /// <param name="tasks">The indexes of the tasks, rising.</param>
    /// <param name="name">The job's name in the queue.</param>
    /// <param name="execution">What is asked of the cluster.</param>
    /// <param name="threads">The threads of a trial.</param>
    /// <param name="after">Jobs that must have ended before, however they did.</param>
    public static IReadOnlyList<string> Arguments(
        string script, IReadOnlyList<int> tasks, string name, ExecutionOptions execution, int threads, IReadOnlyList<string> after) =>
    [
        "--parsable",
        FormattableString.Invariant($"--array={Ranges(tasks)}{(execution.MaxParallel is { } most ? $"%{most}" : "")}"),
        $"--job-name={name}",
        // Beside the run's folder, whose name may hold signs that Slurm would replace in a path.
        "--output=cluster/%A_%a.log",
        "--open-mode=append",
        "--requeue",
        FormattableString.Invariant($"--cpus-per-task={execution.Cpus ?? threads}"),
        .. Option("partition", execution.Partition),
        .. Option("account", execution.Account),
        .. Option("time", execution.TimeLimit),
        .. Option("mem", execution.Memory),
        .. execution.Gpus > 0 ? (string[])[FormattableString.Invariant($"--gres=gpu:{execution.Gpus}")] : [],
        .. after.Count > 0 ? (string[])[$"--dependency=afterany:{string.Join(':', after)}"] : [],
        .. execution.Extra,
        script,
    ];

    /// <summary>
    /// A name in the queue that no other job of the user has: of the scenario, the run's folder and how many jobs it had before. So a job is found whose number nobody wrote down.
    /// </summary>
    public static string JobName(string scenario, RunDirectory directory, int jobsBefore)
    {
        string run = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory.Root)))[..12];
        return FormattableString.Invariant($"mlpipelines-{scenario}-{run}-{jobsBefore + 1}");
    }

    /// <summary>Rising numbers as Slurm writes them: <c>0-3,7</c>.</summary>
    internal static string Ranges(IReadOnlyList<int> numbers)
    {
        List<string> ranges = [];
        for (int start = 0, next; start < numbers.Count; start = next)
        {
            next = start + 1;
            while (next < numbers.Count && numbers[next] == numbers[next - 1] + 1)
            {
                next++;
            }

            ranges.Add(next - start == 1 ? FormattableString.Invariant($"{numbers[start]}") : FormattableString.Invariant($"{numbers[start]}-{numbers[next - 1]}"));
        }

        return string.Join(',', ranges);
    }

    private static string[] Option(string name, string? value) => value is null ? [] : [$"--{name}={value}"];
}
