namespace MlPipelines.Evaluation;

/// <summary>
/// Rows ranked by the probability of one class, that class against the rest: area under the ROC curve with ties at half (Mann and Whitney 1947), average
/// precision by steps at each distinct probability (scikit-learn's <c>average_precision_score</c>), and how much each row's weight moves them.
/// </summary>
internal sealed class RankedClass
{
    private readonly float[] _ascending;
    private readonly int[] _rows;
    private readonly bool[] _isPositive;
    private readonly int _positives;

    private RankedClass(float[] ascending, int[] rows, bool[] isPositive)
    {
        (_ascending, _rows, _isPositive) = (ascending, rows, isPositive);
        _positives = isPositive.Count(positive => positive);
        Measure();
    }

    public double RocAuc { get; private set; }

    public double AveragePrecision { get; private set; }

    private int Negatives => _rows.Length - _positives;

    /// <param name="labels">(rows).</param>
    /// <param name="probabilities">(rows, classes).</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="index">The class, which has rows and is not the label of all.</param>
    public static RankedClass Of(IReadOnlyList<int> labels, ReadOnlySpan<float> probabilities, int classes, int index)
    {
        float[] scores = new float[labels.Count];
        int[] rows = new int[labels.Count];
        bool[] isPositive = new bool[labels.Count];
        for (int row = 0; row < rows.Length; row++)
        {
            scores[row] = probabilities[(row * classes) + index];
            rows[row] = row;
            isPositive[row] = labels[row] == index;
        }

        Array.Sort(scores, rows);
        return new RankedClass(scores, rows, isPositive);
    }

    /// <summary>
    /// Adds, for each row, the derivative by the row's weight (the infinitesimal jackknife), times a factor. That of the area is DeLong's structural
    /// component less its mean (DeLong et al. 1988), over the rows of that side.
    /// </summary>
    public void AddDerivatives(double[] ofRocAuc, double[] ofAveragePrecision, double factor)
    {
        (double fromTrue, double fromFalse) = (0, 0);
        (int positivesAbove, int negativesAbove) = (_positives, Negatives);
        // From the lowest probability upwards: a row counts at its own threshold and all below it.
        for (int start = 0, end; start < _rows.Length; start = end)
        {
            end = TieEnd(start);
            int positives = PositivesIn(start, end);
            int negatives = end - start - positives;
            double all = positivesAbove + negativesAbove;
            double precision = positivesAbove / all;
            fromTrue += positives * negativesAbove / (all * all);
            fromFalse += positives * positivesAbove / (all * all);
            positivesAbove -= positives;
            negativesAbove -= negatives;
            double aboveOfPositive = (Negatives - negativesAbove - (negatives / 2.0)) / Negatives;
            double belowOfNegative = (positivesAbove + (positives / 2.0)) / _positives;
            for (int position = start; position < end; position++)
            {
                int row = _rows[position];
                ofRocAuc[row] += factor * (_isPositive[row] ? (aboveOfPositive - RocAuc) / _positives : (belowOfNegative - RocAuc) / Negatives);
                ofAveragePrecision[row] += factor * (_isPositive[row] ? precision - AveragePrecision + fromTrue : -fromFalse) / _positives;
            }
        }
    }

    /// <summary>
    /// The precision at which rows enough are found for a recall of 1/n, 2/n ... 1: that of the highest threshold, ties together, that reaches it.
    /// </summary>
    public double[] PrecisionAtRecalls(int n)
    {
        double[] precisions = new double[n];
        (int found, int taken, int next) = (0, 0, 0);
        for (int end = _rows.Length, start; end > 0 && next < n; end = start)
        {
            start = end - 1;
            while (start > 0 && _ascending[start - 1] == _ascending[start])
            {
                start--;
            }

            found += PositivesIn(start, end);
            taken += end - start;
            while (next < n && (long)found * n >= (long)(next + 1) * _positives)
            {
                precisions[next++] = (double)found / taken;
            }
        }

        return precisions;
    }

    private void Measure()
    {
        (double pairs, double precisions) = (0, 0);
        (int positivesAbove, int negativesAbove) = (_positives, Negatives);
        for (int start = 0, end; start < _rows.Length; start = end)
        {
            end = TieEnd(start);
            int positives = PositivesIn(start, end);
            int negatives = end - start - positives;
            precisions += positives * (positivesAbove / (double)(positivesAbove + negativesAbove));
            positivesAbove -= positives;
            negativesAbove -= negatives;
            pairs += positives * (Negatives - negativesAbove - (negatives / 2.0));
        }

        RocAuc = pairs / ((double)_positives * Negatives);
        AveragePrecision = precisions / _positives;
    }

    private int TieEnd(int start)
    {
        int end = start + 1;
        while (end < _rows.Length && _ascending[end] == _ascending[start])
        {
            end++;
        }

        return end;
    }

    private int PositivesIn(int start, int end)
    {
        int positives = 0;
        for (int position = start; position < end; position++)
        {
            positives += _isPositive[_rows[position]] ? 1 : 0;
        }

        return positives;
    }
}
