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
            using MLImage image = MLImage.CreateFromFile(path);
            (int Height, int Width) size = (image.Height, image.Width);
            SchemaDefinition schema = SchemaDefinition.Create(typeof(Photo));
            schema[nameof(Photo.Image)].ColumnType = new ImageDataViewType(size.Height, size.Width);
            IDataView rows = context.Data.LoadFromEnumerable([new Photo { Image = image }], schema);
            if (!pipelines.TryGetValue(size, out TransformerChain<OnnxTransformer>? pipeline))
            {
                pipeline = Pipeline(context, model, input, size).Fit(rows);
                pipelines.Add(size, pipeline);
            }

            yield return Prediction.Read(pipeline.Transform(rows), [path]).Single();
        }
    }

    /// <summary>From an image to bytes (height, width, channels), and through the model.</summary>
    private static EstimatorChain<OnnxTransformer> Pipeline(
        MLContext context, string model, KeyValuePair<string, NodeMetadata> input, (int Height, int Width) size)
    {
        int channels = input.Value.Dimensions[^1];
        return context.Transforms.ExtractPixels(
                input.Key,
                nameof(Photo.Image),
                colorsToExtract: channels == 1 ? ImagePixelExtractingEstimator.ColorBits.Red : ImagePixelExtractingEstimator.ColorBits.Rgb,
                orderOfExtraction: ImagePixelExtractingEstimator.ColorsOrder.ARGB,
                interleavePixelColors: true,
                outputAsFloatArray: false)
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
        // The size is said with each schema; the attribute only tells ML.NET what kind of column this is.
        [ImageType(1, 1)]
        public required MLImage Image { get; init; }
    }
}
