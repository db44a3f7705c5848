using System.CommandLine;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Host;

/// <summary><c>resume [RUN]</c>: goes on with an interrupted study.</summary>
internal static class ResumeVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string?> run = VerbOptions.Named<string?>("RUN", RunLookup.Description + " [default: the newest run]", ArgumentArity.ZeroOrOne);
        Option<string> config = VerbOptions.Config();
        Option<string?> output = VerbOptions.Output();
        Option<string?> cache = VerbOptions.Cache("the one that the study was started with");
        Option<int?> workers = VerbOptions.Workers();
        Option<ExecutorKind?> executor = ExecutorOption.Create();
        Option<string?> junit = StudyExports.JUnitOption();
        Option<bool> tensorBoard = StudyExports.TensorBoardOption();

        var verb = new VerbCommand("resume", "Goes on with an interrupted run: finished trials are kept, the others are trained.")
        {
            Examples =
            [
                new("mlpipelines resume", "Goes on with the newest run."),
                new("mlpipelines resume fashion", "Goes on with the newest run of a scenario."),
                new("mlpipelines resume runs/fashion/20261123-151500 --workers 1", "Goes on with the run in this folder, one trial at a time."),
            ],
        };
        verb.Add(run);
        foreach (Option option in new Option[] { config, output, cache, workers, executor, junit, tensorBoard })
        {
            verb.Add(option);
        }

        verb.SetAction(async (parse, cancellation) =>
        {
            string? cacheFolder = parse.GetValue(cache) is string folder ? environment.Absolute(folder) : null;
            StudyPaths paths = StudyPaths.From(environment, parse.GetRequiredValue(config), parse.GetValue(output), cacheFolder);
            RunDirectory directory = RunLookup.Find(environment, operations, paths.Output, parse.GetValue(run));
            ExecutorKind? where = parse.GetValue(executor);
            int? side = parse.GetValue(workers);
            StudyExports exports = StudyExports.Of(parse, junit, tensorBoard, environment);
            var watched = new WatchedStudy(environment, operations, exports);
            int code = await watched.RunAsync(events => operations.ResumeAsync(directory, cacheFolder, side, where, events, cancellation), cancellation).ConfigureAwait(false);
            exports.WriteGates([watched.Outcome!.Result], operations, environment);
            return code;
        });
        return verb;
    }
}
