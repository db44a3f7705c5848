using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Image;
using Microsoft.ML.Transforms.Onnx;

namespace PredictWithOnnx;

/// <summary>
/// Predicts images of any size: the file resizes them itself. ML.NET wants to know sizes before it reads a row, so images of one size share a pipeline. (ML.NET does not turn
/// photos by their EXIF orientation: turn those of phones upright before.)
/// </summary>
internal static class ImagePredictions
{
    /// <summary>Predicts image files.</summary>
    public static IEnumerable<Prediction> Of(MLContext context, string model, KeyValuePair<string, NodeMetadata> input, IEnumerable<string> paths)
    {
        Dictionary<(int Height, int Width), TransformerChain<OnnxTransformer>> pipelines = [];
        foreach (string path in paths)
        {
            (int Height, int Width) size = SizeOf(path);
            IDataView rows = context.Data.LoadFromEnumerable([new Photo { Path = Path.GetFullPath(path) }]);
            if (!pipelines.TryGetValue(size, out TransformerChain<OnnxTransformer>? pipeline))
            {
                pipeline = Pipeline(context, model, input, size).Fit(rows);
                pipelines.Add(size, pipeline);
            }

            yield return Prediction.Read(pipeline.Transform(rows), [path]).Single();
        }
    }

    private static (int Height, int Width) SizeOf(string path)
    {
        using MLImage image = MLImage.CreateFromFile(path);
        return (image.Height, image.Width);
    }

    /// <summary>From a file to bytes (height, width, channels), and through the model.</summary>
    private static EstimatorChain<OnnxTransformer> Pipeline(
        MLContext context, string model, KeyValuePair<string, NodeMetadata> input, (int Height, int Width) size)
    {
        int channels = input.Value.Dimensions[^1];

        // An image that has the size already is left as it is: this step only tells ML.NET the size.
        return context.Transforms.LoadImages("Pixels", imageFolder: null, inputColumnName: nameof(Photo.Path))
            .Append(context.Transforms.ResizeImages("Pixels", size.Width, size.Height, resizing: ImageResizingEstimator.ResizingKind.Fill))
            .Append(context.Transforms.ExtractPixels(
                input.Key,
                "Pixels",
                colorsToExtract: channels == 1 ? ImagePixelExtractingEstimator.ColorBits.Red : ImagePixelExtractingEstimator.ColorBits.Rgb,
                orderOfExtraction: ImagePixelExtractingEstimator.ColorsOrder.ARGB,
                interleavePixelColors: true,
                outputAsFloatArray: false))
            .Append(context.Transforms.ApplyOnnxModel(
                Prediction.Outputs,
                [input.Key],
                model,
                new Dictionary<string, int[]> { [input.Key] = [1, size.Height, size.Width, channels] },
                gpuDeviceId: null,
                fallbackToCpu: false));
    }

    private sealed class Photo
    {
        public required string Path { get; init; }
    }
}
