using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Reports;

namespace MlPipelines.Host;

/// <summary><c>run --all</c>: every scenario of the file, one after another, and an index page. One that cannot be run does not stop the others.</summary>
internal sealed class AllScenarios(HostEnvironment environment, IStudyOperations operations)
{
    /// <summary>Runs them.</summary>
    /// <returns>The exit code of the first scenario that did not end well, or 0.</returns>
    public async Task<int> RunAsync(RunRequest request, CancellationToken cancellation)
    {
        MlConfig config = operations.ReadConfiguration(request.Paths.Configuration);
        List<IndexEntry> entries = [];
        int code = ExitCode.Fine;
        foreach (string scenario in config.Scenarios.Keys)
        {
            environment.Tell("");
            environment.Tell($"== {scenario} ({entries.Count + 1} of {config.Scenarios.Count})");
            try
            {
                StudyConfiguration study = ExecutorOption.Apply(
                    operations.ReadStudy(request.Paths.Configuration, request.Overrides, scenario, request.Size), request.Executor, environment);
                var watched = new WatchedStudy(environment, operations, request.Exports);
                int ended = await watched.RunAsync(
                    events => operations.StartAsync(study, request.Options(study), events, cancellation), cancellation).ConfigureAwait(false);
                code = code == ExitCode.Fine ? ended : code;
                RunDirectory run = watched.Outcome!.Directory;
                entries.Add(new IndexEntry(scenario, watched.Outcome.Result, Path.GetRelativePath(request.Paths.Output, run.Report), null));
            }
            catch (ProblemException exception)
            {
                ProblemPrinter.Print(exception, environment);
                int ended = exception.Stage == ProblemStage.Configuration ? ExitCode.Configuration : ExitCode.Data;
                code = code == ExitCode.Fine ? ended : code;
                entries.Add(new IndexEntry(scenario, null, null, string.Join(" ", exception.Problems)));
            }

            // After every scenario, so that there is a page to look at while the others run, and after an interruption.
            await operations.WriteIndexAsync(request.Paths.Output, entries).ConfigureAwait(false);
        }

        environment.Output.WriteLine();
        environment.Output.WriteLine($"index: {environment.Shown(Path.Combine(request.Paths.Output, IndexWriter.PageName))}");
        request.Exports.WriteGates(entries.Select(entry => entry.Result).OfType<StudyResult>(), operations, environment);
        return code;
    }
}
