using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.ML;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>A trained logistic model.</summary>
/// <param name="context">The context that trained it.</param>
/// <param name="transformer">The model as ML.NET has it, for saving.</param>
/// <param name="schema">The columns that it was trained on.</param>
/// <param name="weights">Its numbers.</param>
/// <param name="trained">The classes that it knows, as indexes into the data's classes, ascending.</param>
/// <param name="classes">The names of the data's classes.</param>
/// <param name="options">How it was trained.</param>
internal sealed class LogisticModel(
    MLContext context,
    ITransformer transformer,
    DataViewSchema schema,
    LogisticWeights weights,
    int[] trained,
    IReadOnlyList<string> classes,
    LogisticRegressionOptions options) : ITrainedModel
{
    /// <summary>The ML.NET model: its input are the prepared features.</summary>
    public const string ModelFileName = "model.zip";

    /// <summary>The weights for people and other programs.</summary>
    public const string WeightsFileName = "logistic.json";

    private const int RowsAtOnce = 256;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public long ParameterCount => weights.Count;

    /// <inheritdoc/>
    public string WeightsDigest => Trainers.WeightsDigest.Of([.. weights.Weights, weights.Biases]);

    /// <summary>The trained numbers.</summary>
    public LogisticWeights Weights => weights;

    /// <inheritdoc/>
    /// <remarks>A class without training rows has probability 0. Rows are predicted one by one, so no batch shape matters.</remarks>
    public float[] Predict(SampleSet samples, PreprocessingPath path, CancellationToken cancellation)
    {
        int size = weights.Weights[0].Length;
        float[] predictions = new float[samples.Count * classes.Count];
        float[] batch = new float[RowsAtOnce * size];
        double[] probabilities = new double[trained.Length];
        for (int first = 0; first < samples.Count; first += RowsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] rows = [.. Enumerable.Range(first, Math.Min(RowsAtOnce, samples.Count - first))];
            samples.CopySamples(rows, path, batch);
            for (int row = 0; row < rows.Length; row++)
            {
                weights.Predict(batch.AsSpan(row * size, size), probabilities);
                for (int label = 0; label < trained.Length; label++)
                {
                    predictions[((first + row) * classes.Count) + trained[label]] = (float)probabilities[label];
                }
            }
        }

        return predictions;
    }

    /// <inheritdoc/>
    public void Save(string folder)
    {
        context.Model.Save(transformer, schema, Path.Combine(folder, ModelFileName));
        using FileStream stream = File.Create(Path.Combine(folder, WeightsFileName));
        using Utf8JsonWriter json = new(stream, Indented);
        json.WriteStartObject();
        json.WriteString("schema", "mlpipelines/logistic/1");
        json.WriteString("solver", options.Solver == LogisticSolver.Sdca ? "sdca" : "lbfgs");
        json.WriteNumber("l1", options.L1);
        json.WriteNumber("l2", options.L2);
        WriteTexts(json, "classes", classes);
        WriteTexts(json, "trainedClasses", trained.Select(label => classes[label]));
        json.WriteString("link", weights.Biases.Length == 1 ? "sigmoid: the probability of the second trained class" : "softmax");
        json.WriteStartArray("functions");
        for (int function = 0; function < weights.Biases.Length; function++)
        {
            json.WriteStartObject();
            json.WriteString("class", classes[trained[weights.Biases.Length == 1 ? 1 : function]]);
            json.WriteNumber("bias", weights.Biases[function]);
            json.WriteStartArray("weights");
            foreach (float weight in weights.Weights[function])
            {
                json.WriteNumberValue(weight);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public void Dispose() => (transformer as IDisposable)?.Dispose();

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
