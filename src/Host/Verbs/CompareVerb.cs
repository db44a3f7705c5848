using System.CommandLine;
using MlPipelines.Evaluation;

namespace MlPipelines.Host;

/// <summary><c>compare RUN RUN...</c>: what several runs have in common, how they differ, and how sure that is.</summary>
internal static class CompareVerb
{
    private const string DefaultPage = "compare.html";

    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string[]> runs = VerbOptions.Named<string[]>("RUN", $"{RunLookup.Description} Name 2 to {ComparedRuns.Most}; the first is the reference.", ArgumentArity.OneOrMore);
        Option<string> config = VerbOptions.Config();
        Option<string?> folder = VerbOptions.Path<string?>("--runs", "DIR", "The folder of runs. [default: runs beside the configuration file]");
        Option<string?> output = VerbOptions.Path<string?>("--output", "FILE", $"The page to write. [default: {DefaultPage}]");

        var verb = new VerbCommand("compare", "Compares finished runs with the first of them and writes one page; runs on other data are not compared.")
        {
            Examples =
            [
                new("mlpipelines compare fashion dropout-l2", "Compares the newest runs of two scenarios."),
                new("mlpipelines compare runs/mine/2026-11-23T15-15-00Z runs/mine/2026-11-24T09-00-00Z --output mine.html", "Compares two runs of one scenario."),
            ],
        };
        verb.Add(runs);
        foreach (Option option in new Option[] { config, folder, output })
        {
            verb.Add(option);
        }

        verb.Validators.Add(result =>
        {
            int count = result.GetValue(runs)?.Length ?? 0;
            if (count is < 2 or > ComparedRuns.Most)
            {
                result.AddError(FormattableString.Invariant($"Name 2 to {ComparedRuns.Most} runs; {count} {(count == 1 ? "was" : "were")} named."));
            }
        });
        verb.SetAction(async (parse, cancellation) =>
        {
            StudyPaths paths = StudyPaths.From(environment, parse.GetRequiredValue(config), parse.GetValue(folder), null);
            RunDirectory[] found = [.. parse.GetRequiredValue(runs).Select(run => RunLookup.Find(environment, operations, paths.Output, run))];
            string file = environment.Absolute(parse.GetValue(output) ?? DefaultPage);
            RunComparison comparison = await operations.CompareAsync(
                [.. found.Select(directory => (IdOf(directory, paths.Output, environment), directory))], file, cancellation).ConfigureAwait(false);
            ComparisonPrinter.Print(comparison, environment);
            environment.Tell($"comparison: {environment.Shown(file)}");
            return ExitCode.Fine;
        });
        return verb;
    }

    /// <summary>A run below the folder of runs is named from there, another one by its path.</summary>
    private static string IdOf(RunDirectory directory, string output, HostEnvironment environment)
    {
        string relative = Path.GetRelativePath(output, directory.Root);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? environment.Shown(directory.Root)
            : relative.Replace(Path.DirectorySeparatorChar, '/');
    }
}
