using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Decides what rules only judged: Holm's correction over the causes that an estimate alone decides, states against the smallest effect, and the order of causes (statistics, section 8).
/// </summary>
internal static class Arbiter
{
    /// <summary>Of all looks at all causes together, one-sided.</summary>
    public const double Level = 0.05;

    /// <summary>As long as one of these is there, other numbers mean little; in the order in which they are named.</summary>
    private static readonly string[] s_invalidating =
        [Causes.NumericFailure, Causes.TargetLeakage, Causes.TrainTestLeakage, Causes.PreprocessingSkew, Causes.TrainingModeMetric];

    /// <summary>Severity in multiples of the smallest effect, chosen here: at 2 points, high from 10 points and medium from 4.</summary>
    private const double High = 5;

    private const double Medium = 2;

    /// <summary>The causes that cost no test accuracy by themselves.</summary>
    private static readonly string[] s_harmless = [Causes.SmallTestSet];

    /// <summary>What says how far numbers can be trusted rather than what costs accuracy; named after all that does.</summary>
    private static readonly string[] s_lasting = [Causes.SeedVariance, Causes.SmallTestSet];

    /// <summary>Whether a verdict has to wait for it: what a seed or a curve shows costs no accuracy on average, so a model can be healthy while it is open.</summary>
    public static bool Blocks(JudgedCause cause) =>
        cause.State == FindingState.Undecided && !s_lasting.Contains(cause.Judgement.Cause) && cause.Judgement.Cause != Causes.TrainingModeMetric;

    /// <summary>Whether it is ordered by its size: neither one that makes other numbers mean little, nor one that only limits them.</summary>
    public static bool IsRanked(JudgedCause cause) => Tier(cause) == s_invalidating.Length;

    /// <summary>The states, in the order of the judgements.</summary>
    /// <param name="judgements">What the rules say.</param>
    /// <param name="delta">The smallest effect, a fraction.</param>
    /// <param name="looks">How often the question is asked; each time at its share of the level.</param>
    public static IReadOnlyList<JudgedCause> Decide(IReadOnlyList<CauseJudgement> judgements, double delta, int looks = 1)
    {
        // Holm's correction is for asking of many causes whether they are there: one that is there as a matter of fact is not asked.
        double?[] adjusted = VariantComparison.AdjustKnown([.. judgements.Select(judgement => judgement is { Decided: null, Limit: null } ? judgement.Estimate?.PAbove(delta) : null)]);
        return [.. judgements.Select((judgement, index) => Decide(judgement, judgement.Limit is { } limit ? judgement.Estimate?.PAbove(limit) : adjusted[index], delta, Level / looks))];
    }

    /// <summary>
    /// Present ones first: invalidating causes in their own order, then by the lower bound of the effect that was measured, else of the share of the gap, else of the estimate; what only limits the numbers comes last; then undecided,
    /// absent and unexamined ones as they stand.
    /// </summary>
    public static IReadOnlyList<JudgedCause> Rank(IEnumerable<JudgedCause> judged) =>
    [
        .. judged.OrderBy(cause => StateOrder(cause.State)).ThenBy(cause => cause.State == FindingState.Present ? Tier(cause) : 0)
            .ThenByDescending(cause => cause.State == FindingState.Present ? Size(cause.Judgement) : 0),
    ];

    /// <summary><c>invalidating</c>, <c>high</c>, <c>medium</c> or <c>low</c>; null unless present.</summary>
    public static string? Severity(JudgedCause cause, double delta)
    {
        CauseJudgement judgement = cause.Judgement;
        if (cause.State != FindingState.Present)
        {
            return null;
        }

        double? size = new[] { judgement.Effect?.Mean, judgement.Gap?.Estimate.Mean }.Max() ?? judgement.Estimate?.Mean;
        return s_invalidating.Contains(judgement.Cause) ? "invalidating"
            : s_harmless.Contains(judgement.Cause) || size < Medium * delta ? "low"
            : size >= High * delta ? "high"
            : "medium";
    }

    private static JudgedCause Decide(CauseJudgement judgement, double? adjusted, double delta, double level)
    {
        if (judgement.Decided is { } fact)
        {
            return new JudgedCause(judgement, fact, null);
        }

        if (judgement.Estimate is not { } estimate || adjusted is not { } p)
        {
            return new JudgedCause(judgement, FindingState.Undecided, null);
        }

        return p < level ? new JudgedCause(judgement, FindingState.Present, 1 - p)
            : estimate.Interval(1 - level).Upper < delta ? new JudgedCause(judgement, FindingState.Absent, 1 - estimate.PBelow(delta))
            : new JudgedCause(judgement, FindingState.Undecided, null);
    }

    private static int StateOrder(FindingState state) => state switch
    {
        FindingState.Present => 0,
        FindingState.Undecided => 1,
        FindingState.Absent => 2,
        _ => 3,
    };

    private static int Tier(JudgedCause cause)
    {
        int invalidating = Array.IndexOf(s_invalidating, cause.Judgement.Cause);
        return invalidating >= 0 ? invalidating : s_lasting.Contains(cause.Judgement.Cause) ? s_invalidating.Length + 1 : s_invalidating.Length;
    }

    private static double Size(CauseJudgement judgement) =>
        (judgement.Effect ?? judgement.Gap?.Estimate ?? judgement.Estimate)?.Interval().Lower ?? double.NegativeInfinity;
}

/// <summary>A judgement with its state.</summary>
/// <param name="Judgement">What the rule says.</param>
/// <param name="State">Its state.</param>
/// <param name="Confidence">One minus the (for present ones adjusted) p of the state; null for a matter of fact, or undecided.</param>
internal sealed record JudgedCause(CauseJudgement Judgement, FindingState State, double? Confidence);
