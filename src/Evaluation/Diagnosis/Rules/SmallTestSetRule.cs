using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// The test set is too small to tell what it shows from luck. Never by its size alone: a gap of at least twice the smallest effect is seen, its interval does not exclude that it is small, the
/// test rows are the largest piece of that uncertainty, and no number of repeats would decide. A smaller gap that is open alarms nobody and is said to be undecided.
/// </summary>
internal sealed class SmallTestSetRule : ICauseRule
{
    /// <summary>A gap that worries, in multiples of the smallest effect; chosen here as where severity "medium" begins.</summary>
    private const double Worrying = 2;

    public string Cause => Causes.SmallTestSet;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        VariantScores baseline = evidence.Baseline;
        if (GapConclusion.Total(baseline) is not { } gap)
        {
            return CauseJudgement.NotExamined(Cause, "no repeat of the baseline measured both training and test samples");
        }

        double delta = evidence.SmallestEffect;
        IReadOnlyList<int> repeats = baseline.RepeatsWith(MeasurementNames.Test);
        int rows = (int)repeats.Average(repeat => (double)baseline.Facts(MeasurementNames.Test, repeat).Count);
        string seen = $"The gap is {EstimateText.Of(CauseEstimate.Of(gap))}";
        if (gap.Mean <= delta)
        {
            return CauseJudgement.Absent(Cause, $"{seen}: none above {Points.Whole(delta)} is seen that a larger test set would have to confirm.");
        }

        if (gap.Interval().Lower > delta)
        {
            return CauseJudgement.Absent(Cause, EstimateText.Text($"{seen}: {rows} test rows suffice to show that it is above {Points.Whole(delta)}."));
        }

        double ofTest = gap.Sets[^1].B;
        double ofRest = Math.Max(gap.RepeatVariance / gap.Values.Count, gap.Sets.SkipLast(1).Select(set => set.B).DefaultIfEmpty(0).Max());
        if (ofTest <= ofRest || RequiredSize.Repeats(gap, delta) is not null)
        {
            return CauseJudgement.Absent(Cause, $"{seen}, which is not decided; but it is not the test rows that keep it open: more repeats would decide.");
        }

        double? factor = RequiredSize.HeldOutFactor(gap, delta, gap.Values.Count);
        string needed = factor is { } times ? EstimateText.Text($"Collect about {RequiredSize.RoundUp(times * rows)} test rows instead of {rows}.") : "Collect many more test rows, and training rows too.";
        return new CauseJudgement
        {
            Cause = Cause,
            Decided = gap.Mean >= Worrying * delta ? FindingState.Present : FindingState.Undecided,
            Evidence =
            [
                $"{seen}, so it is not shown to be above {Points.Whole(delta)}.",
                EstimateText.Text($"The {rows} test rows alone leave it uncertain by ±{Points.Counted(1.96 * Math.Sqrt(ofTest))}, more than anything else does; no number of repeats changes that."),
            ],
            Advice = needed,
        };
    }
}
