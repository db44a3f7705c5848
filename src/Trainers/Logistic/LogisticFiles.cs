using System.Text.Encodings.Web;
using System.Text.Json;
using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// A logistic model on disk: <c>logistic.json</c> holds all that a prediction needs, numbers written so that they read back to the last bit;
/// <c>model.zip</c> is the same model for ML.NET.
/// </summary>
internal static class LogisticFiles
{
    /// <summary>The ML.NET model: its input are the prepared features.</summary>
    public const string ModelFileName = "model.zip";

    /// <summary>The weights for people and other programs.</summary>
    public const string WeightsFileName = "logistic.json";

    /// <summary>More than 20 million weights need.</summary>
    private const long LargestFile = 512L << 20;

    private const string Schema = "mlpipelines/logistic/1";
    private const string Sigmoid = "sigmoid: the probability of the second trained class";
    private const string Softmax = "softmax";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <see cref="WeightsFileName"/>.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="weights">The numbers.</param>
    /// <param name="trained">The classes that the model knows, as indexes into <paramref name="classes"/>, ascending.</param>
    /// <param name="classes">The names of the data's classes.</param>
    /// <param name="options">How the model was trained.</param>
    public static void SaveWeights(
        string folder, LogisticWeights weights, int[] trained, IReadOnlyList<string> classes, LogisticRegressionOptions options)
    {
        bool isBinary = weights.Biases.Length == 1;
        using FileStream stream = File.Create(Path.Combine(folder, WeightsFileName));
        using Utf8JsonWriter json = new(stream, Indented);
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("solver", options.Solver == LogisticSolver.Sdca ? "sdca" : "lbfgs");
        json.WriteNumber("l1", options.L1);
        json.WriteNumber("l2", options.L2);
        WriteTexts(json, "classes", classes);
        WriteTexts(json, "trainedClasses", trained.Select(label => classes[label]));
        json.WriteString("link", isBinary ? Sigmoid : Softmax);
        json.WriteStartArray("functions");
        for (int function = 0; function < weights.Biases.Length; function++)
        {
            json.WriteStartObject();
            json.WriteString("class", classes[trained[isBinary ? 1 : function]]);
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

    /// <summary>Reads a model from <see cref="WeightsFileName"/>.</summary>
    /// <param name="folder">The folder of its files.</param>
    /// <param name="options">How it was trained, for saving it again.</param>
    /// <exception cref="InvalidDataException">The file is not a model that this version wrote.</exception>
    public static LogisticModel Load(string folder, LogisticRegressionOptions options)
    {
        byte[] bytes = BoundedFile.Read(folder, WeightsFileName, LargestFile);
        try
        {
            using JsonDocument json = JsonDocument.Parse(bytes);
            return Read(json.RootElement, folder, options);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"{WeightsFileName}: {exception.Message}", exception);
        }
    }

    private static LogisticModel Read(JsonElement root, string folder, LogisticRegressionOptions options)
    {
        Require(root.GetProperty("schema").GetString() == Schema, $"expected \"schema\": \"{Schema}\"");
        string[] classes = Texts(root.GetProperty("classes"));
        int[] trained = [.. Texts(root.GetProperty("trainedClasses")).Select(name => Array.IndexOf(classes, name))];
        JsonElement[] functions = [.. root.GetProperty("functions").EnumerateArray()];
        LogisticWeights weights = new(
            [.. functions.Select(function => function.GetProperty("weights").EnumerateArray().Select(value => value.GetSingle()).ToArray())],
            [.. functions.Select(function => function.GetProperty("bias").GetSingle())]);
        Require(trained.Length >= 2 && trained.All(label => label >= 0), "every trained class must be one of at least two classes");
        Require(trained.Distinct().Count() == trained.Length, "a trained class is named twice");
        Require(functions.Length == (trained.Length == 2 && IsSigmoid(root) ? 1 : trained.Length), "the number of functions does not fit the trained classes");
        Require(weights.Weights.All(row => row.Length == weights.Weights[0].Length), "the functions have different numbers of weights");
        Require(weights.Weights[0].Length > 0, "the functions have no weights");
        Require(weights.AreFinite, "not every weight is a finite number");
        return new LogisticModel(file => CopyForMlNet(Path.Combine(folder, ModelFileName), file), null, weights, trained, classes, options);
    }

    private static bool IsSigmoid(JsonElement root) => root.GetProperty("link").GetString() == Sigmoid;

    /// <summary>A model that was read is written for ML.NET as it was.</summary>
    private static void CopyForMlNet(string source, string file)
    {
        if (source != file)
        {
            File.Copy(source, file, overwrite: true);
        }
    }

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(text => text.GetString() ?? "")];

    private static void Require(bool isSo, string message)
    {
        if (!isSo)
        {
            throw new InvalidDataException($"{WeightsFileName}: {message}");
        }
    }

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
