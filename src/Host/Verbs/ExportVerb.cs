using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary><c>export RUN --format onnx|mlnet</c>: writes a model as a file for other programs.</summary>
internal static class ExportVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Argument<string> run = VerbOptions.Named<string>("RUN", RunLookup.Description, ArgumentArity.ExactlyOne);
        Option<ExportFormat?> format = Format();
        Option<string> variant = VerbOptions.Path<string>("--variant", "NAME", "The variant whose model is written.");
        variant.DefaultValueFactory = _ => VariantResult.Baseline;
        Option<int?> repeat = VerbOptions.Number("--repeat", 0, "The repeat whose model is written. [default: 0]");
        Option<string?> file = VerbOptions.Path<string?>("--output", "FILE", "The file to write. [default: exports/VARIANT-REPEAT in the run's folder]");
        Option<bool> force = new("--force") { Description = "Replaces a file that exists." };
        Option<string> config = VerbOptions.Config();
        Option<string?> cache = VerbOptions.Cache("the one with which the run was started");

        var verb = new VerbCommand("export", "Writes a model of a run as one ONNX file with the preprocessing inside, or as ML.NET's zip, checked on every test sample.")
        {
            Examples =
            [
                new("mlpipelines export photos --format onnx", "Writes the model of repeat 0 of the baseline of the newest run."),
                new("mlpipelines export photos --format onnx --variant large --output large.onnx", "Another variant, to a file of your own."),
                new("mlpipelines export churn --format mlnet", "A logistic model with the transforms of its table."),
            ],
        };
        verb.Add(run);
        foreach (Option option in new Option[] { format, variant, repeat, file, force, config, cache })
        {
            verb.Add(option);
        }

        verb.SetAction(async (parse, cancellation) =>
        {
            StudyPaths paths = StudyPaths.From(environment, parse.GetRequiredValue(config), null, parse.GetValue(cache));
            var request = new ExportRequest(
                RunLookup.Find(environment, operations, paths.Output, parse.GetRequiredValue(run)),
                parse.GetRequiredValue(variant),
                parse.GetValue(repeat) ?? 0,
                parse.GetValue(format) ?? ExportFormat.Onnx)
            {
                File = parse.GetValue(file) is { } name ? environment.Absolute(name) : null,
                Force = parse.GetValue(force),
                CacheFolder = parse.GetValue(cache) is null ? null : paths.Cache,
            };
            ExportResult result = await operations.ExportAsync(request, cancellation).ConfigureAwait(false);
            Print(environment, result);
            return ExitCode.Fine;
        });
        return verb;
    }

    private static Option<ExportFormat?> Format() => new("--format")
    {
        HelpName = "onnx|mlnet",
        Description = "onnx: one file from decoded pixels or cells to a class, for any ONNX runtime; mlnet: ML.NET's own zip, for logistic models. [default: onnx]",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "onnx" => ExportFormat.Onnx,
            "mlnet" => ExportFormat.MlNet,
            string other => Unknown(result, other),
        },
    };

    private static ExportFormat? Unknown(ArgumentResult result, string other)
    {
        result.AddError($"--format: expected onnx or mlnet, received '{other}'.");
        return null;
    }

    private static void Print(HostEnvironment environment, ExportResult result)
    {
        environment.Output.WriteLine($"model:   {environment.Shown(result.File)}, {Size(result.Bytes)}");
        Write("takes:   ", result.Input);
        WriteLines(result.Inputs);
        environment.Output.WriteLine("gives:");
        WriteLines(result.Outputs);
        Write("checked: ", string.Create(
            CultureInfo.InvariantCulture,
            $"{Quantities.Count(result.Samples, "test sample")} in {result.CheckedIn}, largest difference of a probability {result.LargestDifference:0.0e+0} (at most {ModelExport.Tolerance:0.0e+0})"));
        if (result.ReducedDecodingDifference is { } decoding)
        {
            Write("apart:   ", string.Create(
                CultureInfo.InvariantCulture,
                $"training and predict decode large JPEG files at reduced size, which makes a difference of at most {decoding:0.0e+0} on these samples"));
        }

        foreach (string note in result.Notes)
        {
            Write("note:    ", note);
        }

        void Write(string label, string text) => TextLayout.WriteLabelled(environment.Output, label, text, environment.TextWidth);

        void WriteLines(IEnumerable<string> lines)
        {
            foreach (string line in lines)
            {
                environment.Output.WriteLine($"         {TextLayout.Printable(line)}");
            }
        }
    }

    private static string Size(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB");
}
