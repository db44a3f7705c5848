using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary><c>cluster.json</c>: the jobs that run the trials of a study. Written after every submission, so that whoever comes back knows them all.</summary>
internal sealed record ClusterRun
{
    /// <summary>The format of this file.</summary>
    public const string CurrentSchema = "mlpipelines/cluster/1";

    /// <summary>The format of this file.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The jobs in the order in which they were submitted.</summary>
    public IReadOnlyList<ClusterJob> Jobs { get; init; } = [];

    /// <summary>Reads the jobs of a run; none where there is no file.</summary>
    /// <exception cref="Configuration.ProblemException">The file is damaged or of another version.</exception>
    public static ClusterRun Read(RunDirectory directory) => File.Exists(directory.Cluster)
        ? StudyJson.Read<ClusterRun>(directory.Cluster, run => run.Schema, CurrentSchema)
        : new ClusterRun();
}

/// <summary>An array job.</summary>
/// <param name="Id">Its number at the scheduler.</param>
/// <param name="Offset">What is added to a task's index to have that of its trial: an array ends at the scheduler's MaxArraySize, a plan does not.</param>
/// <param name="Trials">The indexes of its trials.</param>
/// <param name="Submitted">When, UTC.</param>
internal sealed record ClusterJob(string Id, int Offset, IReadOnlyList<int> Trials, DateTimeOffset Submitted)
{
    /// <summary>What the scheduler calls the task of a trial: <c>12_3</c>.</summary>
    public string TaskOf(int trial) => FormattableString.Invariant($"{Id}_{trial - Offset}");
}
