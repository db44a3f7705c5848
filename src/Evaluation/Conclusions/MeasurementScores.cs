namespace MlPipelines.Evaluation;

/// <summary>
/// What the statistics need of one measurement of one trial, ascending by row: 8 bytes per row, 4 per class more where all probabilities are kept, and 8 per row for which row it is and its label, which
/// measurements of the same samples share.
/// </summary>
internal sealed class MeasurementScores
{
    private const ulong FnvPrime = 1099511628211;

    private MeasurementScores(int[] rows, int[] labels, int[] predicted, float[] trueProbabilities, float[]? probabilities, ulong samples)
    {
        Rows = rows;
        Labels = labels;
        Predicted = predicted;
        TrueProbabilities = trueProbabilities;
        Probabilities = probabilities;
        Samples = samples;
    }

    public int[] Rows { get; }

    public int[] Labels { get; }

    public int[] Predicted { get; }

    public float[] TrueProbabilities { get; }

    /// <summary>(rows, classes), the classes varying fastest; null for a measurement of which they are not kept.</summary>
    public float[]? Probabilities { get; }

    /// <summary>A digest (FNV-1a) of rows, ids and labels: equal for equal samples in equal places.</summary>
    public ulong Samples { get; }

    /// <summary>What the predictions take in memory.</summary>
    public long PredictionBytes => (8L * Count) + (4L * (Probabilities?.Length ?? 0));

    /// <summary>The number of right predictions.</summary>
    public int RightCount()
    {
        int right = 0;
        for (int position = 0; position < Count; position++)
        {
            right += Labels[position] == Predicted[position] ? 1 : 0;
        }

        return right;
    }

    /// <summary>The same scores with the rows and labels of others, where those are the same; these otherwise.</summary>
    public MeasurementScores SharingSamples(MeasurementScores others) =>
        Rows.AsSpan().SequenceEqual(others.Rows) && Labels.AsSpan().SequenceEqual(others.Labels)
            ? new MeasurementScores(others.Rows, others.Labels, Predicted, TrueProbabilities, Probabilities, Samples)
            : this;

    public int Count => Rows.Length;

    /// <param name="rows">The rows, in any order.</param>
    /// <param name="withProbabilities">Whether to keep the probabilities of all classes, if there are any.</param>
    public static MeasurementScores Of(TrialRows rows, bool withProbabilities = false)
    {
        int[] keys = [.. rows.Rows];
        int[]? order = OrderOf(keys);
        ulong samples = 14695981039346656037;
        for (int index = 0; index < keys.Length; index++)
        {
            int position = order is null ? index : order[index];
            samples = (samples ^ (uint)rows.Rows[position]) * FnvPrime;
            samples = (samples ^ (uint)rows.Labels[position]) * FnvPrime;
            foreach (char character in rows.Ids[position])
            {
                samples = (samples ^ character) * FnvPrime;
            }
        }

        return new MeasurementScores(
            keys,
            Ordered(rows.Labels, order),
            Ordered(rows.Predicted, order),
            Ordered(rows.TrueProbabilities, order),
            withProbabilities ? Ordered(rows.Probabilities, order) : null,
            samples);
    }

    /// <summary>The value of the row at a position.</summary>
    public double Value(RowMetric metric, int position) => metric switch
    {
        RowMetric.LogLoss => ClassificationMetrics.LogLoss(TrueProbabilities[position]),
        RowMetric.Brier => ClassificationMetrics.Brier(ProbabilitiesOf(position), Labels[position]),
        _ => Labels[position] == Predicted[position] ? 1 : 0,
    };

    /// <summary>The labels of some of the rows, which ascend.</summary>
    public int[] LabelsOf(int[] rows)
    {
        if (rows.Length == Count)
        {
            return Labels;
        }

        int[] labels = new int[rows.Length];
        int position = 0;
        for (int index = 0; index < rows.Length; index++)
        {
            while (Rows[position] != rows[index])
            {
                position++;
            }

            labels[index] = Labels[position];
        }

        return labels;
    }

    /// <summary>(classes): the probabilities of the row at a position.</summary>
    public ReadOnlySpan<float> ProbabilitiesOf(int position)
    {
        float[] all = Probabilities ?? throw new InvalidOperationException("the probabilities of this measurement were not kept");
        int classes = all.Length / Count;
        return all.AsSpan(position * classes, classes);
    }

    /// <summary>Sorts the rows.</summary>
    /// <returns>Where each stood before; null where they ascended already, as they are written: there may be many.</returns>
    private static int[]? OrderOf(int[] rows)
    {
        bool ascends = true;
        for (int index = 1; index < rows.Length && ascends; index++)
        {
            ascends = rows[index - 1] <= rows[index];
        }

        if (ascends)
        {
            return null;
        }

        int[] order = [.. Enumerable.Range(0, rows.Length)];
        Array.Sort(rows, order);
        return order;
    }

    private static T[] Ordered<T>(IReadOnlyList<T> values, int[]? order) => order is null ? [.. values] : [.. order.Select(position => values[position])];

    private static float[]? Ordered(float[]? probabilities, int[]? order)
    {
        if (probabilities is null || order is null)
        {
            return probabilities;
        }

        int classes = probabilities.Length / order.Length;
        float[] ordered = new float[probabilities.Length];
        for (int position = 0; position < order.Length; position++)
        {
            probabilities.AsSpan(order[position] * classes, classes).CopyTo(ordered.AsSpan(position * classes));
        }

        return ordered;
    }
}

/// <summary>A metric that is a mean over rows, or a sum of means over parts of them.</summary>
internal enum RowMetric
{
    Accuracy,
    LogLoss,

    /// <summary>Needs the probabilities of all classes.</summary>
    Brier,

    /// <summary>Right or wrong, the rows of each class a sample set of their own and all classes of equal weight.</summary>
    BalancedAccuracy,
}
