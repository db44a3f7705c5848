using System.CommandLine;
using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Reports;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary><c>guide FILE</c>: writes a page of Markdown on all scenarios from the results of their runs.</summary>
internal static class GuideVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string> file = VerbOptions.Named<string>("FILE", "The Markdown file to write.", ArgumentArity.ExactlyOne);
        Option<string> config = VerbOptions.Config();
        Option<ScenarioSize?> size = VerbOptions.Size("The size of the runs that are quoted.", ScenarioSize.Full);
        Option<string?> output = VerbOptions.Output();

        var verb = new VerbCommand("guide", "Writes a guide to all scenarios from the result.json of their newest runs.")
        {
            Examples =
            [
                new("mlpipelines guide docs/scenarios.md", "Quotes the newest full runs; says which scenarios have none."),
                new("mlpipelines guide summary.md --size quick", "Quotes quick runs."),
            ],
        };
        verb.Add(file);
        foreach (Option option in new Option[] { config, size, output })
        {
            verb.Add(option);
        }

        verb.SetAction(parse =>
        {
            StudyPaths paths = StudyPaths.From(environment, parse.GetRequiredValue(config), parse.GetValue(output), null);
            IReadOnlyList<ScenarioRun> runs = operations.FindScenarioRuns(paths.Configuration, paths.Output, parse.GetValue(size) ?? ScenarioSize.Full);
            string target = environment.Absolute(parse.GetRequiredValue(file));
            string text = ScenarioGuide.Render([.. runs.Select(run => new GuideEntry(run.Scenario, run.Result, run.ConfigurationDigest))]);
            Storage.WriteFile(target, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            environment.Tell($"guide: {environment.Shown(target)}, {Quantities.Count(runs.Count, "scenario")}");
            return ExitCode.Fine;
        });
        return verb;
    }
}
