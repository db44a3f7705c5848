using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers.OnnxFormat;

namespace MlPipelines.Trainers;

/// <summary>
/// A trained model with its preprocessing as one ONNX file: from decoded pixels, or the cells of a row, to a class. Its outputs are <see cref="Label"/>,
/// <see cref="Probabilities"/> and <see cref="Features"/>; the last lets the file serve as a backbone.
/// </summary>
public static class OnnxModelFile
{
    /// <summary>The input of models on images.</summary>
    public const string Image = OnnxImageInput.Name;

    /// <summary>The output (batch) with the name of the most probable class.</summary>
    public const string Label = "label";

    /// <summary>The output (batch, classes) with the probabilities.</summary>
    public const string Probabilities = "probabilities";

    /// <summary>The output (batch, features) with what the last layer receives.</summary>
    public const string Features = "features";

    /// <summary>The operator sets of ONNX 1.14 (May 2023), the oldest that every operator here is in.</summary>
    private const int OperatorSet = 19, TableOperatorSet = 3, IrVersion = 9;

    /// <summary>Protocol buffers end at 2 GiB; what is not weights takes less than the rest.</summary>
    private const long MostWeightBytes = int.MaxValue - (16L << 20);

    /// <summary>What cannot be expressed in ONNX.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fitted">Its preprocessing.</param>
    /// <param name="where">What messages call the model.</param>
    public static IReadOnlyList<Problem> Check(ITrainedModel model, FittedPreprocessing fitted, string where)
    {
        if (model is TransferModel)
        {
            return
            [
                new Problem(
                    where, "a model that one file can hold", "a transfer model, whose backbone is a file of its own",
                    "Use the backbone as it is, and its features as the input of a model of their own."),
            ];
        }

        List<Problem> problems = fitted is FittedTable table ? [.. OnnxTableInput.Check(table, where)] : [];
        long bytes = model.ParameterCount * (model is LogisticModel ? sizeof(double) : sizeof(float));
        if (bytes > MostWeightBytes)
        {
            problems.Add(new Problem(
                where, "weights of less than 2 GiB, the most that an ONNX file holds", string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes"), "Train a smaller model."));
        }

        return problems;
    }

    /// <summary>Writes a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fitted">Its preprocessing.</param>
    /// <param name="decodedChannels">Images: 3 for files, which are decoded to red, green and blue; 1 where the source is grey by its format.</param>
    /// <param name="metadata">What else the file should say about itself.</param>
    /// <returns>The file.</returns>
    public static byte[] Write(ITrainedModel model, FittedPreprocessing fitted, int decodedChannels, IReadOnlyDictionary<string, string> metadata)
    {
        OnnxGraph graph = new("mlpipelines");
        OnnxValue samples = fitted switch
        {
            FittedImages images => OnnxImageInput.Write(graph, images, decodedChannels),
            FittedTable table => OnnxTableInput.Write(graph, table),
            _ => throw new ArgumentException($"unknown preprocessing {fitted.GetType().Name}", nameof(fitted)),
        };
        (OnnxValue features, OnnxValue probabilities, long width) = model switch
        {
            TrainedNetwork network => Network(network, samples),
            LogisticModel logistic => Logistic(logistic, samples, fitted),
            _ => throw new ArgumentException($"unknown model {model.GetType().Name}", nameof(model)),
        };
        OnnxValue best = graph.Node("ArgMax", OnnxElement.Int64, [probabilities], new OnnxAttribute("axis", 1L), new OnnxAttribute("keepdims", 0L));
        graph.Output(graph.FreeName(Label), graph.Texts("classes", fitted.Classes).Gather(best, 0), "batch");
        graph.Output(graph.FreeName(Probabilities), probabilities, "batch", (long)fitted.Classes.Count);
        graph.Output(graph.FreeName(Features), features, "batch", width);
        return Write(graph, [KeyValuePair.Create("classes", JsonSerializer.Serialize(fitted.Classes)), .. metadata]);
    }

    /// <summary>Writes a graph whose inputs and outputs are declared.</summary>
    internal static byte[] Write(OnnxGraph graph, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ModelProto file = new()
        {
            IrVersion = IrVersion,
            ProducerName = "MlPipelines",
            ProducerVersion = ModelTraining.VersionOf(typeof(OnnxModelFile)),
            Graph = graph.Content,
        };
        file.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = OperatorSet });
        file.OpsetImport.Add(new OperatorSetIdProto { Domain = OnnxGraph.TableDomain, Version = TableOperatorSet });
        file.MetadataProps.AddRange(metadata.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        return file.ToByteArray();
    }

    private static (OnnxValue Features, OnnxValue Probabilities, long Width) Network(TrainedNetwork network, OnnxValue samples)
    {
        (OnnxValue features, OnnxValue probabilities) = OnnxNetwork.Write(network.Description, network.Weights, samples);
        return (features, probabilities, network.Description.Layers[^1].Input.Size);
    }

    private static (OnnxValue Features, OnnxValue Probabilities, long Width) Logistic(LogisticModel model, OnnxValue samples, FittedPreprocessing fitted)
    {
        OnnxValue features = fitted.Shape.IsImage ? samples.Apply("Flatten", new OnnxAttribute("axis", 1L)) : samples;
        return (features, OnnxLogistic.Write(model.Weights, model.TrainedClasses, fitted.Classes.Count, features), model.Weights.Weights[0].Length);
    }
}
