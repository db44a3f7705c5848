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
        double range = 1.96 * Math.Sqrt(test.BetweenRepeats);
        Interval interval = Around(test, repeats.Count);
        double delta = evidence.SmallestEffect;
        string measured = EstimateText.Text(
            $"By the luck of its seed a run lies up to {Points.Counted(range)} ({Points.Range(interval)}) from the mean of test accuracy: 1.96 standard deviations between seeds, from {repeats.Count} repeats, single rows taken off.");
        FindingState state = interval.Lower > delta ? FindingState.Present
            : interval.Upper < delta ? FindingState.Absent
            : FindingState.Undecided;
        return new CauseJudgement
        {
            Cause = Cause,
            Decided = state,
            Evidence = state == FindingState.Absent ? [] : [measured],
            Against = state == FindingState.Absent ? [measured]
                : state == FindingState.Undecided && interval.Lower == 0 ? ["The repeats do not differ surely more than their single rows explain."]
                : [],
            Excluded = state == FindingState.Present ? ["The rows of the test set play no part in it: every repeat is measured on the same ones."] : [],
            Advice = state switch
            {
                FindingState.Present => "Never judge by one run: compare means over repeats, and make training steadier (lower or falling learning rate, averaging of runs).",
                FindingState.Undecided => Deciding(test, repeats.Count, range, delta),
                _ => null,
            },
        };
    }

    /// <summary>What would decide: the fewest repeats whose interval has the smallest effect outside, if the spread stays what it is.</summary>
    private static string Deciding(CrossedEstimate test, int have, double range, double delta)
    {
        IEnumerable<int> more = Enumerable.Range(have + 1, Math.Max(0, RequiredSize.MostRepeats - have));
        int needed = more.FirstOrDefault(repeats => Around(test, repeats) is var interval && (range > delta ? interval.Lower > delta : interval.Upper < delta));
        return needed > 0
            ? EstimateText.Text($"About {needed} repeats instead of {have} would tell, if the spread stays what it is.")
            : EstimateText.Text($"It lies so near to {Points.Whole(delta)} that {RequiredSize.MostRepeats} repeats would not tell: compare means over repeats in either case.");
    }

    /// <summary>The interval of 1.96 sqrt(s2R) if the spread that was found were that of so many repeats.</summary>
    private static Interval Around(CrossedEstimate test, int repeats)
    {
        int freedom = repeats - 1;
        double ofRows = test.RepeatVariance - test.BetweenRepeats;
        double At(double share) => 1.96 * Math.Sqrt(Math.Max(0, (test.RepeatVariance * freedom / ChiSquared.InvCDF(freedom, share)) - ofRows));
        return new Interval(At((1 + Level) / 2), At((1 - Level) / 2));
    }
}
