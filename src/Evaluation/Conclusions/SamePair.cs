namespace MlPipelines.Evaluation;

/// <summary>Two measurements of one variant on the same samples, and the repeats that have both.</summary>
internal sealed record SamePair(string Name, VariantScores Variant, string From, string To, IReadOnlyList<int> Repeats)
{
    public static SamePair Of(string name, VariantScores variant, string from, string to) =>
        new(name, variant, from, to, variant.RepeatsWith(from, to));

    /// <summary>The first measurement, with the second added or subtracted.</summary>
    public SignedMeasurement[] Terms(int sign) => [new SignedMeasurement(Variant, From, 1), new SignedMeasurement(Variant, To, sign)];

    /// <summary>Whether any prediction or probability differs. Where none does, the samples were measured twice in one way.</summary>
    public bool AnythingDiffers() => Repeats.Any(repeat =>
    {
        (MeasurementScores from, MeasurementScores to) = (Variant.Scores(From, repeat), Variant.Scores(To, repeat));
        return !from.Rows.AsSpan().SequenceEqual(to.Rows)
            || !from.Predicted.AsSpan().SequenceEqual(to.Predicted)
            || !from.TrueProbabilities.AsSpan().SequenceEqual(to.TrueProbabilities);
    });

    /// <summary>
    /// Per repeat and row that both measurements hold, 1 where the predicted class changes. Rows count alike, also where under-sampling left others
    /// out.
    /// </summary>
    public SampleSetScores ChangedRows()
    {
        PairedRow[][] rows = [.. Repeats.Select(repeat => Rows(repeat).ToArray())];
        double[][] changed = [.. rows.Select(ofRepeat => ofRepeat.Select(row => row.From == row.To ? 0.0 : 1.0).ToArray())];
        bool same = Variant.HoldsSameSamples(From, Repeats) && Variant.HoldsSameSamples(To, Repeats);
        return same ? SampleSetScores.Crossed(changed, RowValues.Share)
            : Variant.SplitVaries ? SampleSetScores.Redrawn(changed)
            : SampleSetScores.Partial(changed, [.. rows.Select(ofRepeat => ofRepeat.Select(row => row.Row).ToArray())]);
    }

    /// <summary>The rows that both measurements of a repeat hold, ascending, with the class predicted in either way.</summary>
    public IEnumerable<PairedRow> Rows(int repeat)
    {
        (MeasurementScores from, MeasurementScores to) = (Variant.Scores(From, repeat), Variant.Scores(To, repeat));
        int other = 0;
        for (int position = 0; position < from.Count; position++)
        {
            while (other < to.Count && to.Rows[other] < from.Rows[position])
            {
                other++;
            }

            if (other < to.Count && to.Rows[other] == from.Rows[position])
            {
                yield return new PairedRow(from.Rows[position], from.Predicted[position], to.Predicted[other]);
            }
        }
    }
}

/// <summary>A row with the classes predicted in two ways.</summary>
internal readonly record struct PairedRow(int Row, int From, int To);
