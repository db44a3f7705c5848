using System.CommandLine;
using MlPipelines.Configuration;
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
        Option<int?> index = VerbOptions.Number(
            "--index", 0, $"The trial's number in the plan, from 0. [default: from the array job's own variable: {string.Join(", ", ArrayIndex.Names)}]");
        Option<int?> offset = VerbOptions.Number("--offset", 0, "Added to the array job's index, where an array cannot be as long as the plan. [default: 0]");
        Option<string?> scratch = VerbOptions.Path<string?>(
            "--scratch", "DIR", "A folder of this machine's own disk: decoded data are copied there once and read from there. [default: the shared cache is read]");
        Option<bool> untilInputEnds = new("--until-input-ends")
        {
            Description = "Stops when standard input ends, and keeps where the training stands: so a worker ends with the process that started it.",
        };
        var verb = new VerbCommand(
            "trial",
            "Runs one trial of a planned run in this process; run starts it for every trial. Prints events as JSON lines.")
        {
            Examples =
            [
                new("mlpipelines trial --run runs/fashion/20261123-151500 --index 3", "Runs the fourth trial of the plan unless it is finished."),
                new("mlpipelines trial --run /shared/runs/fashion/20261123-151500 --scratch /tmp", "In a task of an array job: runs the trial of its index."),
            ],
        };
        verb.Add(run);
        verb.Add(index);
        verb.Add(offset);
        verb.Add(scratch);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(index) is { Implicit: false } && result.GetResult(offset) is { Implicit: false })
            {
                result.AddError("--offset is added to the index of an array job: leave --index or --offset out.");
            }
        });
        verb.Add(untilInputEnds);
        verb.SetAction((parse, cancellation) =>
        {
            var directory = new RunDirectory(environment.Absolute(parse.GetRequiredValue(run)));
            int number = parse.GetValue(index) ?? (OfTheArrayJob(environment) + (parse.GetValue(offset) ?? 0));
            string? staged = parse.GetValue(scratch) is { } folder ? environment.Absolute(folder) : null;
            using InputWatch? watch = parse.GetValue(untilInputEnds) ? new InputWatch(environment.Input(), cancellation) : null;
            bool finished;
            try
            {
                finished = operations.RunTrial(directory, number, staged, environment.Output, watch?.Token ?? cancellation);
            }
            catch (OperationCanceledException) when (watch is { HasEnded: true })
            {
                return Task.FromResult(ExitCode.Cancelled);
            }

            return Task.FromResult(finished ? ExitCode.Fine : ExitCode.FailedTrials);
        });
        return verb;
    }

    private static int OfTheArrayJob(HostEnvironment environment) => ArrayIndex.Of(environment.Variable) ?? throw new ProblemException(
        ProblemStage.Configuration,
        new Problem("--index", "the number of a trial, or a task of an array job", $"neither: none of {string.Join(", ", ArrayIndex.Names)} holds a number", "Add --index N."));
}
