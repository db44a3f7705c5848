using System.CommandLine;
using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary><c>run [SCENARIO]</c>: trains, evaluates and reports.</summary>
internal static class RunVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string?> scenario = VerbOptions.Named<string?>(
            "SCENARIO", "The scenario to run. [default: the one that the file names]", ArgumentArity.ZeroOrOne);
        Option<string> config = VerbOptions.Config();
        Option<string[]> set = OverrideOption();
        Option<int?> repeats = VerbOptions.Number("--repeats", 1, "Trains every variant N times: short for --set repeats=N.");
        Option<int?> threads = VerbOptions.Number("--threads", 1, "Threads of one trial: short for --set training.threads=N.");
        Option<string?> output = VerbOptions.Output();
        Option<string?> cache = VerbOptions.Cache(".mlpipelines/cache beside the configuration file");
        Option<int?> workers = VerbOptions.Workers();
        Option<Verbosity> verbosity = VerbOptions.Verbosity();

        var verb = new VerbCommand("run", "Trains every variant of a scenario over its repeats and writes the report.")
        {
            Examples =
            [
                new("mlpipelines run", "Runs the scenario that mlconfig.json names."),
                new("mlpipelines run churn --repeats 10", "Runs another scenario, each variant ten times."),
                new(
                    "mlpipelines run --set training.epochs=3 --set training.optimizer.learningRate=0.01",
                    "Replaces two values of the file for this run."),
                new("mlpipelines run --config photos/mlconfig.json --workers 1 -v detailed", "Another file, one trial at a time, every epoch printed."),
            ],
        };
        verb.Add(scenario);
        foreach (Option option in new Option[] { config, set, repeats, threads, output, cache, workers, verbosity })
        {
            verb.Add(option);
        }

        verb.SetAction((parse, cancellation) =>
        {
            StudyPaths paths = StudyPaths.From(
                environment, parse.GetRequiredValue(config), parse.GetValue(output), parse.GetValue(cache));
            IReadOnlyList<string> overrides =
                [.. parse.GetValue(set) ?? [], .. Short("repeats", parse.GetValue(repeats)), .. Short("training.threads", parse.GetValue(threads))];
            StudyConfiguration study = operations.ReadStudy(paths.Configuration, overrides, parse.GetValue(scenario));
            var options = new StudyRunOptions
            {
                OutputFolder = paths.Output,
                CacheFolder = paths.Cache,
                Workers = parse.GetValue(workers),
                Command = ReproducingCommand.Of(study.Scenario, paths.Configuration, overrides),
            };
            var watched = new WatchedStudy(environment, operations, parse.GetValue(verbosity));
            return watched.RunAsync(events => operations.StartAsync(study, options, events, cancellation), cancellation);
        });
        return verb;
    }

    private static Option<string[]> OverrideOption()
    {
        var option = new Option<string[]>("--set")
        {
            HelpName = "PATH=VALUE",
            Description = "Replaces one value of the scenario: training.epochs=3. The value is JSON, or text where it is not. May be given again.",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1 || token.Value.StartsWith('-')))
            {
                result.AddError($"--set: expected path=value such as training.epochs=3, received '{token.Value}'.");
            }
        });
        return option;
    }

    private static IEnumerable<string> Short(string path, int? value) =>
        value is null ? [] : [string.Create(CultureInfo.InvariantCulture, $"{path}={value}")];
}
