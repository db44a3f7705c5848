using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>Submits the array jobs of a run. What is submitted is written down before Slurm is asked: whoever comes back after this process died in between finds the job by its name.</summary>
/// <param name="directory">The run directory.</param>
/// <param name="study">The configuration.</param>
/// <param name="execution">What is asked of the cluster.</param>
/// <param name="slurm">Slurm.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="events">Receives what was submitted.</param>
internal sealed class JobSubmission(
    RunDirectory directory, StudyConfiguration study, ExecutionOptions execution, SlurmClient slurm, TimeProvider clock, IProgress<StudyEvent> events)
{
    /// <summary>The program on the nodes.</summary>
    private IReadOnlyList<string> Program => execution.Program is { } program ? [program] : WorkerCommand.Words();

    /// <summary>Submits a job.</summary>
    /// <param name="run">The jobs so far.</param>
    /// <param name="trials">The trials of the job.</param>
    /// <param name="offset">What is added to the index of a task to have that of its trial.</param>
    /// <param name="after">Jobs that must have ended before, however they did.</param>
    /// <returns>The jobs with this one as the last.</returns>
    /// <exception cref="ProblemException">Slurm refuses the job or does not answer.</exception>
    public async Task<ClusterRun> SubmitAsync(ClusterRun run, IReadOnlyList<PlannedTrial> trials, int offset, IReadOnlyList<string> after)
    {
        string script = Path.Combine(directory.ClusterFolder, FormattableString.Invariant($"trials-from-{offset}.sh"));
        Storage.WriteFile(script, stream => stream.Write(Encoding.UTF8.GetBytes(SlurmScript.Text(directory, Program, offset, execution).ReplaceLineEndings("\n"))));
        int[] indexes = [.. trials.Select(trial => trial.Index).Order()];
        ClusterSubmission submission = new(SlurmScript.JobName(study.Scenario, directory, run.Jobs.Count), offset, indexes, clock.GetUtcNow());
        IReadOnlyList<string> arguments = SlurmScript.Arguments(
            script, [.. indexes.Select(index => index - offset)], submission.Name, execution, study.Baseline.Training.Threads, after);
        run = run with { Submitting = submission };
        run.Write(directory);
        try
        {
            run = run.Accepted(await slurm.SubmitAsync(arguments, directory.Root).ConfigureAwait(false));
        }
        catch (ProblemException)
        {
            // An sbatch that waited too long for its answer fails although its job was taken. A controller that does not answer now either is asked by whoever comes back.
            if (await slurm.QueueAsync(directory.Root).ConfigureAwait(false) is not { } queue)
            {
                throw;
            }

            int before = run.Jobs.Count;
            run = run.Settled(queue);
            run.Write(directory);
            if (run.Jobs.Count == before)
            {
                throw;
            }
        }

        run.Write(directory);
        events.Report(new JobSubmitted(submission.Submitted, run.Jobs[^1].Id, indexes.Length));
        return run;
    }
}
