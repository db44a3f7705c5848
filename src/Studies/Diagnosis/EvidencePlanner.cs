using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>Decides the evidence round: what tells causes apart, apart from remedies.</summary>
/// <param name="study">What is known.</param>
/// <param name="preparation">Checks changes.</param>
/// <param name="cost">Estimates trials.</param>
/// <param name="workers">Trials side by side.</param>
internal sealed class EvidencePlanner(DiagnosedCase study, ReservedPreparation preparation, TrialCost cost, int workers)
{
    /// <summary>The share of the budget that evidence may take, so that there is something left for remedies; chosen here.</summary>
    private const double Share = 0.5;

    /// <summary>The round.</summary>
    /// <param name="diagnosis">What was decided so far: the budget.</param>
    /// <param name="planned">The study's own trials.</param>
    public PlannedRound Plan(DiagnosisPlan diagnosis, IReadOnlyList<PlannedTrial> planned)
    {
        DiagnosisBudget budget = new(Share * diagnosis.BudgetSeconds, workers);
        JsonObject? values = planned.FirstOrDefault(ReservedVariants.IsBaseline)?.Values;
        List<SkippedEvidence> skipped = [];
        List<PlannedTrial> parts = [];
        List<string> words = [];
        List<(PlannedVariant Variant, ScenarioOptions Options)> variants = [];
        bool hasRangeTest = AddRangeTest();
        foreach (EvidenceProposal proposal in EvidenceVariants.Of(study))
        {
            AddVariant(proposal);
        }

        int? folds = AddFolds();
        IEnumerable<string> measured = [.. words, .. variants.Select(pair => pair.Variant.What)];
        return new PlannedRound(
            diagnosis with
            {
                Stage = DiagnosisStage.Evidence,
                Folds = folds,
                HasRangeTest = hasRangeTest,
                Variants = [.. variants.Select(pair => pair.Variant)],
                Skipped = skipped,
            },
            [.. PlannedRound.Measuring(variants, study.Options), .. parts],
            measured.Any() ? $"evidence: {string.Join("; ", measured)}" : "");

        void AddVariant(EvidenceProposal proposal)
        {
            JsonObject? patch = proposal.Patch is null ? null : PlannedRound.WithList(proposal.Patch, proposal.Excluded, proposal.Name, study);
            CheckedChange change = patch is null ? CheckedChange.Refused(proposal.Refusal!) : preparation.Check(patch);
            string? refusal = change.Options is null ? change.Refusal : budget.Refuse(proposal.Repeats * cost.Seconds(change.Options));
            if (refusal is not null)
            {
                skipped.Add(new SkippedEvidence(proposal.What, refusal));
                return;
            }

            variants.Add((
                new PlannedVariant(proposal.Name, proposal.Role, CausesOf(proposal.Role), proposal.What, patch!, proposal.Repeats, change.Fingerprint), change.Options!));
        }

        bool AddRangeTest()
        {
            const string What = "a learning-rate range test";
            if (Has(TrialKind.RangeTest))
            {
                return false;
            }

            RangeTestOptions test = study.Options.RangeTest ?? new RangeTestOptions();
            string? refusal = study.Network is null ? "The model has no learning rate." : budget.Refuse(cost.SecondsOfRangeTest(test.Steps));
            if (refusal is not null)
            {
                skipped.Add(new SkippedEvidence(What, refusal));
                return false;
            }

            words.Add(What);
            parts.Add(new PlannedTrial(0, VariantResult.Baseline, 0, 0) { Kind = TrialKind.RangeTest, Values = Values() });
            return true;
        }

        int? AddFolds()
        {
            if (Has(TrialKind.Fold))
            {
                return null;
            }

            int number = (study.Options.LabelAudit ?? new LabelAuditOptions()).Folds;
            string what = FormattableString.Invariant($"a label audit in {number} folds");
            string? refusal = preparation.RefuseFolds(number) ?? budget.Refuse(number * cost.SecondsOfFold(number));
            if (refusal is not null)
            {
                skipped.Add(new SkippedEvidence(what, refusal));
                return null;
            }

            words.Add(what);
            parts.AddRange(Enumerable.Range(0, number).Select(fold => new PlannedTrial(0, VariantResult.Baseline, fold, 0) { Kind = TrialKind.Fold, Values = Values() }));
            return number;
        }

        bool Has(TrialKind kind) => planned.Any(trial => trial.Kind == kind && trial.Variant == VariantResult.Baseline);

        JsonObject? Values() => (JsonObject?)values?.DeepClone();
    }

    /// <summary>Training without the copies is the remedy for leakage too.</summary>
    private static IReadOnlyList<string> CausesOf(ReservedRole role) => role == ReservedRole.WithoutLeakedCopies ? [Causes.TrainTestLeakage] : [];
}
