using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>How often the diagnosis was right about one cause.</summary>
/// <param name="Cause">The cause's id.</param>
/// <param name="Cases">Cases in which it was planted and is truly there.</param>
/// <param name="Top1">Of these, those whose verdict is a planted cause that is truly there (this one, or the other of two).</param>
/// <param name="Top3">Of these, those in which it is among the first three findings that are present or undecided.</param>
/// <param name="Missed">Of these, those in which its finding is not <c>present</c>.</param>
/// <param name="Weak">Cases in which it was planted and truly costs less than the smallest effect.</param>
/// <param name="False">All cases in which it was found though it is not there.</param>
/// <param name="Points">Cases with points to compare, of those in which it was planted.</param>
/// <param name="PointsRight">Of these, those within the tolerance.</param>
/// <param name="Covered">Of these, those whose 95% interval holds the truth.</param>
internal sealed record CauseScore(
    string Cause, int Cases, int Top1, int Top3, int Missed, int Weak, int False, int Points, int PointsRight, int Covered);

/// <summary>The figures of a set of cases.</summary>
internal sealed record BenchmarkScore
{
    /// <summary>Causes whose finding estimates what the truth measures; for the others a remedy is another change than leaving the planting out.</summary>
    private static readonly string[] WithPoints =
    [
        Causes.TargetLeakage, Causes.TrainTestLeakage, Causes.PreprocessingSkew, Causes.Overfitting, Causes.LabelNoise, Causes.DistributionShift, Causes.LabelShift,
    ];

    public required IReadOnlyList<CauseScore> ByCause { get; init; }

    /// <summary>Cases with a cause that is truly there.</summary>
    public required int Planted { get; init; }

    /// <summary>Of these, those whose verdict is one of them.</summary>
    public required int Top1 { get; init; }

    /// <summary>Of these, those whose verdict is one of them, or a cause that nobody planted and that is there by the benchmark's own measurement.</summary>
    public required int VerdictTrue { get; init; }

    /// <summary>Cases in which nothing that was planted costs more than the smallest effect.</summary>
    public required int Healthy { get; init; }

    /// <summary>Of these, those in which some cause was found that is not there.</summary>
    public required int Alarms { get; init; }

    /// <summary>Of the healthy cases, those with the verdict <c>healthy</c>.</summary>
    public required int SaidHealthy { get; init; }

    /// <summary>Data sets with healthy cases.</summary>
    public required int HealthySets { get; init; }

    /// <summary>Of these, those with an alarm.</summary>
    public required int AlarmSets { get; init; }

    /// <summary>Findings that nobody planted and that the benchmark's own measurement confirms.</summary>
    public required int Confirmed { get; init; }

    /// <summary>Findings that nobody planted and that its own measurement leaves open.</summary>
    public required int Open { get; init; }

    /// <summary>Cases in which the size of the planted effect is not known well enough to say whether it is there.</summary>
    public required int Between { get; init; }

    public static BenchmarkScore Of(IReadOnlyList<CaseOutcome> outcomes)
    {
        CaseOutcome[] planted = [.. outcomes.Where(outcome => Expected(outcome).Any())];
        CaseOutcome[] healthy = [.. outcomes.Where(IsHealthy)];
        return new BenchmarkScore
        {
            ByCause = [.. Causes.All.Select(cause => OfCause(cause, outcomes, planted))],
            Planted = planted.Length,
            Top1 = planted.Count(IsTop1),
            VerdictTrue = planted.Count(outcome => IsTop1(outcome)
                || outcome.Natural.Any(truth => truth.Cause == outcome.Verdict && truth.State == CauseTruth.Present)),
            Healthy = healthy.Length,
            Alarms = healthy.Count(outcome => FalseCauses(outcome).Any()),
            SaidHealthy = healthy.Count(outcome => outcome.Verdict == Causes.Healthy),
            HealthySets = healthy.Select(outcome => outcome.DataSet).Distinct().Count(),
            AlarmSets = healthy.Where(outcome => FalseCauses(outcome).Any()).Select(outcome => outcome.DataSet).Distinct().Count(),
            Confirmed = outcomes.Sum(outcome => outcome.Natural.Count(truth => truth.State == CauseTruth.Present)),
            Open = outcomes.Sum(outcome => outcome.Natural.Count(truth => truth.State == CauseTruth.Between)),
            Between = outcomes.Count - planted.Length - healthy.Length,
        };
    }

    /// <summary>The planted causes that are truly there.</summary>
    public static IEnumerable<string> Expected(CaseOutcome outcome) =>
        outcome.Truths.Where(truth => truth.State == CauseTruth.Present).Select(truth => truth.Cause);

    /// <summary>Whether nothing that was planted is there.</summary>
    public static bool IsHealthy(CaseOutcome outcome) => outcome.Truths.All(truth => truth.State == CauseTruth.Absent);

    /// <summary>Whether the verdict is a planted cause that is truly there.</summary>
    public static bool IsTop1(CaseOutcome outcome) => Expected(outcome).Contains(outcome.Verdict);

