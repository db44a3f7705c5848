using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// The rows that a logistic model is fitted to, as one matrix: classes that do not occur, or have no weight, are left out, and those that do are
/// numbered anew without gaps.
/// </summary>
/// <param name="Features">(rows, features), the features varying fastest.</param>
/// <param name="Size">The number of features.</param>
/// <param name="Labels">The class of each row, as a position in <see cref="Classes"/>.</param>
/// <param name="Weights">The weight of each row.</param>
/// <param name="Classes">The classes that occur, as indexes into the data's classes, ascending.</param>
internal sealed record LogisticRows(float[] Features, int Size, int[] Labels, float[] Weights, int[] Classes)
{
    /// <summary>The number of rows.</summary>
    public int Count => Labels.Length;

    /// <summary>Takes rows of a sample set, images flattened.</summary>
    /// <param name="samples">The training set.</param>
    /// <param name="size">The number of values of a sample.</param>
    /// <param name="rows">The rows to take, with repeats where they are over-sampled.</param>
    /// <param name="classWeights">The weight of each class.</param>
    public static LogisticRows Of(SampleSet samples, int size, IReadOnlyList<int> rows, float[] classWeights)
    {
        int[] kept = [.. rows.Where(row => classWeights[samples.Labels[row]] > 0)];
        int[] classes = [.. kept.Select(row => samples.Labels[row]).Distinct().Order()];
        float[] features = new float[(long)kept.Length * size];
        samples.CopySamples(kept, PreprocessingPath.Training, features);
        return new LogisticRows(
            features,
            size,
            [.. kept.Select(row => Array.BinarySearch(classes, samples.Labels[row]))],
            [.. kept.Select(row => classWeights[samples.Labels[row]])],
            classes);
    }
}
