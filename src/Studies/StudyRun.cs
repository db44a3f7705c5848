using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>How a study is run, apart from what it is: nothing here changes a result.</summary>
public sealed record StudyRunOptions
{
    /// <summary>The folder that receives <c>&lt;scenario&gt;/&lt;UTC time&gt;</c>, absolute.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The folder of decoded data, absolute.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Trials side by side; null for one per <c>training.threads</c> logical processors.</summary>
    public int? Workers { get; init; }

    /// <summary>The command line that the report prints under "how to reproduce".</summary>
    public required string Command { get; init; }
}

/// <summary>How a study ended.</summary>
/// <param name="Directory">Its run directory.</param>
/// <param name="Result">What it found.</param>
/// <param name="FailedTrials">The number of failed trials.</param>
public sealed record StudyOutcome(RunDirectory Directory, StudyResult Result, int FailedTrials);

/// <summary>Plans a study, runs its trials in worker processes and concludes: what <c>run</c> and <c>resume</c> do.</summary>
public static class StudyRun
{
    /// <summary>Runs a new study.</summary>
    /// <exception cref="ProblemException">The data or the folders are wrong; nothing was trained.</exception>
    /// <exception cref="OperationCanceledException">Cancelled: finished trials are kept, and <see cref="ResumeAsync"/> goes on.</exception>
    public static Task<StudyOutcome> StartAsync(
        StudyConfiguration study, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>Goes on with an interrupted study; a finished one is concluded again.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="cacheFolder">The folder of decoded data; null for the one the study was started with.</param>
    /// <param name="workers">Trials side by side; null as in <see cref="StudyRunOptions.Workers"/>.</param>
    /// <param name="events">Receives what happens, on any thread, in order.</param>
    /// <param name="cancellation">Stops the workers, keeps what is finished.</param>
    public static Task<StudyOutcome> ResumeAsync(
        RunDirectory directory, string? cacheFolder, int? workers, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        throw new NotSupportedException();
}

/// <summary>Runs one trial of a plan in this process: what <c>trial --run DIR --index N</c> does.</summary>
public static class TrialRun
{
    /// <summary>Runs the trial unless it is finished. Writes its events as JSON lines to <paramref name="events"/>.</summary>
    /// <returns>0 finished, 5 the trial failed (a result was written), 3 the data could not be read.</returns>
    public static int Run(RunDirectory directory, int index, TextWriter events, CancellationToken cancellation) =>
        throw new NotSupportedException();
}

/// <summary>The run directories below an output folder.</summary>
public static class RunDirectories
{
    /// <summary>
    /// Finds the run that a user names: a run directory itself, <c>scenario/time</c>, <c>scenario</c> (its newest run), or null (the newest of all).
    /// </summary>
    /// <exception cref="ProblemException">There is none; the newest ones that exist are listed.</exception>
    public static RunDirectory Find(string outputFolder, string? run) => throw new NotSupportedException();
}
