using MlPipelines.Evaluation;

namespace MlPipelines.Audits;

/// <summary>The most probable class of each row.</summary>
internal static class PredictedClasses
{
    /// <param name="probabilities">(rows, classes), the classes varying fastest.</param>
    /// <param name="classes">The number of classes.</param>
    public static int[] Of(float[] probabilities, int classes) =>
        [.. Enumerable.Range(0, probabilities.Length / classes).Select(row => ClassificationMetrics.PredictedClass(probabilities.AsSpan(row * classes, classes)))];
}
