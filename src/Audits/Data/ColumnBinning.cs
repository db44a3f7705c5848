namespace MlPipelines.Audits;

/// <summary>Puts the rows of a column into bins; which bins, may be learned from some of the rows.</summary>
internal interface IColumnBinning
{
    /// <summary>The bin of each row, from 0.</summary>
    /// <param name="isFitted">By row: whether the bins may be learned from it.</param>
    int[] Fit(bool[] isFitted);
}

/// <summary>A bin per category; there is nothing to learn.</summary>
internal sealed class CategoryBinning : IColumnBinning
{
    private readonly int[] _codes;

    /// <summary>Bins texts; a missing one is a category of its own.</summary>
    public CategoryBinning(IReadOnlyList<string> texts)
    {
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        _codes = new int[texts.Count];
        for (int row = 0; row < _codes.Length; row++)
        {
            if (!known.TryGetValue(texts[row], out _codes[row]))
            {
                known.Add(texts[row], _codes[row] = known.Count);
            }
        }
    }

    /// <inheritdoc/>
    public int[] Fit(bool[] isFitted) => _codes;
}

/// <summary>
/// Intervals of numbers: a classification tree of this one column (Breiman et al. 1984: the cut that lowers the Gini impurity most), of depth 4, so at most 16 intervals, each with at least
/// 10 fitted rows, and one more bin for missing values. Equal-sized bins would mix a rare class with others even where the column determines it: with 2% of the rows and
/// deciles the area stays at 0.96.
/// </summary>
internal sealed class NumberBinning : IColumnBinning
{
    private const int Depth = 4;
    private const int FewestRows = 10;
    private readonly double[] _values;
    private readonly int[] _labels;
    private readonly int _classes;
    private readonly int[] _order;

    /// <summary>Bins numbers.</summary>
    /// <param name="values">By row; NaN where missing.</param>
    /// <param name="labels">By row.</param>
    /// <param name="classes">The number of classes.</param>
    public NumberBinning(double[] values, int[] labels, int classes)
    {
        (_values, _labels, _classes) = (values, labels, classes);
        _order = [.. Enumerable.Range(0, values.Length).Where(row => !double.IsNaN(values[row]))];
        Array.Sort([.. _order.Select(row => values[row])], _order);
    }

    /// <inheritdoc/>
    public int[] Fit(bool[] isFitted)
    {
        int[] rows = [.. _order.Where(row => isFitted[row])];
        List<double> cuts = [];
        Split(rows, Depth, cuts);
        double[] sorted = [.. cuts.Order()];
        int[] bins = new int[_values.Length];
        for (int row = 0; row < bins.Length; row++)
        {
            int found = double.IsNaN(_values[row]) ? sorted.Length + 1 : Array.BinarySearch(sorted, _values[row]);
            bins[row] = found < 0 ? ~found : found;
        }

        return bins;
    }

    /// <summary>Adds the best cut of these rows, which are in the order of their values, and those of both sides. A value equal to a cut lies below it.</summary>
    private void Split(ReadOnlySpan<int> rows, int depth, List<double> cuts)
    {
        if (depth == 0 || rows.Length < 2 * FewestRows)
        {
            return;
        }

        long[] above = new long[_classes];
        foreach (int row in rows)
        {
            above[_labels[row]]++;
        }

        // The impurity of both sides falls as the sum over sides of (sum over classes of squared counts) / rows grows.
        long[] below = new long[_classes];
        (double squaresBelow, double squaresAbove) = (0, above.Sum(count => (double)count * count));
        (double best, int place) = ((squaresAbove / rows.Length) + 1e-9, -1);
        for (int index = 0; index < rows.Length - FewestRows; index++)
        {
            int label = _labels[rows[index]];
            squaresBelow += (2 * below[label]++) + 1;
            squaresAbove -= (2 * above[label]--) - 1;
            if (index + 1 < FewestRows || _values[rows[index]] == _values[rows[index + 1]])
            {
                continue;
            }

            double purity = (squaresBelow / (index + 1)) + (squaresAbove / (rows.Length - index - 1));
            (best, place) = purity > best ? (purity, index) : (best, place);
        }

        if (place >= 0)
        {
            cuts.Add(Between(_values[rows[place]], _values[rows[place + 1]]));
            Split(rows[..(place + 1)], depth - 1, cuts);
            Split(rows[(place + 1)..], depth - 1, cuts);
        }
    }

    /// <summary>The middle, or the lower of two neighbours between which there is none.</summary>
    private static double Between(double lower, double upper)
    {
        double middle = lower + ((upper - lower) / 2);
        return middle < upper ? middle : lower;
    }
}
