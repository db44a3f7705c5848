namespace MlPipelines.Evaluation;

/// <summary>What one repeat's models say about the labels of a sample set.</summary>
/// <param name="Rows">A row each.</param>
internal sealed record ContrastRows(IReadOnlyList<ContrastRow> Rows)
{
    /// <summary>The classes that occur.</summary>
    public HashSet<int> Classes { get; } = [.. Rows.Select(row => row.Label)];

    /// <param name="scores">Rows with the probabilities of all classes.</param>
    /// <param name="without">Rows to leave out.</param>
    /// <param name="limit">The probability below which a label is contradicted; null for "another class is predicted".</param>
    public static ContrastRows Of(MeasurementScores scores, IReadOnlySet<int> without, double? limit)
    {
        var rows = new List<ContrastRow>(scores.Count);
        for (int position = 0; position < scores.Count; position++)
        {
            if (!without.Contains(scores.Rows[position]))
            {
                rows.Add(RowOf(scores.ProbabilitiesOf(position), scores.Labels[position], scores.Predicted[position], limit));
            }
        }

        return new ContrastRows(rows);
    }

    /// <summary>The rows of some classes.</summary>
    public ContrastRows Only(HashSet<int> classes) => new([.. Rows.Where(row => classes.Contains(row.Label))]);

    /// <summary>The share of a class.</summary>
    public double ShareOf(int label) => Rows.Count(row => row.Label == label) / (double)Rows.Count;

    /// <summary>A mean over rows, the classes counting as often as in another set.</summary>
    public double Weighed(ContrastRows shares, Func<ContrastRow, double> value) =>
        Rows.GroupBy(row => row.Label).Sum(group => shares.ShareOf(group.Key) * group.Average(value));

    /// <summary>Contradicted or not, with a sign.</summary>
    public double[] Values(int sign) => [.. Rows.Select(row => sign * row.Contradicted)];

    /// <summary>The negative of the same, weighed so that its mean counts classes as often as another set does.</summary>
    public double[] WeighedValues(ContrastRows shares)
    {
        Dictionary<int, double> weights = Classes.ToDictionary(label => label, label => shares.ShareOf(label) / ShareOf(label));
        return [.. Rows.Select(row => -weights[row.Label] * row.Contradicted)];
    }

    private static ContrastRow RowOf(ReadOnlySpan<float> probabilities, int label, int predicted, double? limit)
    {
        int others = 0;
        for (int other = 0; other < probabilities.Length; other++)
        {
            others += other != label && Contradicts(probabilities[other], other, predicted, limit) ? 1 : 0;
        }

        int classes = probabilities.Length;
        double right = label == predicted ? 1 : 0;
        return new ContrastRow(
            label,
            Contradicts(probabilities[label], label, predicted, limit) ? 1 : 0,
            (double)others / (classes - 1),
            right - ((1 - right) / (classes - 1)));
    }

    private static bool Contradicts(float probability, int label, int predicted, double? limit) =>
        limit is { } below ? probability < below : label != predicted;
}

/// <summary>What a model says about a label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Contradicted">1 where it is contradicted, otherwise 0.</param>
/// <param name="IfWrong">The share of the other classes that would be contradicted as its label.</param>
/// <param name="Drop">What accuracy loses where the label becomes another class, evenly drawn: 1 for a right answer, -1/(K - 1) for a wrong one.</param>
internal readonly record struct ContrastRow(int Label, double Contradicted, double IfWrong, double Drop);
