namespace MlPipelines.Evaluation;

/// <summary>
/// The signed sums of one repeat over the rows that all its measurements hold. Under-sampling lets an epoch present a part of the training rows,
/// with other class shares than the whole; each row is then weighed so that the classes have their natural shares again.
/// </summary>
/// <param name="Rows">The rows, ascending.</param>
/// <param name="Values">Their signed sums, weighed.</param>
/// <param name="AreWeighed">Whether rows are missing, so that weights differ from 1.</param>
internal sealed record PresentRows(int[] Rows, double[] Values, bool AreWeighed)
{
    public static PresentRows Of(IReadOnlyList<SignedMeasurement> terms, RowMetric metric, int repeat)
    {
        MeasurementScores[] scores = [.. terms.Select(term => term.Scores(repeat))];
        int[] rows = scores.MinBy(score => score.Count)!.Rows;
        if (scores.Any(score => score.Count != rows.Length || !score.Rows.AsSpan().SequenceEqual(rows)))
        {
            rows = [.. scores.Select(score => score.Rows.AsEnumerable()).Aggregate((common, other) => common.Intersect(other)).Order()];
        }

        double[] values = new double[rows.Length];
        for (int term = 0; term < scores.Length; term++)
        {
            AddTerm(values, rows, scores[term], metric, terms[term].Sign);
        }

        return new PresentRows(rows, values, Weigh(terms[0], repeat, rows, values));
    }

    private static void AddTerm(double[] values, int[] rows, MeasurementScores scores, RowMetric metric, int sign)
    {
        int position = 0;
        for (int index = 0; index < rows.Length; index++)
        {
            while (scores.Rows[position] != rows[index])
            {
                position++;
            }

            values[index] += sign * scores.Value(metric, position);
        }
    }

    private static bool Weigh(SignedMeasurement term, int repeat, int[] rows, double[] values)
    {
        if (term.SampleSet != "train" || !term.Variant.RepeatsWith(MeasurementNames.TrainClean).Contains(repeat))
        {
            return false;
        }

        MeasurementScores whole = term.Variant.Scores(MeasurementNames.TrainClean, repeat);
        if (rows.Length == whole.Count)
        {
            return false;
        }

        int classes = whole.Labels.Max() + 1;
        (int[] natural, int[] present) = (new int[classes], new int[classes]);
        var labelOfRow = new Dictionary<int, int>(whole.Count);
        for (int position = 0; position < whole.Count; position++)
        {
            natural[whole.Labels[position]]++;
            labelOfRow[whole.Rows[position]] = whole.Labels[position];
        }

        foreach (int row in rows)
        {
            present[labelOfRow[row]]++;
        }

        double naturalRows = Enumerable.Range(0, classes).Where(index => present[index] > 0).Sum(index => (double)natural[index]);
        for (int index = 0; index < rows.Length; index++)
        {
            int label = labelOfRow[rows[index]];
            values[index] *= natural[label] / naturalRows * rows.Length / present[label];
        }

        return true;
    }
}
