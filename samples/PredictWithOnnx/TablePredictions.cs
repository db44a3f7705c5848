using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PredictWithOnnx;

/// <summary>Predicts the rows of a CSV file: the model names the columns that it needs, and what they hold.</summary>
internal static class TablePredictions
{
    /// <summary>Predicts every row.</summary>
    public static IEnumerable<Prediction> Of(MLContext context, string model, IReadOnlyDictionary<string, NodeMetadata> inputs, string table)
    {
        string[] header = [.. File.ReadLines(table).First().Split(',').Select(name => name.Trim().Trim('"'))];
        string[] missing = [.. inputs.Keys.Except(header)];
        if (missing.Length > 0)
        {
            throw new InvalidDataException($"{table} has no column {string.Join(", ", missing)}");
        }

        TextLoader loader = context.Data.CreateTextLoader(new TextLoader.Options
        {
            HasHeader = true,
            Separators = [','],
            AllowQuoting = true,
            TrimWhitespace = true,
            MissingRealsAsNaNs = true,
            Columns =
            [
                .. inputs.Select(input => new TextLoader.Column(
                    input.Key,
                    input.Value.ElementDataType == TensorElementType.String ? DataKind.String : DataKind.Double,
                    Array.IndexOf(header, input.Key))),
            ],
        });
        IDataView rows = loader.Load(table);
        IDataView scored = context.Transforms.ApplyOnnxModel(Prediction.Outputs, [.. inputs.Keys], model).Fit(rows).Transform(rows);
        return Prediction.Read(scored, Enumerable.Range(1, int.MaxValue).Select(row => string.Create(CultureInfo.InvariantCulture, $"row {row}")));
    }
}
