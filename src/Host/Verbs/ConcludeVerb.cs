using System.CommandLine;
using System.Globalization;
using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary><c>conclude RUN</c>: concludes from the trials that any engine ran, or plans the next round of a search.</summary>
internal static class ConcludeVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string> run = VerbOptions.Named<string>("RUN", RunLookup.Description, ArgumentArity.ExactlyOne);
        Option<string> config = VerbOptions.Config();
        Option<string?> output = VerbOptions.Output();
        Option<string?> junit = StudyExports.JUnitOption();
        Option<bool> tensorBoard = StudyExports.TensorBoardOption();
        var verb = new VerbCommand(
            "conclude", "Concludes a planned run from the trials that ended and writes the report; plans the next round where a search goes on (exit code 7).")
        {
            Examples = [new("mlpipelines conclude runs/churn/2026-11-29T12-00-00Z", "Concludes the run in this folder.")],
        };
        verb.Add(run);
        foreach (Option option in new Option[] { config, output, junit, tensorBoard })
        {
            verb.Add(option);
        }

        verb.SetAction(async (parse, cancellation) =>
        {
            StudyPaths paths = StudyPaths.From(environment, parse.GetRequiredValue(config), parse.GetValue(output), null);
            RunDirectory directory = RunLookup.Find(environment, operations, paths.Output, parse.GetRequiredValue(run));
            StudyExports exports = StudyExports.Of(parse, junit, tensorBoard, environment);
            (StudyOutcome? outcome, IReadOnlyList<int> more) =
                await operations.ConcludeAsync(directory, StudyDisplay.Create(environment), cancellation).ConfigureAwait(false);
            if (outcome is null)
            {
                environment.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"more trials: --index {more[0]} to {more[^1]}; then conclude again"));
                return ExitCode.MoreTrials;
            }

            ResultPrinter.Print(outcome, environment);
            await operations.WriteReportAsync(outcome.Directory, cancellation).ConfigureAwait(false);
            environment.Output.WriteLine($"report: {environment.Shown(outcome.Directory.Report)}");
            exports.WriteEvents(outcome.Directory, operations, environment);
            exports.WriteGates([outcome.Result], operations, environment);
            return WatchedStudy.CodeOf(outcome);
        });
        return verb;
    }
}
