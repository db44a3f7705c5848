using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// Decides the remedy round: the remedies for causes that are present or not excluded, those of the first cause first, with the baseline's repeats, as many as the budget
/// has room for. Where these are too few for any of so many remedies to be shown to help, the baseline and the remedies get the repeats that it takes, if the budget has room for them, too.
/// </summary>
/// <param name="study">What is known.</param>
/// <param name="preparation">Checks changes.</param>
/// <param name="cost">Estimates trials.</param>
/// <param name="budget">What is left of the budget.</param>
internal sealed class RemedyPlanner(DiagnosedCase study, ReservedPreparation preparation, TrialCost cost, DiagnosisBudget budget)
{
    private readonly List<(PlannedVariant Variant, ScenarioOptions Options)> _variants = [];
    private readonly List<RemedyResult> _notRun = [];

    /// <summary>The round.</summary>
    /// <param name="diagnosis">What was decided so far.</param>
    /// <param name="planned">The trials so far.</param>
    public PlannedRound Plan(DiagnosisPlan diagnosis, IReadOnlyList<PlannedTrial> planned)
    {
        foreach (Remedy remedy in Suggested(study.Result.Diagnosis?.Findings ?? []))
        {
            int number = 0;
            foreach (RemedyProposal proposal in remedy.Propose(study))
            {
                number++;
                Add(remedy, proposal, ReservedVariants.Prefix + remedy.Name + (number == 1 ? "" : FormattableString.Invariant($"-{number}")));
            }
        }

        IReadOnlyList<PlannedTrial> more = MoreRepeats(planned);
        return new PlannedRound(
            diagnosis with
            {
                Stage = DiagnosisStage.Remedies,
                Variants = [.. diagnosis.Variants, .. _variants.Select(pair => pair.Variant)],
                RemediesNotRun = _notRun,
            },
            [.. more, .. PlannedRound.Measuring(_variants, study.Options)],
            _variants.Count == 0 ? "" : $"remedies: {string.Join("; ", _variants.Select(pair => pair.Variant.What))}");
    }

    /// <summary>The remedies that findings suggest, in the order of the findings.</summary>
    internal static IReadOnlyList<Remedy> Suggested(IReadOnlyList<Finding> findings) =>
    [
        .. findings.Where(finding => finding.State is "present" or "undecided")
            .SelectMany(finding => Remedies.All.Where(remedy => remedy.Causes.Contains(finding.Cause)))
            .DistinctBy(remedy => remedy.Name),
    ];

    /// <summary>
    /// Further repeats of the baseline, and as many of each remedy, until the sign-flip test can agree after Holm's correction. None where seeds are not tested: a varying split, a trainer
    /// without luck.
    /// </summary>
    private IReadOnlyList<PlannedTrial> MoreRepeats(IReadOnlyList<PlannedTrial> planned)
    {
        int have = study.Result.Variants[0].Trials.Count;
        int needed = SignFlipTest.FewestRepeats(_variants.Count);
        if (_variants.Count == 0 || !study.SeedsAreTested || needed <= have
            || budget.Refuse((needed - have) * (cost.Seconds(study.Options) + _variants.Sum(pair => cost.Seconds(pair.Options)))) is not null)
        {
            return [];
        }

        for (int index = 0; index < _variants.Count; index++)
        {
            _variants[index] = (_variants[index].Variant with { Repeats = needed }, _variants[index].Options);
        }

        PlannedTrial first = planned.First(ReservedVariants.IsBaseline);
        return [.. Enumerable.Range(have, needed - have).Select(repeat => new PlannedTrial(0, first.Variant, repeat, 0) { Values = (JsonObject?)first.Values?.DeepClone() })];
    }

    private void Add(Remedy remedy, RemedyProposal proposal, string name)
    {
        JsonObject? patch = proposal.Patch is null ? null : PlannedRound.WithList(proposal.Patch, proposal.Excluded, name, study);
        int repeats = Math.Max(1, study.Result.Variants[0].Trials.Count);
        CheckedChange change = patch is null ? CheckedChange.Refused(proposal.Refusal!) : preparation.Check(patch);
        string? refusal = change.Options is null ? change.Refusal : Twin(change.Options) ?? budget.Refuse(repeats * cost.Seconds(change.Options, proposal.Work));
        if (refusal is null)
        {
            _variants.Add((new PlannedVariant(name, ReservedRole.Remedy, remedy.Causes, proposal.What, patch!, repeats, change.Fingerprint), change.Options!));
            return;
        }

        _notRun.Add(new RemedyResult
        {
            Name = name,
            What = proposal.What,
            Causes = remedy.Causes,
            Patch = patch,
            Repeats = 0,
            Verdict = "notRun",
            Note = refusal,
        });
    }

    /// <summary>Two remedies that come to the same thing are run once.</summary>
    private string? Twin(ScenarioOptions options)
    {
        string own = ScenarioJson.ToJson(options).ToJsonString();
        return _variants.Where(pair => ScenarioJson.ToJson(pair.Options).ToJsonString() == own).Select(pair => $"It is the same as {pair.Variant.Name}.").FirstOrDefault();
    }
}
