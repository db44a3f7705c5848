using System.CommandLine;
using MlPipelines.Evaluation;

namespace MlPipelines.Host;

/// <summary><c>trial</c>: runs one trial in this process, for workers and for array jobs of a cluster.</summary>
internal static class TrialVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Option<string> run = VerbOptions.Path<string>("--run", "DIR", "The run's folder.");
        run.Required = true;
        Option<int?> index = VerbOptions.Number("--index", 0, "The trial's number in the plan, from 0.");
        index.Required = true;
        var verb = new VerbCommand(
            "trial",
            "Runs one trial of a planned run in this process; run starts it for every trial. Prints events as JSON lines.")
        {
            Examples = [new("mlpipelines trial --run runs/fashion/20261123-151500 --index 3", "Runs the fourth trial of the plan unless it is finished.")],
        };
        verb.Add(run);
        verb.Add(index);
        verb.SetAction((parse, cancellation) =>
        {
            var directory = new RunDirectory(environment.Absolute(parse.GetRequiredValue(run)));
            bool finished = operations.RunTrial(directory, parse.GetValue(index)!.Value, environment.Output, cancellation);
            return Task.FromResult(finished ? ExitCode.Fine : ExitCode.FailedTrials);
        });
        return verb;
    }
}
