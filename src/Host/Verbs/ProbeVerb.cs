using System.CommandLine;
using MlPipelines.Evaluation;
using MlPipelines.Reports;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary><c>probe --run RUN IMAGE...</c>: why predictions of the same image differ, as a page.</summary>
internal static class ProbeVerb
{
    private const string UsualPage = "probe.html";

    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string[]> images = VerbOptions.Named<string[]>(
            "IMAGE", $"Images, or folders of images; at most {ProbeOptions.MostImages} in all.", ArgumentArity.OneOrMore);
        Option<string> run = PredictionOptions.Run();
        Option<string[]> variants = VerbOptions.Path<string[]>("--variant", "NAME", "A variant to probe. May be given again. [default: baseline]");
        Option<int?> augmentations = VerbOptions.Number(
            "--augmentations", 0, $"Augmentations of each image, as training draws them. [default: {ProbeOptions.UsualAugmentations}]");
        Option<string?> output = VerbOptions.Path<string?>("--output", "FILE", $"The page to write. [default: {UsualPage}]");
        Option<string> config = VerbOptions.Config();

        var verb = new VerbCommand(
            "probe", "Shows why predictions of the same image differ: between the training and the test path, augmentations, and repeats.")
        {
            Examples =
            [
                new("mlpipelines probe --run fashion photo.png", "Writes probe.html on an image and every repeat of the baseline."),
                new("mlpipelines probe --run fashion --variant baseline --variant large --augmentations 16 photos", "Two variants, more augmentations."),
            ],
        };
        verb.Add(images);
        foreach (Option option in new Option[] { run, variants, augmentations, output, config })
        {
            verb.Add(option);
        }

        verb.SetAction(async (parse, cancellation) =>
        {
            RunDirectory directory = PredictionOptions.Find(environment, operations, parse.GetRequiredValue(config), parse.GetRequiredValue(run));
            var options = new ProbeOptions
            {
                Variants = parse.GetValue(variants) is { Length: > 0 } named ? [.. named.Distinct()] : [VariantResult.Baseline],
                Augmentations = parse.GetValue(augmentations) ?? ProbeOptions.UsualAugmentations,
            };
            ProbeResult probe = await operations.ProbeAsync(
                directory, options, PredictionOptions.Inputs(environment, parse.GetRequiredValue(images)), cancellation).ConfigureAwait(false);
            string models = string.Join("; ", probe.Variants.Select(variant => $"variant {variant.Name}, repeats {string.Join(", ", variant.Repeats)}"));
            await PredictionOptions.SayAsync(environment, $"models: {models}, of {environment.Shown(directory.Root)}", probe.Notes).ConfigureAwait(false);
            string page = environment.Absolute(parse.GetValue(output) ?? UsualPage);
            await operations.WriteProbeAsync(page, probe).ConfigureAwait(false);
            foreach (string line in TextLayout.Wrap(ProbeSentence.Of(probe), environment.TextWidth))
            {
                await environment.Output.WriteLineAsync(line).ConfigureAwait(false);
            }

            environment.Tell($"probe: {environment.Shown(page)}");
            return ExitCode.Fine;
        });
        return verb;
    }
}
