namespace MlPipelines.Evaluation;

/// <summary>
/// The Z^g of the crossed interval: one number per repeat and row of one sample set, usually a right prediction (0 or 1), a loss, or a signed sum of
/// such numbers of several measurements on the same rows.
/// </summary>
internal sealed class SampleSetScores
{
    private SampleSetScores(double[][] repeats, int[][]? rows = null, bool rowsChange = false, RowValues kind = RowValues.Any, double weight = 1)
    {
        Repeats = repeats;
        Rows = rows;
        RowsChange = rowsChange;
        Kind = kind;
        Weight = weight;
    }

    /// <summary>[repeat][row].</summary>
    public double[][] Repeats { get; }

    /// <summary>[repeat][position] → the row, where repeats hold different parts of one fixed sample set; otherwise null.</summary>
    public int[][]? Rows { get; }

    /// <summary>Whether every repeat drew samples of its own (a varying split), so that a position means nothing across repeats.</summary>
    public bool RowsChange { get; }

    /// <summary>What the values are, which says how their variance behaves where few rows differ from the rest.</summary>
    public RowValues Kind { get; }

    /// <summary>What the set's mean counts in the statistic: 1, or 1/K for a class's rows in a mean over K classes. The values are kept as they are.</summary>
    public double Weight { get; }

    /// <summary>Whether every repeat holds the same samples at the same positions.</summary>
    public bool IsCrossed => !RowsChange && Rows is null;

    /// <summary>Rows of a repeat; the mean over repeats where they differ.</summary>
    public double RowCount => Repeats.Average(values => (double)values.Length);

    /// <summary>The same rows in every repeat.</summary>
    public static SampleSetScores Crossed(double[][] repeats, RowValues kind = RowValues.Any, double weight = 1) => repeats.All(values => values.Length == repeats[0].Length)
        ? new SampleSetScores(repeats, kind: kind, weight: weight)
        : throw new ArgumentException("crossed repeats have the same number of rows", nameof(repeats));

    /// <summary>Different parts of one fixed set: under-sampling leaves other rows out in every repeat.</summary>
    public static SampleSetScores Partial(double[][] repeats, int[][] rows, double weight = 1) => new(repeats, rows, weight: weight);

    /// <summary>Samples drawn anew in every repeat.</summary>
    public static SampleSetScores Redrawn(double[][] repeats) => new(repeats, rowsChange: true);

    /// <summary>The mean of each repeat, weighed.</summary>
    public double[] Means() => [.. Repeats.Select(values => Weight * Mean(values))];

    /// <summary>Whether every repeat holds the same values.</summary>
    public bool RepeatsAreIdentical() => IsCrossed && Repeats.All(values => values.AsSpan().SequenceEqual(Repeats[0]));

    /// <summary>Arithmetic mean.</summary>
    public static double Mean(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>Sample variance: the sum of squared deviations over (count - 1); 0 for one value.</summary>
    public static double Variance(ReadOnlySpan<double> values)
    {
        double mean = 0;
        foreach (double value in values)
        {
            mean += value;
        }

        mean /= values.Length;
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return values.Length < 2 ? 0 : squares / (values.Length - 1);
    }
}

/// <summary>What the values of a sample set are.</summary>
internal enum RowValues
{
    /// <summary>Losses, or sums of more than two measurements.</summary>
    Any,

    /// <summary>Right or wrong: each value 0 or 1, or 0 or -1 where the proportion is subtracted.</summary>
    Share,

    /// <summary>The difference of two of them on the same rows: -1, 0 or 1.</summary>
    ShareDifference,
}
