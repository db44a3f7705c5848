using MathNet.Numerics.Distributions;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// The seed alone moves the result by more than the smallest effect: 1.96 times the standard deviation that seeds give to the accuracy on all test rows alike (s2R, section 4 of the
/// statistics), against delta. Its interval is that of the variance between repeats by chi-squared, less what single rows bring to it.
/// </summary>
internal sealed class SeedVarianceRule : ICauseRule
{
    private const double Level = 0.95;

    public string Cause => Causes.SeedVariance;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        VariantScores baseline = evidence.Baseline;
        IReadOnlyList<int> repeats = baseline.RepeatsWith(MeasurementNames.Test);
        if (repeats.Count < SpreadConclusion.FewestRepeats)
        {
            return CauseJudgement.NotExamined(Cause, EstimateText.Text($"it takes {SpreadConclusion.FewestRepeats} finished repeats, {repeats.Count} so far"));
        }

        if (baseline.SplitVaries || !baseline.HoldsSameSamples(MeasurementNames.Test, repeats))
        {
            return CauseJudgement.NotExamined(Cause, "the split changes from repeat to repeat, so that seeds cannot be told from samples");
        }

        CrossedEstimate test = StatisticEstimate.Of([new SignedMeasurement(baseline, MeasurementNames.Test, 1)], RowMetric.Accuracy, repeats);
        (double range, Interval interval) = Range(test);
        double delta = evidence.SmallestEffect;
        string measured = EstimateText.Text(
            $"By the luck of its seed a run lies up to {Points.Counted(range)} ({Points.Range(interval)}) from the mean of test accuracy: 1.96 standard deviations between seeds, from {repeats.Count} repeats, single rows taken off.");
        FindingState state = interval.Lower > delta ? FindingState.Present
            : interval.Upper < delta ? FindingState.Absent
            // Nothing is seen of it: repeats do not differ by more than their single rows explain.
            : interval.Lower == 0 && range < delta ? FindingState.Absent
            : FindingState.Undecided;
        return new CauseJudgement
        {
            Cause = Cause,
            Decided = state,
            Evidence = state == FindingState.Absent ? [] : [measured],
            Against = state == FindingState.Absent
                ? [measured, .. interval.Upper < delta ? [] : (string[])["The repeats do not differ more than their single rows explain."]]
                : [],
            Excluded = state == FindingState.Present ? ["The rows of the test set play no part in it: every repeat is measured on the same ones."] : [],
            Advice = state == FindingState.Absent ? null
                : "Never judge by one run: compare means over repeats, and make training steadier (lower or falling learning rate, averaging of runs).",
        };
    }

    /// <summary>1.96 sqrt(s2R) and its interval.</summary>
    private static (double Range, Interval Interval) Range(CrossedEstimate test)
    {
        int freedom = test.Values.Count - 1;
        double ofRows = test.RepeatVariance - test.BetweenRepeats;
        double At(double share) => 1.96 * Math.Sqrt(Math.Max(0, (test.RepeatVariance * freedom / ChiSquared.InvCDF(freedom, share)) - ofRows));
        return (1.96 * Math.Sqrt(test.BetweenRepeats), new Interval(At((1 + Level) / 2), At((1 - Level) / 2)));
    }
}
