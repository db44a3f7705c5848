namespace MlPipelines.Trainers;

/// <summary>Log loss and accuracy of predictions while training runs; reports use the metrics of the evaluation layer.</summary>
internal static class ClassPredictions
{
    /// <summary>Probabilities are not taken below this, so that one confident mistake costs 34.5 and not infinity.</summary>
    private const double Smallest = 1e-15;

    /// <summary>Mean log loss and share of right predictions.</summary>
    /// <param name="probabilities">(rows, classes).</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="classes">The number of classes.</param>
    public static (double Loss, double Accuracy) Measure(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels, int classes)
    {
        double loss = 0;
        int right = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<float> one = probabilities.Slice(row * classes, classes);
            loss -= Math.Log(Math.Max(one[labels[row]], Smallest));
            right += Greatest(one) == labels[row] ? 1 : 0;
        }

        return labels.Length == 0 ? (0, 0) : (loss / labels.Length, (double)right / labels.Length);
    }

    /// <summary>The class with the greatest probability, the first of equals.</summary>
    public static int Greatest(ReadOnlySpan<float> probabilities)
    {
        int greatest = 0;
        for (int index = 1; index < probabilities.Length; index++)
        {
            greatest = probabilities[index] > probabilities[greatest] ? index : greatest;
        }

        return greatest;
    }
}
