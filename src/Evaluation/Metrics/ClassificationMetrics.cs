namespace MlPipelines.Evaluation;

/// <summary>Metrics of one measurement.</summary>
public static class ClassificationMetrics
{
    /// <summary>The smallest probability whose logarithm is taken (Keras' epsilon), so that one sure mistake costs 16.1 and not infinity.</summary>
    public const double SmallestProbability = 1e-7;

    /// <summary>Computes every metric of <see cref="MeasurementValues"/> from labels and probabilities.</summary>
    /// <param name="labels">(rows): the true classes.</param>
    /// <param name="probabilities">(rows, classes), the classes varying fastest.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="ArgumentException">There are no rows, sizes disagree, a label is out of range, or a probability is not a finite number.</exception>
    public static MeasurementValues Measure(IReadOnlyList<int> labels, ReadOnlySpan<float> probabilities, int classes) =>
        Measure(labels, probabilities, classes, null);

    /// <summary>
    /// The same, with every row weighed so that the classes have the shares of <paramref name="naturalCounts"/>: for <c>running</c> and
    /// <c>trainAugmented</c> when sampling changed the class frequencies.
    /// </summary>
    /// <param name="labels">(rows): the true classes.</param>
    /// <param name="probabilities">(rows, classes), the classes varying fastest.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="naturalCounts">The rows of each class as they occur; null for the rows as they are. A class without a row here has no weight.</param>
    /// <exception cref="ArgumentException">There are no rows, sizes disagree, a label is out of range, or a probability is not a finite number.</exception>
    public static MeasurementValues Measure(
        IReadOnlyList<int> labels, ReadOnlySpan<float> probabilities, int classes, IReadOnlyList<int>? naturalCounts)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0 || probabilities.Length != (long)labels.Count * classes)
        {
            throw new ArgumentException($"{labels.Count} labels and {probabilities.Length} probabilities of {classes} classes do not make rows.");
        }

        var confusion = new ConfusionMatrix(classes);
        double[] lossOfClass = new double[classes];
        double[] brierOfClass = new double[classes];
        for (int row = 0; row < labels.Count; row++)
        {
            ReadOnlySpan<float> ofRow = probabilities.Slice(row * classes, classes);
            int label = labels[row];
            confusion.Add(label, PredictedClass(ofRow));
            lossOfClass[label] += LogLoss(ofRow[label]);
            brierOfClass[label] += Brier(ofRow, label);
        }

        double[] weights = naturalCounts is null ? UnitWeights(classes) : NaturalWeights(confusion, naturalCounts);
        RankingMetrics? ranking = naturalCounts is null ? RankingMetrics.Of(labels, probabilities, classes) : null;
        return new MeasurementValues
        {
            Rows = labels.Count,
            Accuracy = confusion.Accuracy(weights),
            BalancedAccuracy = confusion.BalancedAccuracy(),
            MacroF1 = confusion.MacroF1(weights),
            LogLoss = confusion.WeightedMean(lossOfClass, weights),
            Brier = confusion.WeightedMean(brierOfClass, weights),
            ExpectedCalibrationError = CalibrationError(labels, probabilities, classes, weights),
            RocAuc = ranking?.RocAuc,
            AveragePrecision = ranking?.AveragePrecision,
        };
    }

    /// <summary>The class with the greatest probability; the first of equals.</summary>
    /// <exception cref="ArgumentException">A probability is not a finite number.</exception>
    public static int PredictedClass(ReadOnlySpan<float> probabilities)
    {
        int best = 0;
        for (int candidate = 0; candidate < probabilities.Length; candidate++)
        {
            if (!float.IsFinite(probabilities[candidate]))
            {
                throw new ArgumentException($"the probability of class {candidate} is not a finite number", nameof(probabilities));
            }

            best = probabilities[candidate] > probabilities[best] ? candidate : best;
        }

        return best;
    }

    /// <summary>The loss of one row whose true class has this probability.</summary>
    public static double LogLoss(float trueProbability) => -Math.Log(Math.Clamp(trueProbability, SmallestProbability, 1));

    /// <summary>The sum over classes of (probability - truth)^2 of one row.</summary>
    public static double Brier(ReadOnlySpan<float> probabilities, int label)
    {
        double sum = 0;
        for (int index = 0; index < probabilities.Length; index++)
        {
            double deviation = probabilities[index] - (index == label ? 1.0 : 0.0);
            sum += deviation * deviation;
        }

        return sum;
    }

    private static double CalibrationError(IReadOnlyList<int> labels, ReadOnlySpan<float> probabilities, int classes, double[] weights)
    {
        var bins = new CalibrationBins();
        for (int row = 0; row < labels.Count; row++)
        {
            ReadOnlySpan<float> ofRow = probabilities.Slice(row * classes, classes);
            int predicted = PredictedClass(ofRow);
            bins.Add(ofRow[predicted], predicted == labels[row], weights[labels[row]]);
        }

        return bins.Error;
    }

    /// <summary>The weight of a row of each class that gives the classes their natural shares: natural rows / rows at hand.</summary>
    internal static double[] NaturalWeights(ConfusionMatrix confusion, IReadOnlyList<int> naturalCounts) =>
        [.. naturalCounts.Select((natural, index) => confusion.Support(index) == 0 ? 0 : natural / (double)confusion.Support(index))];

    private static double[] UnitWeights(int classes)
    {
        double[] weights = new double[classes];
        Array.Fill(weights, 1);
        return weights;
    }
}