    /// <summary>
    /// Causes that were found and are not there: nobody planted them, or they cost nothing, and the benchmark's own measurement does not find them either. Of two rows that contradict each other one has a wrong
    /// label, so that planted conflicts are label noise too.
    /// </summary>
    public static IEnumerable<string> FalseCauses(CaseOutcome outcome) =>
        from finding in outcome.Findings
        where finding.State == CauseTruth.Present
        where !outcome.Truths.Any(truth => (truth.Cause == finding.Cause || (truth.Cause, finding.Cause) is (Causes.ConflictingLabels, Causes.LabelNoise)) && truth.State != CauseTruth.Absent)
        where !outcome.Natural.Any(truth => truth.Cause == finding.Cause && truth.State != CauseTruth.Absent)
        select finding.Cause;

    /// <summary>The points of planted causes that the diagnosis estimates.</summary>
    public static IEnumerable<PointsComparison> Points(CaseOutcome outcome) => WithPoints.Select(cause => PointsComparison.Of(outcome, cause)).OfType<PointsComparison>();

    private static CauseScore OfCause(string cause, IReadOnlyList<CaseOutcome> outcomes, CaseOutcome[] planted)
    {
        CaseOutcome[] there = [.. planted.Where(outcome => Expected(outcome).Contains(cause))];
        PointsComparison[] points = [.. outcomes.SelectMany(Points).Where(points => points.Cause == cause)];
        return new CauseScore(
            cause,
            there.Length,
            there.Count(IsTop1),
            there.Count(outcome => outcome.Findings.Where(finding => finding.State is "present" or "undecided").Take(3).Any(finding => finding.Cause == cause)),
            there.Count(outcome => !outcome.Findings.Any(finding => finding.Cause == cause && finding.State == "present")),
            outcomes.Count(outcome => outcome.Truths.Any(truth => truth.Cause == cause && truth.State == CauseTruth.Absent)),
            outcomes.Count(outcome => FalseCauses(outcome).Contains(cause)),
            points.Length,
            points.Count(comparison => comparison.IsWithinTolerance),
            points.Count(comparison => comparison.IsCovered));
    }
}

/// <summary>A finding's points against the truth.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Truth">The true points.</param>
/// <param name="Estimate">The finding's points, in the truth's sign.</param>
/// <param name="Interval">Their 95% interval.</param>
/// <param name="StandardError">Of their difference, from both intervals.</param>
/// <param name="IsCovered">Whether their difference is within the 95% interval of both errors together: the truth is an estimate, too, from other seeds and, but for leaks, other rows.</param>
internal sealed record PointsComparison(string Cause, double Truth, double Estimate, Interval Interval, double StandardError, bool IsCovered)
{
    /// <summary>The tolerance of the goals: a fifth of the truth, a point, or two standard errors, whichever is most.</summary>
    public bool IsWithinTolerance => Math.Abs(Estimate - Truth) <= Math.Max(Math.Max(0.2 * Math.Abs(Truth), 0.01), 2 * StandardError);

    /// <summary>Null when the cause was not planted, or the finding has no points.</summary>
    public static PointsComparison? Of(CaseOutcome outcome, string cause)
    {
        if (outcome.Truths.FirstOrDefault(truth => truth.Cause == cause) is not { } truth
            || outcome.Findings.FirstOrDefault(finding => finding.Cause == cause) is not { } finding)
        {
            return null;
        }

        // What wrong labels take of the gap has a truth of its own; training without the suspects is another change than clean labels.
        if (cause == Causes.LabelNoise)
        {
            return truth.OfGap is { } taken && finding.GapPoints is { } noise && finding.GapInterval is { } around
                ? Of(cause, (taken.Lower + taken.Upper) / 2, taken, noise, around)
                : null;
        }

        // The truth of overfitting is the gap: what a remedy brings is another number.
        if (cause == Causes.Overfitting && finding.GapPoints is null)
        {
            return null;
        }

        // Leaks are told as what they add, and an effect as what removing them brings: the same number with another sign.
        bool isLeak = cause is Causes.TrainTestLeakage or Causes.TargetLeakage;
        (double? points, Interval? interval) = isLeak && finding.EffectPoints is not null || finding.GapPoints is null
            ? (finding.EffectPoints, finding.EffectInterval)
            : (finding.GapPoints, finding.GapInterval);
        if (points is not { } estimate || interval is null)
        {
            return null;
        }

        return isLeak && estimate < 0
            ? Of(cause, truth.Points, new Interval(truth.Lower, truth.Upper), -estimate, new Interval(-interval.Upper, -interval.Lower))
            : Of(cause, truth.Points, new Interval(truth.Lower, truth.Upper), estimate, interval);
    }

    private static PointsComparison Of(string cause, double truth, Interval ofTruth, double estimate, Interval ofEstimate)
    {
        double half = Math.Sqrt((Width(ofEstimate) * Width(ofEstimate)) + (Width(ofTruth) * Width(ofTruth))) / 2;
        return new PointsComparison(cause, truth, estimate, ofEstimate, half / 1.96, Math.Abs(estimate - truth) <= half);

        static double Width(Interval interval) => interval.Upper - interval.Lower;
    }
}
