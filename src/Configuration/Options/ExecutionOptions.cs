using System.ComponentModel.DataAnnotations;

namespace MlPipelines.Configuration;

/// <summary>
/// Where the trials of a study run. Nothing here changes a number. What a scenario leaves at its default is taken from <c>execution.json</c> in the folder <c>mlpipelines</c> of the user's
/// configuration (<c>$XDG_CONFIG_HOME</c> or <c>~/.config</c>), where that file exists.
/// </summary>
public sealed record ExecutionOptions
{
    /// <summary>Processes of this machine, or an array job of Slurm. <c>run --executor</c> overrides it.</summary>
    public ExecutorKind Executor { get; init; } = ExecutorKind.Local;

    /// <summary>Slurm's partition. Absent: the cluster's own default.</summary>
    public string? Partition { get; init; }

    /// <summary>The account that is charged. Absent: the user's own default.</summary>
    public string? Account { get; init; }

    /// <summary>The time after which Slurm ends a trial, in Slurm's spelling: <c>90</c> (minutes), <c>2:30:00</c>, <c>1-12</c> (days-hours). Absent: that of the partition.</summary>
    public string? TimeLimit { get; init; }

    /// <summary>The memory of a trial in Slurm's spelling: <c>4G</c>, <c>900M</c>. Absent: the partition's default.</summary>
    public string? Memory { get; init; }

    /// <summary>Processors of a trial. Absent: <c>training.threads</c> of the scenario.</summary>
    [Range(1, 1024)]
    public int? Cpus { get; init; }

    /// <summary>GPUs of a trial.</summary>
    [Range(0, 64)]
    public int Gpus { get; init; }

    /// <summary>The most trials that run at once. Absent: as many as the cluster lets.</summary>
    [Range(1, 1_000_000)]
    public int? MaxParallel { get; init; }

    /// <summary>More options for <c>sbatch</c>, one word each: <c>["--constraint=avx2", "--qos=long"]</c>.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>
    /// A folder of each node's own disk. Decoded data are copied there once per node, by fingerprint, and read from there. Absent: they are read from the shared cache.
    /// </summary>
    public string? Scratch { get; init; }

    /// <summary>The program on the nodes: the path of <c>mlpipelines</c>. Absent: the path that it has here.</summary>
    public string? Program { get; init; }
}

/// <summary>What runs trials.</summary>
public enum ExecutorKind
{
    /// <summary>Processes of this machine.</summary>
    Local,

    /// <summary>An array job of Slurm.</summary>
    Slurm,
}
