using System.CommandLine;
using System.Globalization;
using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary><c>verify RUN</c>: runs a trial again and tells whether the same comes out.</summary>
internal static class VerifyVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string> run = VerbOptions.Named<string>("RUN", RunLookup.Description, ArgumentArity.ExactlyOne);
        Option<string?> trial = VerbOptions.Path<string?>("--trial", "VARIANT/REPEAT", "The trial that is run again. [default: the one that took the least time]");
        Option<string> config = VerbOptions.Config();
        Option<string?> output = VerbOptions.Output();
        Option<string?> cache = VerbOptions.Cache("the one with which the run was started");
        var verb = new VerbCommand(
            "verify",
            "Runs a finished trial again and compares weights and predictions to the last bit: exit code 0 when they are the same, 6 when not. Changes nothing in the run.")
        {
            Examples =
            [
                new("mlpipelines verify fashion", "Repeats the quickest trial of the newest run of a scenario."),
                new("mlpipelines verify fashion --trial baseline/2", "Repeats another one."),
            ],
        };
        verb.Add(run);
        foreach (Option option in new Option[] { trial, config, output, cache })
        {
            verb.Add(option);
        }

        verb.SetAction(async (parse, cancellation) =>
        {
            string? cacheFolder = parse.GetValue(cache) is string folder ? environment.Absolute(folder) : null;
            StudyPaths paths = StudyPaths.From(environment, parse.GetRequiredValue(config), parse.GetValue(output), cacheFolder);
            RunDirectory directory = RunLookup.Find(environment, operations, paths.Output, parse.GetRequiredValue(run));
            TrialVerification verification = await operations.VerifyAsync(
                directory, parse.GetValue(trial), cacheFolder, (chosen, recorded) => Announce(environment, chosen, recorded), cancellation).ConfigureAwait(false);
            Print(environment, verification);
            return verification.IsIdentical ? ExitCode.Fine : ExitCode.Different;
        });
        return verb;
    }

    private static void Announce(HostEnvironment environment, PlannedTrial trial, TrialResult recorded) => Write(environment, "trial", string.Create(
        CultureInfo.InvariantCulture, $"{trial.Variant}/{trial.Name}, which took {Quantities.Duration(TimeSpan.FromSeconds(recorded.Seconds))}; running it again"));

    private static void Print(HostEnvironment environment, TrialVerification verification)
    {
        if (verification.RecordedOn is { } before && before != verification.RepeatedOn)
        {
            Write(environment, "then", Described(before));
        }

        Write(environment, "now", Described(verification.RepeatedOn));
        if (verification.Repeated.State == TrialState.Failed)
        {
            Write(environment, "result", $"different: the repetition failed: {verification.Repeated.Failure}");
            return;
        }

        Write(environment, "weights", verification.LargestWeightDifference switch
        {
            null => "another number of them",
            0 => string.Create(CultureInfo.InvariantCulture, $"all {verification.Repeated.ParameterCount:N0} the same"),
            { } largest => string.Create(CultureInfo.InvariantCulture, $"largest difference {largest:0.0e+0}"),
        });
        Write(environment, "predictions", verification switch
        {
            { LargestPredictionDifference: null } => "of other samples",
            { LargestPredictionDifference: 0, OtherClasses: 0 } => string.Create(CultureInfo.InvariantCulture, $"all {verification.Rows:N0} the same"),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"largest difference of a probability {verification.LargestPredictionDifference:0.0e+0}; {verification.OtherClasses:N0} of {verification.Rows:N0} with another class"),
        });
        Write(environment, "result", verification.IsIdentical
            ? "identical to the last bit"
            : "different: another processor, engine or number of threads moves the last bits; on the machine of the run it is a mistake of this program");
    }

    private static string Described(TrialMachine machine) => string.Create(
        CultureInfo.InvariantCulture,
        $"{machine.Engine}, {Quantities.Count(machine.Threads, "thread")}, {(machine.Processor is { } processor ? $"{processor}, " : "")}{machine.OperatingSystem}, version {machine.Version}");

    private static void Write(HostEnvironment environment, string label, string text) =>
        TextLayout.WriteLabelled(environment.Output, $"{label}:".PadRight(13), text, environment.TextWidth);
}
