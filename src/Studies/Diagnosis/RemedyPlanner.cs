using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// Decides the remedy round: the remedies for causes that are present or not excluded, those of the first cause first, with the baseline's repeats, as many as the budget
/// has room for.
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
    public PlannedRound Plan(DiagnosisPlan diagnosis)
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

        return new PlannedRound(
            diagnosis with
            {
                Stage = DiagnosisStage.Remedies,
                Variants = [.. diagnosis.Variants, .. _variants.Select(pair => pair.Variant)],
                RemediesNotRun = _notRun,
            },
            PlannedRound.Measuring(_variants, study.Options),
            _variants.Count == 0 ? "" : $"remedies: {string.Join("; ", _variants.Select(pair => pair.Variant.What))}");
    }

    /// <summary>The remedies that findings suggest, in the order of the findings.</summary>
    internal static IReadOnlyList<Remedy> Suggested(IReadOnlyList<Finding> findings) =>
    [
        .. findings.Where(finding => finding.State is "present" or "undecided")
            .SelectMany(finding => Remedies.All.Where(remedy => remedy.Causes.Contains(finding.Cause)))
            .DistinctBy(remedy => remedy.Name),
    ];

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
            Verdict = proposal.IsExtrapolated ? "extrapolated" : "notRun",
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
