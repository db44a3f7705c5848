using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>What a model says of every test sample.</summary>
/// <param name="data">The prepared data.</param>
/// <param name="probabilities">(rows, classes), the classes varying fastest.</param>
internal sealed class TestPredictions(PreparedData data, float[] probabilities)
{
    /// <summary>The predicted class of each row.</summary>
    public int[] Predicted { get; } = PredictedClasses.Of(probabilities, data.Classes.Count);

    /// <summary>The probability of a class.</summary>
    public double Probability(int row, int label) => probabilities[(row * data.Classes.Count) + label];

    /// <summary>The probability of the predicted class.</summary>
    public double Confidence(int row) => Probability(row, Predicted[row]);

    /// <summary>The rows that are wrong, the surest first.</summary>
    public IEnumerable<int> Wrong() => BySureness().Where(row => Predicted[row] != data.Test.Labels[row]);

    /// <summary>The rows that are right, the surest first.</summary>
    public IEnumerable<int> Right() => BySureness().Where(row => Predicted[row] == data.Test.Labels[row]);

    private IEnumerable<int> BySureness() => Enumerable.Range(0, Predicted.Length).OrderByDescending(Confidence).ThenBy(row => row);
}
