using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary><c>cluster.json</c>: the jobs that run the trials of a study. Written before and after every submission, so that whoever comes back knows them all.</summary>
internal sealed record ClusterRun
{
    /// <summary>The format of this file.</summary>
    public const string CurrentSchema = "mlpipelines/cluster/1";

    /// <summary>The format of this file.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The jobs in the order in which they were submitted.</summary>
    public IReadOnlyList<ClusterJob> Jobs { get; init; } = [];

    /// <summary>The submission that is under way; null between submissions. One that is still here when somebody comes back was cut off, and only the queue knows whether Slurm took it.</summary>
    public ClusterSubmission? Submitting { get; init; }

    /// <summary>Keeps the jobs. A run that has none keeps no file.</summary>
    public void Write(RunDirectory directory)
    {
        if (Jobs.Count == 0 && Submitting is null)
        {
            Storage.Write(() => File.Delete(directory.Cluster), directory.Cluster);
            return;
        }

        StudyJson.Write(directory.Cluster, this);
    }

    /// <summary>The same with the submission that was cut off as a job, if the queue has it under its name, and else forgotten: what it may have run in the meantime has its results, and the rest is submitted again.</summary>
    public ClusterRun Settled(IReadOnlyDictionary<string, QueuedTask> queue) => Submitting is not { } begun ? this
        : queue.FirstOrDefault(task => task.Value.Name == begun.Name).Key is { } task ? Accepted(task.Split('_')[0])
        : this with { Submitting = null };

    /// <summary>The same with the submission as a job.</summary>
    /// <param name="id">Its number at the scheduler.</param>
    public ClusterRun Accepted(string id) => this with { Jobs = [.. Jobs, new ClusterJob(id, Submitting!.Offset, Submitting.Trials, Submitting.Submitted)], Submitting = null };

    /// <summary>Reads the jobs of a run; none where there is no file.</summary>
    /// <exception cref="ProblemException">The file is damaged or of another version.</exception>
    public static ClusterRun Read(RunDirectory directory) => File.Exists(directory.Cluster)
        ? StudyJson.Read<ClusterRun>(directory.Cluster, run => run.Schema, CurrentSchema)
        : new ClusterRun();
}

/// <summary>An array job that is being submitted.</summary>
/// <param name="Name">Its name at the scheduler, which no other submission has.</param>
/// <param name="Offset">As of a <see cref="ClusterJob"/>.</param>
/// <param name="Trials">The indexes of its trials.</param>
/// <param name="Submitted">When, UTC.</param>
internal sealed record ClusterSubmission(string Name, int Offset, IReadOnlyList<int> Trials, DateTimeOffset Submitted);

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
