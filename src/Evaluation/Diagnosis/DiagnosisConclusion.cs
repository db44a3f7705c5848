using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>From evidence to the diagnosis: rules judge, the arbiter divides and ranks, the sentences say it.</summary>
internal static class DiagnosisConclusion
{
    /// <summary>In multiples of the smallest effect; chosen here.</summary>
    private const double NearTheLimit = 2;

    /// <returns>Null when no trial of the baseline ended.</returns>
    public static DiagnosisResult? Of(DiagnosisEvidence evidence) =>
        evidence.Baseline.Trials.Count == 0 ? null : Of(evidence, [.. CauseRules.All.Select(rule => Judged(rule, evidence))]);

    /// <summary>The diagnosis from what rules said.</summary>
    internal static DiagnosisResult Of(DiagnosisEvidence evidence, IReadOnlyList<CauseJudgement> judgements)
    {
        double delta = evidence.SmallestEffect;
        IReadOnlyList<JudgedCause> judged = Rivals.Order(evidence, Arbiter.Rank(NestedCauses.Decide(Arbiter.Decide(judgements, delta, evidence.Looks), delta)));
        IReadOnlyList<GapAllocation> allocation = GapDivision.Of(evidence.Result.Gap, judged, delta);
        string verdict = Verdict(evidence, judged);
        IReadOnlyList<RemedyResult> remedies = RemedyResults.Of(evidence, verdict);
        var result = new DiagnosisResult
        {
            Verdict = verdict,
            Sentences = [],
            SmallestEffect = delta,
            IsComplete = evidence.IsComplete,
            Findings = [.. judged.Select(cause => FindingOf(cause, allocation, remedies, delta))],
            Allocation = allocation,
            Remedies = remedies,
            References = ReferenceRuns.Of(evidence),
            Needed = verdict == Causes.CannotTell ? StudyNeeded.Of(evidence, [.. judged.Where(Arbiter.Blocks)]) : null,
        };
        return result with { Sentences = DiagnosisSentences.Of(result, evidence) };
    }

    private static CauseJudgement Judged(ICauseRule rule, DiagnosisEvidence evidence)
    {
        CauseJudgement judgement = rule.Judge(evidence);
        evidence.Held.Trim(evidence.Baseline);
        return judgement;
    }

    /// <summary>Without a finished repeat nothing is healthy. What was not examined does not count, and is said.</summary>
    private static string Verdict(DiagnosisEvidence evidence, IReadOnlyList<JudgedCause> ranked) => ranked switch
    {
        [{ State: FindingState.Present } first, ..] => first.Judgement.Cause,
        _ when evidence.Baseline.Finished.Count == 0 => Causes.CannotTell,
        _ when ranked.Any(Arbiter.Blocks) => Causes.CannotTell,
        _ when ranked.All(cause => cause.State == FindingState.NotExamined) => Causes.CannotTell,
        _ => Causes.Healthy,
    };

    private static Finding FindingOf(JudgedCause cause, IReadOnlyList<GapAllocation> allocation, IReadOnlyList<RemedyResult> remedies, double delta)
    {
        CauseJudgement judgement = cause.Judgement;
        GapAllocation? share = allocation.FirstOrDefault(row => row.Cause == judgement.Cause);
        return new Finding
        {
            Cause = judgement.Cause,
            State = NameOf(cause.State),
            Severity = Arbiter.Severity(cause, delta),
            Confidence = cause.Confidence,
            GapPoints = share?.Points,
            GapInterval = share?.Interval,
            EffectPoints = judgement.Effect?.Mean,
            EffectInterval = judgement.Effect?.Interval(),
            Metric = judgement.Metric,
            Evidence = judgement.Evidence,
            Against = [.. judgement.Against, .. OnlyJust(cause, delta)],
            Excluded = judgement.Excluded,
            Advice = cause.State == FindingState.Absent ? null : judgement.Advice,
            Remedies = [.. remedies.Where(remedy => remedy.Verdict is not (RemedyResults.NotRun or RemedyResults.Extrapolated) && remedy.Causes.Contains(judgement.Cause)).Select(remedy => remedy.Name)],
        };
    }

    /// <summary>
    /// What selection does to an estimate: of studies of one small effect those find it that overestimate it. Within twice the smallest effect it is said; of 400 simulated studies of such a shift
    /// 95% of all intervals hold the truth and 81% of those that found it (<c>diagnosis --coverage 400</c> in bench).
    /// </summary>
    private static IEnumerable<string> OnlyJust(JudgedCause cause, double delta)
    {
        if (cause is { State: FindingState.Present, Judgement: { Decided: null, Limit: null, Estimate: { Variance: > 0 } estimate } } && estimate.Interval().Lower < NearTheLimit * delta)
        {
            yield return EstimateText.Text(
                $"Its interval begins at {Points.Counted(estimate.Interval().Lower)}, near the {Points.Whole(delta)} above which a cause is found: estimates that are found this way are too large on average.");
        }
    }

    private static string NameOf(FindingState state) => state switch
    {
        FindingState.Present => "present",
        FindingState.Absent => "absent",
        FindingState.Undecided => "undecided",
        _ => "notExamined",
    };
}
