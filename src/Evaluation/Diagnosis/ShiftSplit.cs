namespace MlPipelines.Evaluation;

/// <summary>
/// Divides the part <c>shift</c> of the gap. With a_V the validation accuracy, recall_c that of class c on validation rows, w_c the share of class c among all test rows, a_U the accuracy on
/// the test rows without copies and a_T that on all: <c>Label = a_V - sum_c w_c recall_c</c>, <c>Other = sum_c w_c recall_c - a_U</c>, <c>Leakage = a_U - a_T</c>, so that they sum to a_V - a_T in
/// every repeat.
/// </summary>
/// <remarks>
/// <para>
/// Recalls and shares are ratios of means; each step is written as a mean over validation rows plus a mean over test rows whose values are the rows' first-order influences, and goes through the
/// one rule of intervals (<see cref="CrossedEstimate"/>). The class shares of both sets are random, not taken as given: rows of other classes could have been drawn. Where the split stratifies,
/// shares vary less than that and the intervals of Label and Other are a little too wide. Over 2,000 draws each of seven simulated settings (<c>bench coverage 2000 ShiftSplit</c>) the 95%
/// intervals hold the truth in 93.5 to 96.3% for Label, 93.9 to 96.0% for Other and 94.0 to 95.4% for Leakage; the lowest are those of 100 validation rows.
/// </para>
/// <para>
/// A class without a validation row has no recall. Its test rows count as right as validation rows are on average (a_V), so that what they cost falls to Other and none of it to Label. Where all
/// test rows have copies there is no a_U; Other is then 0, because it cannot be told from Leakage.
/// </para>
/// <para>
/// The audit of copies looks at the rows of one repeat. Where test rows are drawn anew it says nothing about the other repeats: no row counts as leaked.
/// </para>
/// </remarks>
internal static class ShiftSplit
{
    /// <param name="baseline">The baseline's trials.</param>
    /// <param name="leakage">The audit of copies; null without one, and no row counts as leaked.</param>
    /// <returns>Null when no repeat has both validation and test.</returns>
    public static ShiftParts? Of(VariantScores baseline, LeakageAudit? leakage)
    {
        // The repeats of the gap, so that the sum is its part.
        IReadOnlyList<int> repeats = baseline.RepeatsWith(
            MeasurementNames.TrainClean, MeasurementNames.ValidationClean, MeasurementNames.Validation, MeasurementNames.Test);
        if (repeats.Count == 0)
        {
            repeats = baseline.RepeatsWith(MeasurementNames.Validation, MeasurementNames.Test);
        }

        if (repeats.Count == 0)
        {
            return null;
        }

        SignedMeasurement[] terms = [new(baseline, MeasurementNames.Validation, 1), new(baseline, MeasurementNames.Test, -1)];
        bool sameValidation = baseline.HoldsSameSamples(MeasurementNames.Validation, repeats);
        bool sameTest = baseline.HoldsSameSamples(MeasurementNames.Test, repeats);
        HashSet<int> leaked = sameTest && leakage is not null ? [.. leakage.Rows.Select(row => row.Row)] : [];
        ShiftInfluences[] influences =
        [
            .. repeats.Select(repeat => ShiftInfluences.Of(
                Rows(baseline.Scores(MeasurementNames.Validation, repeat), []),
                Rows(baseline.Scores(MeasurementNames.Test, repeat), leaked))),
        ];
        return Of(influences, sameValidation, sameTest, StatisticEstimate.HeldOutRatio(terms, repeats));
    }

    /// <summary>The parts from the influences of every repeat.</summary>
    /// <param name="repeats">One per repeat.</param>
    /// <param name="sameValidation">Whether validation rows are the same in all repeats.</param>
    /// <param name="sameTest">Whether test rows are.</param>
    /// <param name="heldOutRatio">Nadeau and Bengio's rho where the split varies; 0 where it is fixed.</param>
    internal static ShiftParts Of(IReadOnlyList<ShiftInfluences> repeats, bool sameValidation, bool sameTest, double heldOutRatio)
    {
        return new ShiftParts(Estimate(step => step.Label), Estimate(step => step.Other), Estimate(step => step.Leakage));

        CauseEstimate Estimate(Func<ShiftInfluences, StepInfluences> step)
        {
            StepInfluences[] steps = [.. repeats.Select(step)];
            SampleSetScores[] sets = [.. Set([.. steps.Select(values => values.Validation)], sameValidation), .. Set([.. steps.Select(values => values.Test)], sameTest)];
            return sets.Length == 0 ? new CauseEstimate(0, 0, double.PositiveInfinity) : CauseEstimate.Of(CrossedEstimate.Of(sets, heldOutRatio));
        }
    }

    /// <summary>None where the step does not depend on the set in any repeat: a set of zeros would bring the variance that few rows may hide.</summary>
    private static IEnumerable<SampleSetScores> Set(double[][] values, bool same) =>
        values.All(ofRepeat => Array.TrueForAll(ofRepeat, value => value == 0)) ? []
        : [same ? SampleSetScores.Crossed(values) : SampleSetScores.Redrawn(values)];

    private static ShiftRow[] Rows(MeasurementScores scores, HashSet<int> leaked)
    {
        var rows = new ShiftRow[scores.Count];
        for (int position = 0; position < rows.Length; position++)
        {
            rows[position] = new ShiftRow(scores.Labels[position], scores.Value(RowMetric.Accuracy, position), leaked.Contains(scores.Rows[position]));
        }

        return rows;
    }
}
