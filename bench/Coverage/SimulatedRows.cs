using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>Rows of a simulated measurement with the probabilities of all classes.</summary>
internal static class SimulatedRows
{
    /// <param name="labels">(rows).</param>
    /// <param name="probabilities">(rows, classes).</param>
    /// <param name="classes">The number of classes.</param>
    public static MeasurementScores Of(int[] labels, float[] probabilities, int classes)
    {
        int[] predicted = new int[labels.Length];
        float[] confidences = new float[labels.Length];
        float[] ofLabel = new float[labels.Length];
        for (int row = 0; row < labels.Length; row++)
        {
            predicted[row] = ClassificationMetrics.PredictedClass(probabilities.AsSpan(row * classes, classes));
            confidences[row] = probabilities[(row * classes) + predicted[row]];
            ofLabel[row] = probabilities[(row * classes) + labels[row]];
        }

        return MeasurementScores.Of(
            new TrialRows([.. Enumerable.Range(0, labels.Length)], [.. labels.Select(_ => "")], labels, predicted, ofLabel, confidences, probabilities), withProbabilities: true);
    }
}
