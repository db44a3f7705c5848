using System.CommandLine;
using MlPipelines.Evaluation;

namespace MlPipelines.Host;

/// <summary><c>report RUN</c>: renders a report again.</summary>
internal static class ReportVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string> run = VerbOptions.Named<string>("RUN", RunLookup.Description, ArgumentArity.ExactlyOne);
        Option<string> config = VerbOptions.Config();
        Option<string?> output = VerbOptions.Output();
        Option<string?> junit = StudyExports.JUnitOption();
        Option<bool> tensorBoard = StudyExports.TensorBoardOption();

        var verb = new VerbCommand("report", "Renders report.html and summary.md of a finished run again, from its result.json.")
        {
            Examples =
            [
                new("mlpipelines report fashion", "Renders the newest run of a scenario."),
                new("mlpipelines report runs/fashion/20261123-151500", "Renders the run in this folder."),
            ],
        };
        verb.Add(run);
        verb.Add(config);
        verb.Add(output);
        verb.Add(junit);
        verb.Add(tensorBoard);
        verb.SetAction(async (parse, cancellation) =>
        {
            StudyPaths paths = StudyPaths.From(environment, parse.GetRequiredValue(config), parse.GetValue(output), null);
            RunDirectory directory = RunLookup.Find(environment, operations, paths.Output, parse.GetRequiredValue(run));
            await operations.WriteReportAsync(directory, cancellation).ConfigureAwait(false);
            environment.Tell($"report: {environment.Shown(directory.Report)}");
            StudyExports exports = StudyExports.Of(parse, junit, tensorBoard, environment);
            exports.WriteEvents(directory, operations, environment);
            if (exports.JUnit is not null)
            {
                exports.WriteGates([operations.ReadResult(directory)], operations, environment);
            }

            return ExitCode.Fine;
        });
        return verb;
    }
}
