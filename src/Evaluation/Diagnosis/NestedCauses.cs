using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Causes that are there only as long as another one is not counted. Wrong labels that a model learns by heart look like overfitting, and what regularises helps against them, too: where
/// label noise is present, overfitting is decided by what noise leaves of the generalisation gap.
/// </summary>
internal static class NestedCauses
{
    /// <summary>The causes again; overfitting undecided or absent where wrong labels explain its gap.</summary>
    public static IReadOnlyList<JudgedCause> Decide(IReadOnlyList<JudgedCause> judged, double delta)
    {
        if (judged.FirstOrDefault(cause => cause is { State: FindingState.Present, Judgement: { Cause: Causes.LabelNoise, Gap: not null } })?.Judgement.Gap is not { } noise)
        {
            return judged;
        }

        return [.. judged.Select(cause => cause is { State: FindingState.Present, Judgement: { Cause: Causes.Overfitting, Gap: { } own } } ? Decide(cause, own.Estimate.Less(noise.Estimate), delta) : cause)];
    }

    private static JudgedCause Decide(JudgedCause overfitting, CauseEstimate left, double delta)
    {
        Interval interval = left.Interval();
        if (interval.Lower > delta)
        {
            return overfitting;
        }

        CauseJudgement judgement = overfitting.Judgement;
        return new JudgedCause(
            judgement with { Against = [.. judgement.Against, $"Wrong labels that are learned by heart make the same gap: they leave {EstimateText.Of(left)} of it."] },
            interval.Upper < delta ? FindingState.Absent : FindingState.Undecided,
            null);
    }
}
