using System.Globalization;

namespace MlPipelines.Host;

/// <summary>The index of a task of an array job, from the variable of the engine that runs it.</summary>
internal static class ArrayIndex
{
    /// <summary>The variables with the number of an array's first task, which some engines choose: their indexes count from there.</summary>
    private static readonly (string Variable, int First)[] s_variables =
    [
        ("SLURM_ARRAY_TASK_ID", 0),
        ("JOB_COMPLETION_INDEX", 0),
        ("PBS_ARRAY_INDEX", 0),
        ("PBS_ARRAYID", 0),
        ("AWS_BATCH_JOB_ARRAY_INDEX", 0),
        ("BATCH_TASK_INDEX", 0),
        // These two count from 1.
        ("LSB_JOBINDEX", 1),
        ("SGE_TASK_ID", 1),
    ];

    /// <summary>The variables in the order in which they are asked: Slurm, Kubernetes, PBS, Torque, AWS Batch, Google Batch, LSF, Grid Engine.</summary>
    public static IEnumerable<string> Names => s_variables.Select(variable => variable.Variable);

    /// <summary>The index, from 0; null outside of an array job (LSF then says 0, Grid Engine "undefined").</summary>
    public static int? Of(Func<string, string?> variable)
    {
        foreach ((string name, int first) in s_variables)
        {
            if (int.TryParse(variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= first)
            {
                return value - first;
            }
        }

        return null;
    }
}
