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
        Option<bool> untilInputEnds = new("--until-input-ends")
        {
            Description = "Stops when standard input ends, and keeps where the training stands: so a worker ends with the process that started it.",
        };
        var verb = new VerbCommand(
            "trial",
            "Runs one trial of a planned run in this process; run starts it for every trial. Prints events as JSON lines.")
        {
            Examples = [new("mlpipelines trial --run runs/fashion/20261123-151500 --index 3", "Runs the fourth trial of the plan unless it is finished.")],
        };
        verb.Add(run);
        verb.Add(index);
        verb.Add(untilInputEnds);
        verb.SetAction((parse, cancellation) =>
        {
            var directory = new RunDirectory(environment.Absolute(parse.GetRequiredValue(run)));
            using InputWatch? watch = parse.GetValue(untilInputEnds) ? new InputWatch(environment.Input(), cancellation) : null;
            bool finished;
            try
            {
                finished = operations.RunTrial(directory, parse.GetValue(index)!.Value, environment.Output, watch?.Token ?? cancellation);
            }
            catch (OperationCanceledException) when (watch is { HasEnded: true })
            {
                return Task.FromResult(ExitCode.Cancelled);
            }

            return Task.FromResult(finished ? ExitCode.Fine : ExitCode.FailedTrials);
        });
        return verb;
    }
}
