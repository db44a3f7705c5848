using System.CommandLine;
using System.CommandLine.Parsing;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary><c>diagnose [SCENARIO]</c>: runs a study, or takes one that was run, and finds out why it does worse in test.</summary>
internal static class DiagnoseVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string?> scenario = VerbOptions.Named<string?>(
            "SCENARIO", "The scenario to run and diagnose. [default: the one that the file names]", ArgumentArity.ZeroOrOne);
        Option<string?> run = VerbOptions.Path<string?>(
            "--run", "RUN", "Diagnoses this run in the place of a new one: its folder, scenario/time, or a scenario (its newest run).");
        Option<TimeSpan?> budget = VerbOptions.Duration(
            "--budget",
            "The time that evidence and remedies may take beside the study itself, by estimate: 90s, 10m, 1h30m. "
            + $"[default: {Durations.Text(StudyDiagnosis.UsualBudget)}]");
        Option<ScenarioSize?> size = VerbOptions.Size("full applies the scenario's member \"full\": as many repeats as its comparisons need.", ScenarioSize.Quick);
        Option<string> config = VerbOptions.Config();
        Option<string[]> set = VerbOptions.Overrides();
        Option<int?> repeats = VerbOptions.Number("--repeats", 1, "Trains every variant N times: short for --set repeats=N.");
        Option<int?> threads = VerbOptions.Number("--threads", 1, "Threads of one trial: short for --set training.threads=N.");
        Option<string?> output = VerbOptions.Output();
        Option<string?> cache = VerbOptions.Cache(".mlpipelines/cache beside the configuration file, or that of the run");
        Option<int?> workers = VerbOptions.Workers();
        Option<ExecutorKind?> executor = ExecutorOption.Create();
        Option<string?> junit = StudyExports.JUnitOption();
        Option<bool> tensorBoard = StudyExports.TensorBoardOption();

        var verb = new VerbCommand("diagnose", "Runs a scenario, gathers evidence on what makes it worse in test, and tries remedies.")
        {
            Examples =
            [
                new("mlpipelines diagnose", "Runs and diagnoses the scenario that mlconfig.json names."),
                new("mlpipelines diagnose churn --budget 30m", "Another scenario, with more time for remedies."),
                new("mlpipelines diagnose --run fashion", "Diagnoses the newest run of a scenario; its trials are kept."),
                new("mlpipelines diagnose --run runs/fashion/20261123-151500", "Diagnoses the run in this folder."),
            ],
        };
        verb.Add(scenario);
        foreach (Option option in new Option[] { run, budget, size, config, set, repeats, threads, output, cache, workers, executor, junit, tensorBoard })
        {
            verb.Add(option);
        }

        verb.Validators.Add(result => RejectBesideARun(result, run, scenario, [size, set, repeats, threads, executor]));
        verb.SetAction(async (parse, cancellation) =>
        {
            string? cacheFolder = parse.GetValue(cache);
            StudyPaths paths = StudyPaths.From(environment, parse.GetRequiredValue(config), parse.GetValue(output), cacheFolder);
            TimeSpan? time = parse.GetValue(budget);
            int? side = parse.GetValue(workers);
            StudyExports exports = StudyExports.Of(parse, junit, tensorBoard, environment);
            var watched = new WatchedStudy(environment, operations, exports);
            if (parse.GetValue(run) is { } existing)
            {
                RunDirectory directory = RunLookup.Find(environment, operations, paths.Output, existing);
                int ended = await watched.RunAsync(
                    events => operations.DiagnoseRunAsync(directory, time, cacheFolder is null ? null : paths.Cache, side, events, cancellation), cancellation).ConfigureAwait(false);
                exports.WriteGates([watched.Outcome!.Result], operations, environment);
                return ended;
            }

            var request = new RunRequest
            {
                Paths = paths,
                Overrides =
                [
                    .. parse.GetValue(set) ?? [],
                    .. VerbOptions.Short("repeats", parse.GetValue(repeats)),
                    .. VerbOptions.Short("training.threads", parse.GetValue(threads)),
                ],
                Size = parse.GetValue(size) ?? ScenarioSize.Quick,
                Workers = side,
                Executor = parse.GetValue(executor),
                Exports = exports,
                Budget = time ?? StudyDiagnosis.UsualBudget,
            };
            StudyConfiguration study = operations.ReadStudy(paths.Configuration, request.Overrides, parse.GetValue(scenario), request.Size);
            exports.Check(study);
            study = ExecutorOption.Apply(study, request.Executor, environment);
            int code = await watched.RunAsync(
                events => operations.DiagnoseAsync(study, request.Budget.Value, request.Options(study), events, cancellation), cancellation).ConfigureAwait(false);
            exports.WriteGates([watched.Outcome!.Result], operations, environment);
            return code;
        });
        return verb;
    }

    /// <summary>A run keeps the configuration that it was started with, so nothing that changes one can stand beside it.</summary>
    private static void RejectBesideARun(CommandResult result, Option<string?> run, Argument<string?> scenario, Option[] changes)
    {
        if (result.GetValue(run) is null)
        {
            return;
        }

        if (result.GetValue(scenario) is not null)
        {
            result.AddError("--run names a run that exists: leave the scenario's name out.");
        }

        foreach (Option change in changes.Where(option => result.GetResult(option) is { Implicit: false }))
        {
            result.AddError($"{change.Name} changes a scenario, and a run keeps the one that it was started with: leave {change.Name} or --run out.");
        }
    }
}
