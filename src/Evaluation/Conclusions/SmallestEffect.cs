namespace MlPipelines.Evaluation;

/// <summary>The smallest differences that are worth a remedy.</summary>
internal static class SmallestEffect
{
    /// <summary>2 points of accuracy: chosen here, as the size below which seeds and a test set of 1,000 rows make differences by themselves.</summary>
    public const double Accuracy = 0.02;

    /// <summary>
    /// The delta of a comparison's metric. Log loss has none: its scale depends on the number of classes and on how sure the model is, so that no
    /// single number means "the same", and a comparison of log losses is never called equivalent.
    /// </summary>
    public static double? Of(string metric) => metric == ComparedMetric.TestLogLoss ? null : Accuracy;
}
