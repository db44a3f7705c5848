using System.CommandLine;
using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Host;

/// <summary><c>plan [SCENARIO]</c>: prepares the data and plans the trials of a study, for machines that this program does not start.</summary>
internal static class PlanVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string?> scenario = VerbOptions.Named<string?>("SCENARIO", "The scenario to plan. [default: the one that the file names]", ArgumentArity.ZeroOrOne);
        Option<ScenarioSize?> size = VerbOptions.Size("full applies the scenario's member \"full\": as many repeats as its comparisons need.", ScenarioSize.Quick);
        Option<string> config = VerbOptions.Config();
        Option<string[]> set = VerbOptions.Overrides();
        Option<int?> repeats = VerbOptions.Number("--repeats", 1, "Trains every variant N times: short for --set repeats=N.");
        Option<string?> output = VerbOptions.Output();
        Option<string?> cache = VerbOptions.Cache(".mlpipelines/cache beside the configuration file");
        var verb = new VerbCommand("plan", "Prepares the data of a scenario and plans its trials, to be run by any engine of array jobs; conclude ends it.")
        {
            Examples =
            [
                new("mlpipelines plan churn", "Plans a study and prints its folder and the number of its trials."),
                new("mlpipelines plan churn -v quiet", "Prints the folder alone, for scripts."),
            ],
        };
        verb.Add(scenario);
        foreach (Option option in new Option[] { size, config, set, repeats, output, cache })
        {
            verb.Add(option);
        }

        verb.SetAction((parse, cancellation) => Task.Run(
            () =>
            {
                StudyPaths paths = StudyPaths.From(environment, parse.GetRequiredValue(config), parse.GetValue(output), parse.GetValue(cache));
                var request = new RunRequest
                {
                    Paths = paths,
                    Overrides = [.. parse.GetValue(set) ?? [], .. VerbOptions.Short("repeats", parse.GetValue(repeats))],
                    Size = parse.GetValue(size) ?? ScenarioSize.Quick,
                    Workers = null,
                    Exports = StudyExports.None,
                };
                StudyConfiguration study = operations.ReadStudy(paths.Configuration, request.Overrides, parse.GetValue(scenario), request.Size);
                (RunDirectory directory, int trials) = operations.Plan(study, request.Options(study), StudyDisplay.Create(environment), cancellation);
                environment.Output.WriteLine(environment.Verbosity == Verbosity.Quiet ? directory.Root : $"run: {environment.Shown(directory.Root)}");
                environment.Tell(string.Create(CultureInfo.InvariantCulture, $"trials: {trials}, --index 0 to {trials - 1}"));
                environment.Tell($"then: {RootVerb.Name} conclude {ReproducingCommand.Quoted(environment.Shown(directory.Root))}");
                return ExitCode.Fine;
            },
            cancellation));
        return verb;
    }
}
