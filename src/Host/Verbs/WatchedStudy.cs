using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>What <c>run</c> and <c>resume</c> have in common: progress while the study runs, then result, report and event files, and the exit code.</summary>
internal sealed class WatchedStudy(HostEnvironment environment, IStudyOperations operations, StudyExports exports)
{
    /// <summary>How the study ended; null until then.</summary>
    public StudyOutcome? Outcome { get; private set; }

    /// <summary>Runs a study to its report.</summary>
    /// <param name="run">Starts or resumes the study, sending its events to what it is given.</param>
    /// <param name="cancellation">Cancelled by Ctrl-C.</param>
    public async Task<int> RunAsync(Func<IProgress<StudyEvent>, Task<StudyOutcome>> run, CancellationToken cancellation)
    {
        StudyDisplay display = StudyDisplay.Create(environment);
        try
        {
            using CancellationTokenRegistration stopping = cancellation.Register(display.Stopping);

            // A study may work before its first await; the display must not wait for it.
            IProgress<StudyEvent> events = exports.TensorBoard ? new EventFileProgress(display, operations) : display;
            StudyOutcome outcome = await display.ShowAsync(() => Task.Run(() => run(events), CancellationToken.None)).ConfigureAwait(false);
            Outcome = outcome;
            ResultPrinter.Print(outcome, environment);
            await operations.WriteReportAsync(outcome.Directory, cancellation).ConfigureAwait(false);
            environment.Output.WriteLine($"report: {environment.Shown(outcome.Directory.Report)}");
            exports.WriteEvents(outcome.Directory, operations, environment);
            return CodeOf(outcome);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            PrintHowToGoOn(display.RunFolder, "stopped; finished trials are kept; go on with:");
            throw;
        }
        catch (ProblemException exception) when (exception.Stage == ProblemStage.Storage && display.RunFolder is not null)
        {
            PrintHowToGoOn(display.RunFolder, "stopped; finished trials are kept; when what is named below is mended, go on with:");
            throw;
        }
    }

    /// <summary>The exit code of a study that was concluded.</summary>
    public static int CodeOf(StudyOutcome outcome) => outcome.Result.Gates.Any(gate => !gate.Passes) ? ExitCode.Gate
        : outcome.FailedTrials > 0 ? ExitCode.FailedTrials
        : ExitCode.Fine;

    private void PrintHowToGoOn(string? runFolder, string words)
    {
        if (runFolder is null)
        {
            environment.Error.WriteLine("stopped before a trial was planned; nothing was trained");
            return;
        }

        if (ClusterJobs.HasJobs(new RunDirectory(runFolder)))
        {
            string run = ReproducingCommand.Quoted(environment.Shown(runFolder));
            environment.Error.WriteLine("the jobs go on at the cluster without this process; come back with:");
            environment.Error.WriteLine($"  {RootVerb.Name} resume {run}");
            environment.Error.WriteLine("or end them with:");
            environment.Error.WriteLine($"  {RootVerb.Name} cancel {run}");
            return;
        }

        environment.Error.WriteLine(words);
        environment.Error.WriteLine($"  {RootVerb.Name} resume {ReproducingCommand.Quoted(environment.Shown(runFolder))}");
    }
}
