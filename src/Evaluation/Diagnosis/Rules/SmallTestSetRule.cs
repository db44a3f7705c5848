using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// The test set is too small to tell what it shows from luck. Never by its size alone: a difference of at least twice the smallest effect is seen, its interval does not exclude that it is small, the
/// test rows are the largest piece of that uncertainty, and no number of repeats would decide. Two differences are asked: the whole gap; and, because a sure gap between training and validation says nothing of
/// the test rows, the step from validation to test samples, where nothing tells the two apart. A smaller difference that is open alarms nobody and is said to be undecided.
/// </summary>
internal sealed class SmallTestSetRule : ICauseRule
{
    /// <summary>A difference that worries, in multiples of the smallest effect; chosen here as where severity "medium" begins.</summary>
    private const double Worrying = 2;

    public string Cause => Causes.SmallTestSet;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        VariantScores baseline = evidence.Baseline;
        if (GapConclusion.Total(baseline) is not { } gap)
        {
            return CauseJudgement.NotExamined(Cause, "no repeat of the baseline measured both training and test samples");
        }

        IReadOnlyList<int> repeats = baseline.RepeatsWith(MeasurementNames.Test);
        int rows = (int)repeats.Average(repeat => (double)baseline.Facts(MeasurementNames.Test, repeat).Count);
        List<Answer> answers = [Ask("The gap", gap, evidence.SmallestEffect, rows)];
        if (evidence.Shift?.Other.Crossed is { } step && !ShiftWords.TellsApart(evidence))
        {
            answers.Add(Ask("From validation to test samples, which nothing tells apart, the loss of accuracy", step, evidence.SmallestEffect, rows));
        }

        // The first of the worst: the gap before its part.
        Answer worst = answers.MinBy(answer => answer.State switch { FindingState.Present => 0, FindingState.Undecided => 1, _ => 2 })!;
        return new CauseJudgement
        {
            Cause = Cause,
            Decided = worst.State,
            Evidence = worst.State == FindingState.Absent ? [] : worst.Sentences,
            Against = [.. answers.Where(answer => answer.State == FindingState.Absent).SelectMany(answer => answer.Sentences)],
            Advice = worst.Advice,
        };
    }

    /// <param name="what">The difference, as the beginning of a sentence.</param>
    /// <param name="difference">The last sample set is the test set.</param>
    /// <param name="delta">The smallest effect.</param>
    /// <param name="rows">The test rows.</param>
    private static Answer Ask(string what, CrossedEstimate difference, double delta, int rows)
    {
        string seen = $"{what} is {EstimateText.Of(CauseEstimate.Of(difference))}";
        if (difference.Mean <= delta)
        {
            return new Answer(FindingState.Absent, [$"{seen}: none above {Points.Whole(delta)} is seen that a larger test set would have to confirm."]);
        }

        if (difference.Interval().Lower > delta)
        {
            return new Answer(FindingState.Absent, [EstimateText.Text($"{seen}: {rows} test rows suffice to show that it is above {Points.Whole(delta)}.")]);
        }

        double ofTest = difference.Sets[^1].B;
        double ofRest = Math.Max(difference.RepeatVariance / difference.Values.Count, difference.Sets.SkipLast(1).Select(set => set.B).DefaultIfEmpty(0).Max());
        bool repeatsDecide = RequiredSize.Repeats(difference, delta) is not null;
        if (ofTest <= ofRest || repeatsDecide)
        {
            return new Answer(FindingState.Absent, [$"{seen}, which is not decided; but it is not the test rows that keep it open{(repeatsDecide ? ": more repeats would decide" : "")}."]);
        }

        double? factor = RequiredSize.HeldOutFactor(difference, delta, difference.Values.Count);
        return new Answer(
            difference.Mean >= Worrying * delta ? FindingState.Present : FindingState.Undecided,
            [
                $"{seen}, so it is not shown to be above {Points.Whole(delta)}.",
                EstimateText.Text($"The {rows} test rows alone leave it uncertain by ±{Points.Counted(1.96 * Math.Sqrt(ofTest))}, more than anything else does; no number of repeats changes that."),
            ],
            factor is { } times ? EstimateText.Text($"Collect about {RequiredSize.RoundUp(times * rows)} test rows instead of {rows}.") : "Collect many more test rows, and training or validation rows too.");
    }

    private sealed record Answer(FindingState State, IReadOnlyList<string> Sentences, string? Advice = null);
}
