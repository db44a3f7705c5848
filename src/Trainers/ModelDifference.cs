namespace MlPipelines.Trainers;

/// <summary>How far two models of the same kind lie apart.</summary>
public static class ModelDifference
{
    /// <summary>The largest difference of a trained number, moving statistics included; null where the models have not the same numbers.</summary>
    public static double? LargestOf(ITrainedModel one, ITrainedModel other)
    {
        (IReadOnlyList<float[]> left, IReadOnlyList<float[]> right) = (Numbers(one), Numbers(other));
        return left.Count == right.Count && left.Zip(right).All(pair => pair.First.Length == pair.Second.Length)
            ? left.Zip(right).Select(pair => LargestOf(pair.First, pair.Second)).DefaultIfEmpty(0).Max()
            : null;
    }

    /// <summary>The largest difference of two lists of the same length; infinite where exactly one of two numbers is none.</summary>
    public static double LargestOf(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        double largest = 0;
        for (int index = 0; index < one.Length; index++)
        {
            double difference = one[index].Equals(other[index]) ? 0 : Math.Abs((double)one[index] - other[index]);
            largest = Math.Max(largest, double.IsNaN(difference) ? double.PositiveInfinity : difference);
        }

        return largest;
    }

    private static IReadOnlyList<float[]> Numbers(ITrainedModel model) => model switch
    {
        TrainedNetwork network => [.. network.Weights.Arrays.Select(array => array.Values)],
        LogisticModel logistic => [.. logistic.Weights.Weights, logistic.Weights.Biases],
        TransferModel transfer => Numbers(transfer.Head),
        _ => throw new ArgumentException($"unknown model {model.GetType().Name}", nameof(model)),
    };
}
