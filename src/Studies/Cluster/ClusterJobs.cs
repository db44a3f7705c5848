using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>The jobs of a run at the scheduler.</summary>
public static class ClusterJobs
{
    /// <summary>Whether trials of a run were handed to a cluster.</summary>
    public static bool HasJobs(RunDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return File.Exists(directory.Cluster);
    }

    /// <summary>Ends the jobs of a run, whether somebody follows them or not. Finished trials are kept, and the run can be resumed.</summary>
    /// <returns>The numbers of the jobs.</returns>
    /// <exception cref="ProblemException">The run has no jobs, or Slurm does not answer.</exception>
    public static async Task<IReadOnlyList<string>> CancelAsync(RunDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (!HasJobs(directory))
        {
            throw new ProblemException(ProblemStage.Configuration, new Problem(
                directory.Root, "a run whose trials were handed to a cluster", "a run of this machine", "Stop the process that runs it, with Ctrl-C."));
        }

        return await CancelAsync(directory, SlurmClient.OfThisMachine).ConfigureAwait(false);
    }

    internal static async Task<IReadOnlyList<string>> CancelAsync(RunDirectory directory, SlurmClient slurm)
    {
        ClusterRun run = ClusterRun.Read(directory);
        if (run.Submitting is not null)
        {
            run = run.Settled(await slurm.AnsweredQueueAsync(directory.Root).ConfigureAwait(false));
        }

        string[] jobs = [.. run.Jobs.Select(job => job.Id)];
        if (jobs.Length > 0)
        {
            await slurm.CancelAsync(jobs, directory.Root).ConfigureAwait(false);
        }

        return jobs;
    }
}
