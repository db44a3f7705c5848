namespace MlPipelines.Evaluation;

/// <summary>What the statistics need of one measurement of one trial: 16 bytes per row, ascending by row.</summary>
internal sealed class MeasurementScores
{
    private const ulong FnvPrime = 1099511628211;

    private MeasurementScores(int[] rows, int[] labels, int[] predicted, float[] trueProbabilities, ulong samples)
    {
        Rows = rows;
        Labels = labels;
        Predicted = predicted;
        TrueProbabilities = trueProbabilities;
        Samples = samples;
    }

    public int[] Rows { get; }

    public int[] Labels { get; }

    public int[] Predicted { get; }

    public float[] TrueProbabilities { get; }

    /// <summary>A digest (FNV-1a) of rows, ids and labels: equal for equal samples in equal places.</summary>
    public ulong Samples { get; }

    public int Count => Rows.Length;

    public static MeasurementScores Of(TrialRows rows)
    {
        int[] order = [.. Enumerable.Range(0, rows.Rows.Count)];
        int[] keys = [.. rows.Rows];
        Array.Sort(keys, order);
        ulong samples = 14695981039346656037;
        foreach (int position in order)
        {
            samples = (samples ^ (uint)rows.Rows[position]) * FnvPrime;
            samples = (samples ^ (uint)rows.Labels[position]) * FnvPrime;
            foreach (char character in rows.Ids[position])
            {
                samples = (samples ^ character) * FnvPrime;
            }
        }

        return new MeasurementScores(
            keys,
            [.. order.Select(position => rows.Labels[position])],
            [.. order.Select(position => rows.Predicted[position])],
            [.. order.Select(position => rows.TrueProbabilities[position])],
            samples);
    }

    /// <summary>The value of the row at a position.</summary>
    public double Value(RowMetric metric, int position) => metric == RowMetric.Accuracy
        ? Labels[position] == Predicted[position] ? 1 : 0
        : ClassificationMetrics.LogLoss(TrueProbabilities[position]);
}

/// <summary>A metric that is a mean over rows.</summary>
internal enum RowMetric
{
    Accuracy,
    LogLoss,
}
