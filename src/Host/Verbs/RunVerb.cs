using System.CommandLine;
using MlPipelines.Configuration;

namespace MlPipelines.Host;

/// <summary><c>run [SCENARIO]</c>: trains, evaluates and reports.</summary>
internal static class RunVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string?> scenario = VerbOptions.Named<string?>(
            "SCENARIO", "The scenario to run. [default: the one that the file names]", ArgumentArity.ZeroOrOne);
        var all = new Option<bool>("--all") { Description = "Runs every scenario of the file, one after another, and writes an index page of their verdicts." };
        Option<ScenarioSize?> size = VerbOptions.Size("full applies the scenario's member \"full\": as many repeats as its comparisons need.", ScenarioSize.Quick);
        Option<string?> suspects = VerbOptions.Path<string?>(
            "--write-suspects", "FILE", "Writes the label audit's suspects to a CSV file that data.exclude accepts.");
        Option<string> config = VerbOptions.Config();
        Option<string[]> set = VerbOptions.Overrides();
        Option<int?> repeats = VerbOptions.Number("--repeats", 1, "Trains every variant N times: short for --set repeats=N.");
        Option<int?> threads = VerbOptions.Number("--threads", 1, "Threads of one trial: short for --set training.threads=N.");
        Option<string?> output = VerbOptions.Output();
        Option<string?> cache = VerbOptions.Cache(".mlpipelines/cache beside the configuration file");
        Option<int?> workers = VerbOptions.Workers();
        Option<ExecutorKind?> executor = ExecutorOption.Create();
        Option<string?> junit = StudyExports.JUnitOption();
        Option<bool> tensorBoard = StudyExports.TensorBoardOption();

        var verb = new VerbCommand("run", "Trains every variant of a scenario over its repeats and writes the report.")
        {
            Examples =
            [
                new("mlpipelines run", "Runs the scenario that mlconfig.json names."),
                new("mlpipelines run churn --repeats 10", "Runs another scenario, each variant ten times."),
                new("mlpipelines run dropout-l2 --size full", "Runs a scenario with enough repeats for its comparisons."),
                new("mlpipelines run --all", "Runs every scenario and writes runs/index.html."),
                new(
                    "mlpipelines run --set training.epochs=3 --set training.optimizer.learningRate=0.01",
                    "Replaces two values of the file for this run."),
                new("mlpipelines run --config photos/mlconfig.json --workers 1 -v detailed", "Another file, one trial at a time, every epoch printed."),
            ],
        };
        verb.Add(scenario);
        foreach (Option option in new Option[] { all, size, suspects, config, set, repeats, threads, output, cache, workers, executor, junit, tensorBoard })
        {
            verb.Add(option);
        }

        verb.Validators.Add(result =>
        {
            if (result.GetValue(all) && (result.GetValue(scenario) is not null || result.GetValue(suspects) is not null))
            {
                result.AddError(result.GetValue(scenario) is not null
                    ? "--all runs every scenario: leave the scenario's name out."
                    : "--write-suspects takes one scenario: leave --all out.");
            }
        });
        verb.SetAction((parse, cancellation) =>
        {
            var request = new RunRequest
            {
                Paths = StudyPaths.From(environment, parse.GetRequiredValue(config), parse.GetValue(output), parse.GetValue(cache)),
                Overrides =
                    [.. parse.GetValue(set) ?? [], .. VerbOptions.Short("repeats", parse.GetValue(repeats)), .. VerbOptions.Short("training.threads", parse.GetValue(threads))],
                Size = parse.GetValue(size) ?? ScenarioSize.Quick,
                Workers = parse.GetValue(workers),
                Executor = parse.GetValue(executor),
                Exports = StudyExports.Of(parse, junit, tensorBoard, environment),
            };
            return parse.GetValue(all)
                ? new AllScenarios(environment, operations).RunAsync(request, cancellation)
                : RunOneAsync(request, parse.GetValue(scenario), parse.GetValue(suspects), environment, operations, cancellation);
        });
        return verb;
    }

    private static async Task<int> RunOneAsync(
        RunRequest request, string? scenario, string? suspects, HostEnvironment environment, IStudyOperations operations, CancellationToken cancellation)
    {
        StudyConfiguration study = operations.ReadStudy(request.Paths.Configuration, request.Overrides, scenario, request.Size);
        if (suspects is not null && study.Baseline.LabelAudit is null)
        {
            throw new ProblemException(ProblemStage.Configuration, new Problem(
                "--write-suspects", "a scenario with a label audit", $"\"{study.Scenario}\", which has none", "Add --set labelAudit={} to this command, or \"labelAudit\": {} to the scenario."));
        }

        request.Exports.Check(study);
        study = ExecutorOption.Apply(study, request.Executor, environment);
        var watched = new WatchedStudy(environment, operations, request.Exports);
        int code = await watched.RunAsync(
            events => operations.StartAsync(study, request.Options(study), events, cancellation), cancellation).ConfigureAwait(false);
        request.Exports.WriteGates([watched.Outcome!.Result], operations, environment);
        if (suspects is not null && watched.Outcome is { } outcome)
        {
            string file = environment.Absolute(suspects);
            operations.CopySuspects(outcome.Directory, file);
            environment.Output.WriteLine($"suspects: {environment.Shown(file)}");
        }

        return code;
    }
}
