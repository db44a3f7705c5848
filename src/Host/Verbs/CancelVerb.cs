using System.CommandLine;
using MlPipelines.Evaluation;

namespace MlPipelines.Host;

/// <summary><c>cancel RUN</c>: ends the jobs of a run at the scheduler.</summary>
internal static class CancelVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string> run = VerbOptions.Named<string>("RUN", RunLookup.Description, ArgumentArity.ExactlyOne);
        Option<string> config = VerbOptions.Config();
        Option<string?> output = VerbOptions.Output();
        var verb = new VerbCommand("cancel", "Ends the jobs of a run on a cluster. Finished trials are kept; resume goes on.")
        {
            Examples = [new("mlpipelines cancel fashion", "Ends the jobs of the newest run of a scenario.")],
        };
        verb.Add(run);
        verb.Add(config);
        verb.Add(output);
        verb.SetAction(async (parse, _) =>
        {
            StudyPaths paths = StudyPaths.From(environment, parse.GetRequiredValue(config), parse.GetValue(output), null);
            RunDirectory directory = RunLookup.Find(environment, operations, paths.Output, parse.GetRequiredValue(run));
            IReadOnlyList<string> jobs = await operations.CancelAsync(directory).ConfigureAwait(false);
            environment.Tell($"{(jobs.Count == 0 ? "no job had reached the cluster" : $"cancelled: {string.Join(", ", jobs)}")}; go on with: {RootVerb.Name} resume {ReproducingCommand.Quoted(environment.Shown(directory.Root))}");
            return ExitCode.Fine;
        });
        return verb;
    }
}
