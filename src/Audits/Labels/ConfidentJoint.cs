namespace MlPipelines.Audits;

/// <summary>
/// Counts samples by given class and by the class that they confidently are (Northcutt, Jiang and Chuang 2021, "Confident Learning: Estimating Uncertainty in
/// Dataset Labels", section 3.1). A sample is confidently of class j when its probability of j reaches the class's threshold: the mean probability of j over
/// the samples that are given as j (equation 2). Of several such classes it counts for the most probable one, the given one before others, then the first.
/// </summary>
/// <remarks>Rows have weights, so that a bootstrap needs no copies. Not safe to share: the counts are reused.</remarks>
internal sealed class ConfidentJoint(AuditedRows rows)
{
    /// <summary>The mean of equal numbers may differ from them in the last bits.</summary>
    private const double Tolerance = 1e-9;

    private readonly double[] _thresholds = new double[rows.Classes];
    private readonly int[] _given = new int[rows.Classes];
    private readonly int[,] _counts = new int[rows.Classes, rows.Classes];

    /// <summary>The threshold of each class; infinite for a class that no sample is given as, so that none is suggested to be it.</summary>
    public IReadOnlyList<double> Thresholds => _thresholds;

    /// <summary>The number of samples by given class and by the class that they confidently are; samples that are confidently of none are not counted.</summary>
    public int[,] Counts => _counts;

    /// <summary>Counts all rows.</summary>
    /// <param name="weights">How often each row counts, or null for once.</param>
    public ConfidentJoint Count(ReadOnlySpan<int> weights = default)
    {
        SetThresholds(weights);
        Array.Clear(_counts);
        for (int row = 0; row < rows.Count; row++)
        {
            int weight = weights.IsEmpty ? 1 : weights[row];
            if (weight > 0 && ConfidentClass(row) is { } confident)
            {
                _counts[rows.Labels[row], confident] += weight;
            }
        }

        return this;
    }

    /// <summary>The class that a row confidently is, or null.</summary>
    public int? ConfidentClass(int row)
    {
        ReadOnlySpan<float> probabilities = rows.Of(row);
        int given = rows.Labels[row];
        int best = probabilities[given] >= _thresholds[given] - Tolerance ? given : -1;
        for (int label = 0; label < probabilities.Length; label++)
        {
            if (probabilities[label] >= _thresholds[label] - Tolerance && (best < 0 || probabilities[label] > probabilities[best]))
            {
                best = label;
            }
        }

        return best < 0 ? null : best;
    }

    /// <summary>
    /// Estimated numbers of samples by given and true class (equation 3): each row of counts is scaled to the number of samples that are given as the class. Every
    /// class that is given has confident samples, because some sample reaches the mean; the row of another class is zero.
    /// </summary>
    public double[][] Calibrated()
    {
        double[][] joint = new double[rows.Classes][];
        for (int given = 0; given < joint.Length; given++)
        {
            joint[given] = new double[rows.Classes];
            int confident = Confident(given);
            for (int label = 0; label < rows.Classes; label++)
            {
                joint[given][label] = confident > 0 ? (double)_counts[given, label] / confident * _given[given] : 0;
            }
        }

        return joint;
    }

    /// <summary>The estimated share of wrong labels: what of the calibrated joint is off the diagonal.</summary>
    public double NoiseRate()
    {
        double wrong = 0;
        for (int given = 0; given < rows.Classes; given++)
        {
            int confident = Confident(given);
            wrong += confident > 0 ? (double)(confident - _counts[given, given]) / confident * _given[given] : 0;
        }

        return wrong / _given.Sum();
    }

    private int Confident(int given)
    {
        int confident = 0;
        for (int label = 0; label < rows.Classes; label++)
        {
            confident += _counts[given, label];
        }

        return confident;
    }

    private void SetThresholds(ReadOnlySpan<int> weights)
    {
        Array.Clear(_thresholds);
        Array.Clear(_given);
        for (int row = 0; row < rows.Count; row++)
        {
            int weight = weights.IsEmpty ? 1 : weights[row];
            int given = rows.Labels[row];
            _given[given] += weight;
            _thresholds[given] += weight * (double)rows.Of(row)[given];
        }

        for (int label = 0; label < _thresholds.Length; label++)
        {
            _thresholds[label] = _given[label] > 0 ? _thresholds[label] / _given[label] : double.PositiveInfinity;
        }
    }
}
