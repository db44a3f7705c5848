using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// A pretrained ONNX network that turns a prepared image into features, through ML.NET's <c>OnnxTransformer</c>, one image at a time and on one thread, so that an image's features
/// depend on nothing but its pixels.
/// </summary>
internal sealed class Backbone
{
    private readonly string _file;
    private readonly BackboneInput _input;
    private readonly SampleShape _shape;

    private Backbone(string file, BackboneInput input, string output, int width, SampleShape shape, string digest) =>
        (_file, _input, Output, Width, _shape, Digest) = (file, input, output, width, shape, digest);

    /// <summary>The output that gives the features.</summary>
    public string Output { get; }

    /// <summary>Features per image.</summary>
    public int Width { get; }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public string Digest { get; }

    /// <summary>Opens a network for samples of a shape.</summary>
    /// <param name="options">Which file and which output.</param>
    /// <param name="shape">The shape of a prepared image.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>Null where something is wrong.</returns>
    public static Backbone? Open(TransferOptions options, SampleShape shape, List<Problem> problems)
    {
        const string where = "model.backbone";
        OnnxSession session;
        string digest;
        try
        {
            byte[] bytes = File.ReadAllBytes(options.Backbone);
            digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
            session = OnnxSession.Open(bytes, $"{where} ({options.Backbone})");
        }
        catch (ProblemException exception)
        {
            problems.AddRange(exception.Problems);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem($"{where} ({options.Backbone})", "an ONNX file that can be read", exception.Message.TrimEnd('.')));
            return null;
        }

        using (session)
        {
            BackboneInput? input = BackboneInput.Of(session, shape, where, problems);
            OnnxPort? output = OutputOf(session, options.Output, problems);
            if (input is null || output is null)
            {
                return null;
            }

            // What the shape leaves open, such as the size of a map of features, the network itself tells.
            int width = session.Run([input.Zeros(shape)], output.Name).Length;
            return new Backbone(options.Backbone, input, output.Name, width, shape, digest);
        }
    }

    /// <summary>Whether the network takes bytes 0..255 and normalises them itself.</summary>
    public bool TakesBytes => _input.IsBytes;

    /// <summary>The features of rows, one after the other.</summary>
    /// <param name="samples">Prepared images.</param>
    /// <param name="path">Their preprocessing.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="receive">Receives the position in <paramref name="rows"/> and the features.</param>
    /// <param name="cancellation">Checked for every row.</param>
    public void Run(SampleSet samples, PreprocessingPath path, IReadOnlyList<int> rows, Action<int, ReadOnlySpan<float>> receive, CancellationToken cancellation)
    {
        MLContext context = new(seed: 0);
        IDataView view = _input.View(context, Images(samples, path, rows, cancellation), _shape.Size);
        IDataView scored = context.Transforms.ApplyOnnxModel(new OnnxOptions
        {
            ModelFile = _file,
            InputColumns = [_input.Name],
            OutputColumns = [Output],
            ShapeDictionary = new Dictionary<string, int[]> { [_input.Name] = _input.ShapeOf(_shape) },
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
        }).Fit(view).Transform(view);
        DataViewSchema.Column column = scored.Schema[Output];
        using DataViewRowCursor cursor = scored.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> features = default;
        float[] dense = new float[Width];
        while (cursor.MoveNext())
        {
            getter(ref features);
            features.CopyTo(dense);
            receive((int)cursor.Position, dense);
        }
    }

    /// <summary>Prepared images in the layout of the input.</summary>
    private IEnumerable<float[]> Images(SampleSet samples, PreprocessingPath path, IReadOnlyList<int> rows, CancellationToken cancellation)
    {
        float[] image = new float[_shape.Size];
        foreach (int row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            samples.CopySamples([row], path, image);
            yield return _input.Arranged(image, _shape);
        }
    }

    private static OnnxPort? OutputOf(OnnxSession session, string? name, List<Problem> problems)
    {
        IReadOnlyList<OnnxPort> outputs = session.Outputs;
        string known = string.Join(", ", outputs.Select(output => $"\"{output.Name}\""));
        OnnxPort? found = name is not null ? outputs.FirstOrDefault(output => output.Name == name)
            : outputs.FirstOrDefault(output => output.Name == OnnxModelFile.Features) ?? (outputs.Count == 1 ? outputs[0] : null);
        if (found is null)
        {
            problems.Add(new Problem(
                "model.output",
                $"an output of the backbone: {known}",
                name is null ? "none, though there are several" : $"\"{name}\"",
                name is null ? "Name the one whose values describe an image." : NearestName.Suggestion(name, outputs.Select(output => output.Name))));
            return null;
        }

        if (found.Element != "float")
        {
            problems.Add(new Problem("model.output", $"an output of 32-bit numbers; the outputs are {known}", $"\"{found.Name}\" of {found}"));
            return null;
        }

        return found;
    }
}
