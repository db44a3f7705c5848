using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary><c>predict --run RUN INPUT...</c>: what a model of a finished run says about new samples.</summary>
internal static class PredictVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string[]> inputs = VerbOptions.Named<string[]>(
            "INPUT", "Images and folders of images, or tables (CSV, TSV, Parquet), as the model was trained on.", ArgumentArity.OneOrMore);
        Option<string> run = PredictionOptions.Run();
        Option<string> variant = VerbOptions.Path<string>("--variant", "NAME", "The variant whose models predict.");
        variant.DefaultValueFactory = _ => VariantResult.Baseline;
        Option<int?> repeat = VerbOptions.Number("--repeat", 0, "The repeat whose model predicts. [default: 0]");
        Option<bool> ensemble = new("--ensemble")
        {
            Description = "Predicts with all finished repeats of the variant: the mean of their probabilities, with their spread (the standard deviation over "
                + "repeats of the predicted class's probability) and agreement (the share of repeats that predict this class).",
        };
        Option<PredictionFormat> format = Format();
        Option<string?> output = VerbOptions.Path<string?>("--output", "FILE", "Where predictions are written. [default: standard output]");
        Option<string> config = VerbOptions.Config();

        var verb = new VerbCommand("predict", "Predicts new images or rows with a model of a finished run.")
        {
            Examples =
            [
                new("mlpipelines predict --run fashion photo.png", "The class and all probabilities of an image, as CSV."),
                new("mlpipelines predict --run fashion --ensemble photos --output photos.csv", "A folder of images, by all repeats together."),
                new("mlpipelines predict --run churn --format jsonl new.csv", "The rows of a table, as JSON lines."),
                new("mlpipelines predict --run churn --variant larger --repeat 2 new.csv", "By another model of the run."),
            ],
        };
        verb.Add(inputs);
        foreach (Option option in new Option[] { run, variant, repeat, ensemble, format, output, config })
        {
            verb.Add(option);
        }

        verb.Validators.Add(result =>
        {
            if (result.GetValue(ensemble) && result.GetValue(repeat) is not null)
            {
                result.AddError("--ensemble takes all repeats and --repeat one: leave one of the two out.");
            }
        });
        verb.SetAction(async (parse, cancellation) =>
        {
            RunDirectory directory = PredictionOptions.Find(environment, operations, parse.GetRequiredValue(config), parse.GetRequiredValue(run));
            var choice = new ModelChoice
            {
                Variant = parse.GetRequiredValue(variant),
                Repeat = parse.GetValue(repeat) ?? 0,
                Ensemble = parse.GetValue(ensemble),
            };
            SamplePredictions predictions = await operations.PredictAsync(
                directory, choice, PredictionOptions.Inputs(environment, parse.GetRequiredValue(inputs)), cancellation).ConfigureAwait(false);
            await PredictionOptions.SayAsync(environment, Used(environment, directory, predictions), predictions.Notes).ConfigureAwait(false);
            await WriteAsync(environment, predictions, parse.GetValue(format), parse.GetValue(output)).ConfigureAwait(false);
            return ExitCode.Fine;
        });
        return verb;
    }

    private static Option<PredictionFormat> Format() => new("--format")
    {
        HelpName = "csv|jsonl",
        Description = "CSV with a column p(CLASS) for every class, or a line of JSON for every sample. [default: csv]",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "csv" => PredictionFormat.Csv,
            "jsonl" => PredictionFormat.Jsonl,
            string other => Fail(result, other),
        },
    };

    private static PredictionFormat Fail(ArgumentResult result, string received)
    {
        result.AddError($"--format: expected csv or jsonl, received '{received}'.");
        return default;
    }

    private static string Used(HostEnvironment environment, RunDirectory directory, SamplePredictions predictions)
    {
        string repeats = predictions.IsEnsemble ? $"the mean of repeats {string.Join(", ", predictions.Repeats)}" : $"repeat {predictions.Repeats[0]}";
        return $"model: variant {predictions.Variant}, {repeats}, of {environment.Shown(directory.Root)}";
    }

    private static async Task WriteAsync(HostEnvironment environment, SamplePredictions predictions, PredictionFormat format, string? output)
    {
        if (output is not null)
        {
            string file = environment.Absolute(output);
            Storage.WriteFile(file, stream => SamplePredictionFiles.Write(stream, predictions, format));
            string count = Quantities.Count(predictions.Samples.Count, predictions.AreRows ? "row" : "image");
            environment.Tell($"predictions: {environment.Shown(file)}, {count}");
            return;
        }

        using MemoryStream text = new();
        SamplePredictionFiles.Write(text, predictions, format);
        await environment.Output.WriteAsync(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length)).ConfigureAwait(false);
    }
}
