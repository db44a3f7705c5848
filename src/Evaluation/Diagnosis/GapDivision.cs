using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Divides the parts of the gap among the causes that are present. Each part has its owners in one published order; what they leave is <c>unexplained</c>, computed as the part less their
/// shares, so that sums are exact. Where overfitting was examined and found to do no harm, the rest of a generalisation gap above the smallest effect is called <c>harmless</c>.
/// </summary>
internal static class GapDivision
{
    public const string Unexplained = "unexplained";
    public const string Harmless = "harmless";
    private const string Generalisation = "generalisation";

    private static readonly string[] s_order =
        [Causes.LabelNoise, Causes.Overfitting, Causes.PreprocessingSkew, Causes.LabelShift, Causes.TargetLeakage, Causes.DistributionShift, Causes.TrainTestLeakage];

    /// <param name="gap">The gap; null without one.</param>
    /// <param name="judged">The causes with their states.</param>
    /// <param name="delta">The smallest effect, a fraction.</param>
    public static IReadOnlyList<GapAllocation> Of(GapResult? gap, IReadOnlyList<JudgedCause> judged, double delta) =>
        gap is null ? [] : [.. gap.Parts.SelectMany(part => Divide(part, judged, delta))];

    private static List<GapAllocation> Divide(GapPart part, IReadOnlyList<JudgedCause> judged, double delta)
    {
        var rows = new List<GapAllocation>();
        double left = part.Difference;
        CauseEstimate? taken = null;
        foreach (CauseJudgement owner in Owners(part.Name, judged))
        {
            CauseEstimate share = owner.Gap!.Estimate;
            bool takesRest = owner.Cause == Causes.Overfitting;
            CauseEstimate estimate = takesRest && taken is not null ? share.Less(taken) : share;
            // Noise cannot explain more than there is (a model that does not learn the wrong labels by heart loses on training samples, too); the rest belongs to whoever owns it, and is never made negative
            // by an estimate from elsewhere.
            bool isWhole = owner.Cause == Causes.LabelNoise && estimate.Mean > left;
            double points = takesRest ? left : owner.Cause == Causes.LabelNoise ? Math.Clamp(estimate.Mean, 0, Math.Max(0, left)) : estimate.Mean;
            rows.Add(new GapAllocation(part.Name, owner.Cause, points, isWhole ? Lesser(estimate.Interval(), part.Interval, points) : estimate.Interval()));
            left = part.Difference - rows.Sum(row => row.Points);
            taken = estimate with { Mean = points };
        }

        if (left != 0 || rows.Count == 0)
        {
            bool isHarmless = part.Name == Generalisation && part.Interval.Lower > delta && judged.Any(cause =>
                cause is { State: FindingState.Absent, Judgement.Cause: Causes.Overfitting });
            rows.Add(new GapAllocation(part.Name, isHarmless ? Harmless : Unexplained, left, rows.Count == 0 ? part.Interval : null));
        }

        return rows;
    }

    /// <summary>The interval of the lesser of two, around its points.</summary>
    private static Interval Lesser(Interval one, Interval other, double points) =>
        new(Math.Min(points, Math.Min(one.Lower, other.Lower)), Math.Max(points, Math.Min(one.Upper, other.Upper)), one.Level);

    /// <summary>A leaking column whose power vanishes in test and a shift of the distribution claim the same points: the first takes them.</summary>
    private static IEnumerable<CauseJudgement> Owners(string part, IReadOnlyList<JudgedCause> judged)
    {
        CauseJudgement[] owners =
        [
            .. judged.Where(cause => cause.State == FindingState.Present && cause.Judgement.Gap?.Part == part)
                .Select(cause => cause.Judgement).OrderBy(judgement => Array.IndexOf(s_order, judgement.Cause)),
        ];
        bool columnOwns = owners.Any(owner => owner.Cause == Causes.TargetLeakage);
        return owners.Where(owner => !columnOwns || owner.Cause != Causes.DistributionShift);
    }
}
