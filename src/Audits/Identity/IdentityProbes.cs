using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Audits;

/// <summary>Identical images through both preprocessing paths, and through the augmentation.</summary>
public static class IdentityProbes
{
    /// <summary>The validation images at most: enough to tell a changed share of predictions to 2 points (half-width of the interval of 5%), chosen here.</summary>
    private const int MostImages = 500;

    /// <summary>The values of a path that lie in memory at a time, 64 MiB.</summary>
    private const int ValuesAtOnce = 1 << 24;

    /// <summary>Probes: the same validation images as training prepares them and as the test path does, without corruption.</summary>
    /// <param name="data">The prepared data.</param>
    /// <param name="model">The model; null when there is none.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <returns>Null for a table.</returns>
    public static IdentityProbe? Probe(PreparedData data, ITrainedModel? model, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!data.Shape.IsImage || data.Validation.Count == 0)
        {
            return null;
        }

        int[] rows = SampleSubset.EvenRows(data.Validation.Count, MostImages);
        SampleSubset images = new(data.Validation, rows);
        using PathComparison comparison = Compare(images, data.Shape, cancellation);
        return ResultOf(comparison, rows.Length, data.Shape) with
        {
            ChangedPredictions = model is null ? null : Changed(images, comparison.Equal, model, data.Classes.Count, cancellation),
            Augmentation = model is null ? null : AugmentationProbe.Spread(data, model, cancellation),
        };
    }

    /// <summary>One image through both paths; predictions are not looked at.</summary>
    /// <param name="images">A set of images.</param>
    /// <param name="row">Which of them.</param>
    /// <param name="shape">The shape of a prepared image.</param>
    public static IdentityProbe OfImage(SampleSet images, int row, SampleShape shape)
    {
        using PathComparison comparison = Compare(new SampleSubset(images, [row]), shape, CancellationToken.None);
        return ResultOf(comparison, 1, shape);
    }

    private static IdentityProbe ResultOf(PathComparison comparison, int samples, SampleShape shape) => new()
    {
        Samples = samples,
        Training = comparison.Training.Result(shape),
        Test = comparison.Test.Result(shape),
        EqualTensors = (double)comparison.Equal / samples,
        MeanDifference = comparison.MeanDifference,
        Difference = comparison.Equal == samples ? null : PathDifference.Words(comparison),
    };

    private static PathComparison Compare(SampleSubset images, SampleShape shape, CancellationToken cancellation)
    {
        PathComparison comparison = new(shape);
        int chunk = Math.Clamp(ValuesAtOnce / shape.Size, 1, images.Count);
        float[] training = new float[chunk * shape.Size];
        float[] test = new float[chunk * shape.Size];
        for (int first = 0; first < images.Count; first += chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] rows = [.. Enumerable.Range(first, Math.Min(chunk, images.Count - first))];
            int values = rows.Length * shape.Size;
            images.CopySamples(rows, PreprocessingPath.Training, training);
            images.CopySamples(rows, PreprocessingPath.Test, test);
            comparison.Add(training.AsSpan(0, values), test.AsSpan(0, values));
        }

        return comparison;
    }

    /// <summary>The share of images whose predicted class changes. The same tensors at the same places of a batch give the same predictions, so they are not predicted twice.</summary>
    private static double Changed(SampleSubset images, int equal, ITrainedModel model, int classes, CancellationToken cancellation)
    {
        if (equal == images.Count)
        {
            return 0;
        }

        int[] training = PredictedClasses.Of(model.Predict(images, PreprocessingPath.Training, cancellation), classes);
        int[] test = PredictedClasses.Of(model.Predict(images, PreprocessingPath.Test, cancellation), classes);
        return (double)training.Zip(test).Count(pair => pair.First != pair.Second) / images.Count;
    }
}
