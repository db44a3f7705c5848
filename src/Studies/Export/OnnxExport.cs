using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>Writes a model as an ONNX file and compares it in ONNX Runtime with the project's own predictions, image by image or row by row.</summary>
internal static class OnnxExport
{
    /// <summary>Images whose own predictions are made together, and rows of a table that are run together; memory holds no more of them.</summary>
    private const int AtOnce = 256;

    /// <summary>Makes and compares the file.</summary>
    public static ExportedFile Write(ExportRequest request, RunModel model, PreparedData data, CancellationToken cancellation)
    {
        int channels = model.Saved.Options.Data is ImageDataOptions images ? DecodedTestImages.Channels(images) : 0;
        string description = OnnxInputText.Describe(model.Preprocessing, channels);
        byte[] content = OnnxModelFile.Write(model.Model, model.Preprocessing, channels, Metadata(request, model, description));
        using OnnxSession session = OnnxSession.Open(content, request.Target);
        Difference difference = model.Preprocessing switch
        {
            FittedImages fitted => OfImages(session, model, fitted, data, cancellation),
            FittedTable fitted => OfTable(session, model, fitted, data, cancellation),
            _ => throw new InvalidOperationException($"unknown preprocessing {model.Preprocessing.GetType().Name}"),
        };
        return new ExportedFile(content, new ExportResult
        {
            File = request.Target,
            Bytes = content.Length,
            Input = description,
            Inputs = [.. session.Inputs.Select(port => $"{port.Name}: {port}")],
            Outputs = [.. session.Outputs.Select(port => $"{port.Name}: {port}")],
            CheckedIn = OnnxSession.Runtime,
            Samples = data.Test.Count,
            LargestDifference = difference.Largest,
            ReducedDecodingDifference = difference.Decoding,
            Notes = [.. Notes(model, data)],
        });
    }

    private static Dictionary<string, string> Metadata(ExportRequest request, RunModel model, string input) => new()
    {
        ["scenario"] = SavedModels.Read(request.Run).Scenario,
        ["run"] = Path.GetFileName(Path.TrimEndingDirectorySeparator(request.Run.Root)),
        ["variant"] = request.Variant,
        ["repeat"] = request.Repeat.ToString(CultureInfo.InvariantCulture),
        ["weightsDigest"] = model.Model.WeightsDigest,
        ["input"] = input,
        ["version"] = ProgramVersion.Text,
    };

    /// <summary>
    /// From the same decoded pixels: through the file, and through the project's preprocessing and model. The project's predictions on its own decoding, which reads JPEG files at
    /// reduced size, are compared with the latter.
    /// </summary>
    private static Difference OfImages(OnnxSession session, RunModel model, FittedImages fitted, PreparedData data, CancellationToken cancellation)
    {
        float[] reduced = model.Model.Predict(data.Test, PreprocessingPath.Test, cancellation);
        int classes = data.Classes.Count;
        Difference difference = new(0, 0);
        foreach (DecodedTestImage[] images in DecodedTestImages.Read(model.Saved.Options, model.Saved.Seeds, data, fitted, cancellation).Chunk(AtOnce))
        {
            float[] own = model.Model.Predict(new DecodedTestSamples(images, fitted, data.Test), PreprocessingPath.Test, cancellation);
            for (int index = 0; index < images.Length; index++)
            {
                DecodedTestImage image = images[index];
                ReadOnlySpan<float> expected = own.AsSpan(index * classes, classes);
                float[] received = session.Run(
                    [new OnnxInput(OnnxModelFile.Image, image.Pixels, [1, image.Height, image.Width, image.Channels])], OnnxModelFile.Probabilities);
                difference = new Difference(
                    Differences.Greatest(difference.Largest, expected, received), Differences.Greatest(difference.Decoding!.Value, expected, reduced.AsSpan(image.Row * classes, classes)));
            }
        }

        return difference with { Decoding = model.Saved.Options.Data is ImageFolderOptions or ImageListOptions ? difference.Decoding : null };
    }

    private static Difference OfTable(OnnxSession session, RunModel model, FittedTable fitted, PreparedData data, CancellationToken cancellation)
    {
        float[] own = model.Model.Predict(data.Test, PreprocessingPath.Deployment, cancellation);
        (string Name, Array Cells)[] columns =
        [
            .. fitted.Used.Select(column => (column.Name, column.Kind == ColumnKind.Numeric
                ? (Array)data.Cells!.Numbers(new TableCellColumn(column.Name, column.Kind), data.Test)
                : data.Cells!.Texts(new TableCellColumn(column.Name, column.Kind), data.Test))),
        ];
        double largest = 0;
        string probabilities = session.Outputs.First(port => port.Name.StartsWith(OnnxModelFile.Probabilities, StringComparison.Ordinal)).Name;
        for (int first = 0; first < data.Test.Count; first += AtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(AtOnce, data.Test.Count - first);
            float[] received = session.Run([.. columns.Select(column => new OnnxInput(column.Name, Slice(column.Cells, first, count), [count, 1]))], probabilities);
            largest = Differences.Greatest(largest, own.AsSpan(first * data.Classes.Count, count * data.Classes.Count), received);
        }

        return new Difference(largest, null);
    }

    private static Array Slice(Array cells, int first, int count) => cells switch
    {
        double[] numbers => numbers[first..(first + count)],
        string[] texts => texts[first..(first + count)],
        _ => throw new InvalidOperationException($"cells of {cells.GetType().Name}"),
    };

    private static IEnumerable<string> Notes(RunModel model, PreparedData data)
    {
        if (model.Preprocessing is FittedImages { PathsDiffer: true })
        {
            yield return "pipeline.test reproduces a skew, and the file has it: new images are prepared as test images are.";
        }

        if (data.TestIsCorrupted)
        {
            yield return "data.corrupt is no part of the model: images were compared without it.";
        }
    }

    /// <param name="Largest">Between the file and the project, from the same pixels or cells.</param>
    /// <param name="Decoding">Between the project's two decodings; null where nothing is decoded.</param>
    private readonly record struct Difference(double Largest, double? Decoding);
}
