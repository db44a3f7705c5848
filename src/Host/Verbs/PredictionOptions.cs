using System.CommandLine;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Host;

/// <summary>What the verbs that use a run's models take alike.</summary>
internal static class PredictionOptions
{
    /// <summary><c>--run</c>.</summary>
    public static Option<string> Run()
    {
        Option<string> option = VerbOptions.Path<string>("--run", "RUN", RunLookup.Description);
        option.Required = true;
        return option;
    }

    /// <summary>The run that a user names.</summary>
    public static RunDirectory Find(HostEnvironment environment, IStudyOperations operations, string config, string run) =>
        RunLookup.Find(environment, operations, StudyPaths.From(environment, config, null, null).Output, run);

    /// <summary>Inputs as they were written, with their absolute paths.</summary>
    public static IReadOnlyList<InputPath> Inputs(HostEnvironment environment, IEnumerable<string> inputs) =>
        [.. inputs.Select(input => new InputPath(input, environment.Absolute(input)))];

    /// <summary>Says beside the results, on the error stream, which models were used and what a user should know.</summary>
    public static async Task SayAsync(HostEnvironment environment, string used, IReadOnlyList<string> notes)
    {
        if (environment.Verbosity > Verbosity.Quiet)
        {
            await environment.Error.WriteLineAsync(TextLayout.Printable(used)).ConfigureAwait(false);
        }

        foreach (string note in notes)
        {
            await environment.Error.WriteLineAsync($"note: {TextLayout.Printable(note)}").ConfigureAwait(false);
        }
    }
}
