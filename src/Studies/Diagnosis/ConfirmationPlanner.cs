using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// Decides the last round: where no cause is shown yet, the remedies that seem to recover more than the smallest effect get the repeats that would show it, as far as the budget goes. It is
/// the second look at the same question, planned once; the conclusion shares its level out among the two (<see cref="DiagnosisPlan.HasSecondLook"/>).
/// </summary>
/// <param name="study">What is known.</param>
/// <param name="cost">Estimates trials.</param>
/// <param name="budget">What is left of the budget.</param>
internal sealed class ConfirmationPlanner(DiagnosedCase study, TrialCost cost, DiagnosisBudget budget)
{
    /// <summary>The causes that are followed up; more are no lead.</summary>
    private const int MostCauses = 3;

    /// <summary>Repeats become at most so many times as many, and at most <see cref="MostRepeats"/>: what needs more lies too near to the limit to matter. Chosen here.</summary>
    private const int MostTimes = 3;
    private const int MostRepeats = 30;

    /// <summary>Student's 97.5% point at the degrees of freedom that studies have, roughly: an interval's half-width in standard errors.</summary>
    private const double HalfWidth = 2.2;

    /// <summary>The round; without trials where nothing is open, or nothing can be afforded.</summary>
    /// <param name="diagnosis">What was decided so far.</param>
    /// <param name="planned">The trials so far.</param>
    public PlannedRound Plan(DiagnosisPlan diagnosis, IReadOnlyList<PlannedTrial> planned)
    {
        DiagnosisPlan ended = diagnosis with { Stage = DiagnosisStage.Confirmed };
        int have = study.Result.Variants[0].Trials.Count;
        (string Name, int Needed)[] open = IsOpen && study.SeedsAreTested ? [.. Open(have)] : [];
        if (open.Length == 0)
        {
            return new PlannedRound(ended, [], "");
        }

        PlannedVariant[] followed = [.. diagnosis.Variants.Where(variant => open.Any(pair => pair.Name == variant.Name))];
        (PlannedVariant Variant, ScenarioOptions Options)[] variants =
            [.. followed.Select(variant => (variant, ReservedVariants.Patched(study.Options, variant.Patch, study.Directory)))];
        double each = cost.Seconds(study.Options) + variants.Sum(pair => cost.Seconds(pair.Options));
        int needed = open.Max(pair => pair.Needed);
        while (needed > have && budget.Refuse((needed - have) * each) is not null)
        {
            needed--;
        }

        if (needed == have)
        {
            return new PlannedRound(ended, [], "");
        }

        variants = [.. variants.Select(pair => (pair.Variant with { Repeats = needed }, pair.Options))];
        PlannedTrial first = planned.First(ReservedVariants.IsBaseline);
        return new PlannedRound(
            ended with
            {
                HasSecondLook = true,
                Variants = [.. diagnosis.Variants.Select(variant => variants.Select(pair => pair.Variant).FirstOrDefault(more => more.Name == variant.Name) ?? variant)],
            },
            [
                .. Enumerable.Range(have, needed - have).Select(repeat => new PlannedTrial(0, first.Variant, repeat, 0) { Values = (JsonObject?)first.Values?.DeepClone() }),
                .. PlannedRound.Measuring(variants, study.Options).Where(trial => trial.Repeat >= followed.First(variant => variant.Name == trial.Variant).Repeats),
            ],
            FormattableString.Invariant($"{needed} repeats instead of {have} of: {string.Join("; ", followed.Select(variant => variant.What))}"));
    }

    /// <summary>Nothing that costs accuracy is shown.</summary>
    private bool IsOpen => study.Result.Diagnosis is { Verdict: Causes.CannotTell or Causes.SeedVariance or Causes.SmallTestSet };

    /// <summary>The remedies that speak for causes that are undecided and look as if they were there, and the repeats that would show it.</summary>
    private IEnumerable<(string Name, int Needed)> Open(int have)
    {
        DiagnosisResult diagnosis = study.Result.Diagnosis!;
        double delta = diagnosis.SmallestEffect;
        double distance = SecondLook.Distance(diagnosis);
        foreach (Finding finding in diagnosis.Findings
            .Where(finding => finding is { State: "undecided", EffectInterval: not null } && finding.EffectPoints > delta)
            .OrderByDescending(finding => finding.EffectPoints).Take(MostCauses))
        {
            RemedyResult? remedy = diagnosis.Remedies
                .Where(remedy => remedy.Repeats > 0 && remedy.Validation is not null && remedy.Causes.Contains(finding.Cause))
                .MaxBy(remedy => remedy.Validation!.Difference);
            if (remedy is not null)
            {
                double error = (finding.EffectInterval!.Upper - finding.EffectInterval.Lower) / 2 / HalfWidth;
                double times = Math.Pow(distance * error / (finding.EffectPoints!.Value - delta), 2);
                yield return (remedy.Name, Math.Min(MostRepeats, (int)Math.Ceiling(have * Math.Clamp(times, 1, MostTimes))));
            }
        }
    }
}
