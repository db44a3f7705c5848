namespace MlPipelines.Evaluation;

/// <summary>Metrics of one measurement.</summary>
public static class ClassificationMetrics
{
    /// <summary>Computes every metric of <see cref="MeasurementValues"/> from labels and probabilities.</summary>
    /// <param name="labels">(rows): the true classes.</param>
    /// <param name="probabilities">(rows, classes), the classes varying fastest.</param>
    /// <param name="classes">The number of classes.</param>
    public static MeasurementValues Measure(IReadOnlyList<int> labels, ReadOnlySpan<float> probabilities, int classes) =>
        throw new NotSupportedException();
}
