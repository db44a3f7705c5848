using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>Writes a logistic model as ML.NET's own zip and compares what ML.NET predicts with it.</summary>
internal static class MlNetExport
{
    /// <summary>Makes and compares the file.</summary>
    public static ExportedFile Write(ExportRequest request, RunModel model, PreparedData data, CancellationToken cancellation)
    {
        byte[] content = LogisticMlNet.Make(model.Model, model.Preprocessing, data);
        float[] received = LogisticMlNet.Predict(content, model.Model, data, data.Test, cancellation);
        float[] expected = model.Model.Predict(data.Test, PreprocessingPath.Test, cancellation);
        bool isTable = model.Preprocessing is FittedTable;
        return new ExportedFile(content, new ExportResult
        {
            File = request.Target,
            Bytes = content.Length,
            Input = isTable
                ? "the columns of the table: numbers in 64 bits, NaN where missing; texts without white space around them, \"(missing)\" where missing"
                : "prepared pixels, as preprocessing.json in the model's folder says",
            Inputs = LogisticMlNet.Inputs(content, model.Preprocessing),
            Outputs = [$"{LogisticMlNet.PredictedClass}: the name of the class, beside ML.NET's own columns"],
            CheckedIn = LogisticMlNet.Runtime,
            Samples = data.Test.Count,
            LargestDifference = Differences.Greatest(0, expected, received),
            Notes = isTable ? [] : ["ML.NET's format has no place for decoding, resizing and normalising: use --format onnx to have them inside."],
        });
    }
}
