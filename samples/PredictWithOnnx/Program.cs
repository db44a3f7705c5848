// Predicts with a file that `mlpipelines export RUN --format onnx` wrote, in an ML.NET pipeline. It needs nothing of MlPipelines: preprocessing is inside the file.
//
//   dotnet run -c Release --project samples/PredictWithOnnx -- model.onnx photo.jpg other.png
//   dotnet run -c Release --project samples/PredictWithOnnx -- model.onnx customers.csv

using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using PredictWithOnnx;

if (args.Length < 2)
{
    Console.Error.WriteLine("usage: PredictWithOnnx MODEL.onnx IMAGE... | PredictWithOnnx MODEL.onnx TABLE.csv");
    return 2;
}

string model = args[0];
var context = new MLContext();
using var file = new InferenceSession(model);

// A model on images has one input, of bytes; a model on tables has one input per column.
bool takesImages = file.InputMetadata.Count == 1 && file.InputMetadata.Values.Single().ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.UInt8;
IEnumerable<Prediction> predictions = takesImages
    ? ImagePredictions.Of(context, model, file.InputMetadata.Single(), args[1..])
    : TablePredictions.Of(context, model, file.InputMetadata, args[1]);
foreach (Prediction prediction in predictions)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{prediction.Name}: {prediction.Label} ({prediction.Probability:0.0000})"));
}

return 0;

namespace PredictWithOnnx
{
    /// <summary>What the model says about a sample.</summary>
    /// <param name="Name">The sample.</param>
    /// <param name="Label">The most probable class.</param>
    /// <param name="Probability">Its probability.</param>
    internal sealed record Prediction(string Name, string Label, float Probability)
    {
        /// <summary>The outputs of an exported file that are read here.</summary>
        public static string[] Outputs { get; } = ["label", "probabilities"];

        /// <summary>Reads predictions out of a view to which the model was applied.</summary>
        public static IEnumerable<Prediction> Read(IDataView scored, IEnumerable<string> names) => names
            .Zip(scored.GetColumn<ReadOnlyMemory<char>[]>("label"), scored.GetColumn<float[]>("probabilities"))
            .Select(row => new Prediction(row.First, row.Second[0].ToString(), row.Third.Max()));
    }
}
