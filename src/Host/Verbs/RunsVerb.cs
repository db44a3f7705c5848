using System.CommandLine;
using MlPipelines.Evaluation;

namespace MlPipelines.Host;

/// <summary><c>runs</c>: lists what there is in the folder of runs.</summary>
internal static class RunsVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Option<string> config = VerbOptions.Config();
        Option<string?> output = VerbOptions.Output();
        var verb = new VerbCommand("runs", "Lists the runs, newest first, with their verdicts; what is damaged or no run is listed with the reason.")
        {
            Examples =
            [
                new("mlpipelines runs", "Lists the runs beside mlconfig.json."),
                new("mlpipelines runs --output /data/runs", "Lists the runs of another folder."),
            ],
        };
        verb.Add(config);
        verb.Add(output);
        verb.SetAction(parse =>
        {
            string folder = StudyPaths.From(environment, parse.GetRequiredValue(config), parse.GetValue(output), null).Output;
            IReadOnlyList<RunEntry> entries = operations.ListRuns(folder);
            RunListPrinter.Print(entries, environment.Shown(folder), environment);
            return ExitCode.Fine;
        });
        return verb;
    }
}
