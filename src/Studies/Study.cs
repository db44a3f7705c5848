using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>
/// A study from a program: load a scenario, run it, look at what it found. <c>samples/StudyFromCode</c> shows all of it.
/// </summary>
/// <remarks>
/// Trials run on threads of the calling process, as many side by side as its processors have room for at <c>training.threads</c> each, and give the same numbers as the command line's worker
/// processes. What follows from that: a crash in native code takes the program down, the memory of trials is the program's, and all studies of one process must have the same
/// <c>training.threads</c>, because an engine's thread count is process-global.
/// </remarks>
public static class Study
{
    /// <summary>Reads and checks a configuration file and gives one scenario of it.</summary>
    /// <param name="configurationFile">The file, absolute: <c>mlconfig.json</c>.</param>
    /// <param name="scenario">The scenario's name; null for the one that the file names.</param>
    /// <param name="overrides">Values that replace those of the scenario: <c>training.epochs=3</c>.</param>
    /// <exception cref="ProblemException">Everything that is wrong with the file, at once; nothing is run.</exception>
    public static StudyConfiguration Load(string configurationFile, string? scenario = null, params IReadOnlyList<string> overrides) =>
        ConfigurationFile.Load(configurationFile, overrides, scenario).Study(scenario);

    /// <summary>
    /// Trains every variant over its repeats and concludes. The run directory lies where the command line puts it, <c>runs/SCENARIO/TIME</c> beside the configuration file, and
    /// <c>mlpipelines report</c>, <c>resume</c> and <c>diagnose --run</c> take it; <c>ReportWriter</c> writes its report.
    /// </summary>
    /// <param name="configuration">What <see cref="Load"/> gave, or a copy of it with other values (checked by whoever made it).</param>
    /// <param name="progress">Receives what happens, on any thread; null for nobody.</param>
    /// <param name="cancellation">Stops between two steps of a training; finished trials are kept in the run directory.</param>
    /// <returns>The run directory, the result with its conclusions, and the number of failed trials.</returns>
    /// <exception cref="ProblemException">The data or the folders are wrong.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Task<StudyOutcome> RunAsync(
        StudyConfiguration configuration, IProgress<StudyEvent>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string folder = Path.GetDirectoryName(configuration.ConfigurationFile)!;
        StudyRunOptions options = new()
        {
            OutputFolder = Path.Combine(folder, "runs"),
            CacheFolder = Path.Combine(folder, ".mlpipelines", "cache"),
            Command = CommandOf(configuration),
            InProcess = true,
        };
        return StudyRun.StartAsync(configuration, options, progress ?? new Nobody(), cancellation);
    }

    /// <summary>The command line that runs the same from the configuration file's folder.</summary>
    private static string CommandOf(StudyConfiguration configuration)
    {
        string file = Path.GetFileName(configuration.ConfigurationFile);
        IEnumerable<string> words =
        [
            "mlpipelines run", configuration.Scenario,
            .. file == "mlconfig.json" ? (string[])[] : ["--config", Quoted(file)],
            .. configuration.Overrides.SelectMany(value => (string[])["--set", Quoted(value)]),
        ];
        return string.Join(' ', words);
    }

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private sealed class Nobody : IProgress<StudyEvent>
    {
        public void Report(StudyEvent value)
        {
            // Nobody listens; the study's log has it all.
        }
    }
}
