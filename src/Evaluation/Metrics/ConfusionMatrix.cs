namespace MlPipelines.Evaluation;

/// <summary>Counts of rows by true and predicted class, and the metrics that follow from them alone.</summary>
internal sealed class ConfusionMatrix(int classes)
{
    private readonly long[] _counts = new long[classes * classes];
    private readonly long[] _support = new long[classes];

    /// <summary>The number of classes.</summary>
    public int Classes => classes;

    /// <summary>Rows of a true class that were predicted as a class.</summary>
    public long this[int label, int predicted] => _counts[(label * classes) + predicted];

    /// <summary>Counts one row.</summary>
    public void Add(int label, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)classes, nameof(label));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)classes, nameof(predicted));
        _counts[(label * classes) + predicted]++;
        _support[label]++;
    }

    /// <summary>Rows of a true class.</summary>
    public long Support(int label) => _support[label];

    /// <summary>Rows that were predicted as a class.</summary>
    public long PredictedAs(int predicted)
    {
        long sum = 0;
        for (int label = 0; label < classes; label++)
        {
            sum += this[label, predicted];
        }

        return sum;
    }

    /// <summary>Share of the rows predicted as the class that are of it; null when none was.</summary>
    public double? Precision(int index) => PredictedAs(index) == 0 ? null : this[index, index] / (double)PredictedAs(index);

    /// <summary>Share of the class's rows predicted as it; null when it has none.</summary>
    public double? Recall(int index) => Support(index) == 0 ? null : this[index, index] / (double)Support(index);

    /// <summary>Harmonic mean of precision and recall; null when either is.</summary>
    public double? F1(int index) =>
        Precision(index) is null || Recall(index) is null ? null : 2.0 * this[index, index] / (PredictedAs(index) + Support(index));

    /// <summary>Share of the rows predicted right, each row with its class's weight.</summary>
    public double Accuracy(ReadOnlySpan<double> weights)
    {
        double[] right = new double[classes];
        for (int index = 0; index < classes; index++)
        {
            right[index] = this[index, index];
        }

        return WeightedMean(right, weights);
    }

    /// <summary>The mean over rows of a value whose sums per class are given, each row with its class's weight.</summary>
    public double WeightedMean(ReadOnlySpan<double> sums, ReadOnlySpan<double> weights)
    {
        (double sum, double total) = (0, 0);
        for (int index = 0; index < classes; index++)
        {
            sum += weights[index] * sums[index];
            total += weights[index] * _support[index];
        }

        return sum / total;
    }

    /// <summary>Mean recall over the classes that have rows.</summary>
    public double BalancedAccuracy()
    {
        (double sum, int present) = (0, 0);
        for (int index = 0; index < classes; index++)
        {
            if (Recall(index) is { } recall)
            {
                sum += recall;
                present++;
            }
        }

        return sum / present;
    }

    /// <summary>
    /// Mean over the classes that occur, as a label or as a prediction, of 2 TP / (predicted + support): scikit-learn's
    /// <c>f1_score(average="macro")</c>.
    /// </summary>
    public double MacroF1(ReadOnlySpan<double> weights)
    {
        (double sum, int present) = (0, 0);
        for (int index = 0; index < classes; index++)
        {
            double total = weights[index] * _support[index];
            for (int label = 0; label < classes; label++)
            {
                total += weights[label] * this[label, index];
            }

            if (total > 0)
            {
                sum += 2 * weights[index] * this[index, index] / total;
                present++;
            }
        }

        return sum / present;
    }
}
