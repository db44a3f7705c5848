using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Training labels are wrong. Hard but clean data must not look like it, so that two witnesses are asked. The first compares sets: the models contradict more labels of the training
/// source than of the test set (<see cref="ContradictedLabels"/>); without it the cause is never present. The second is the remedy: training without the suspects of the label audit does better in test. Both together make what wrong
/// labels take of validation accuracy the estimate, or the remedy's effect where that alone is surely above the smallest effect; with the first alone the remedy's effect
/// decides, and until it is measured nothing does. Only where the first is ten times surer than usual that wrong labels take more than the smallest effect, and nothing tells test from validation samples, does it
/// decide beside a remedy that leaves the question open: a weak model cannot name the wrong labels, and leaving out most of the samples helps nobody. A remedy that surely brings nothing leaves it undecided,
/// unless the first is surer by another factor of ten and the list surely names samples whose labels are right, because it names more than can be wrong.
/// </summary>
/// <remarks>
/// The rate of the label audit is shown and decides nothing: on clean labels confident learning finds "wrong" whatever is hard, 10.3% of Fashion-MNIST (docs/scenarios.md,
/// label-noise) and 11.5 to 15.7% of three tables that ship (<c>label-noise</c> in bench), where the contrast says -0.3 to 1.1%. The contrast takes the test set's labels as right: noise that
/// both sets share equally it cannot see, and the remedy's effect is then all there is.
/// </remarks>
internal sealed class LabelNoiseRule : ICauseRule
{
    private const double Significant = 0.05;

    /// <summary>The level for the first witness alone, a tenth of the usual one; chosen here, as <see cref="DistributionShiftRule"/> does for a difference that nothing else shows.</summary>
    private const double AloneLevel = 0.005;

    /// <summary>The level for the first witness against a remedy that surely brings nothing; chosen here.</summary>
    private const double AgainstRemedyLevel = 0.0005;
    private const string Remedy = "without the samples whose labels are suspect";

    public string Cause => Causes.LabelNoise;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        HashSet<int> leaked = [.. evidence.Audit?.Leakage?.Rows.Select(row => row.Row) ?? []];
        string[] audited = evidence.LabelAudit is { } audit ? [Audited(audit)] : [];
        MeasuredEffect? effect = MeasuredEffect.Of(evidence, Cause, balanced: false);
        if (ContradictedLabels.Best(evidence.Baseline, leaked) is not { } contrast)
        {
            return effect is null
                ? CauseJudgement.NotExamined(Cause, "validation and test labels cannot be compared by what the models say of them") with { Evidence = audited }
                : SymptomJudgement.Of(evidence, Cause, new Symptom(IsThere: true, Remedy) { For = audited });
        }

        // What points the other way, or is surely too little, is no symptom; what is uncertain is one.
        bool isThere = contrast.GapShare.Mean > 0 && contrast.GapShare.Interval().Upper >= evidence.SmallestEffect;
        CauseJudgement judgement = SymptomJudgement.Of(evidence, Cause, new Symptom(isThere, Remedy)
        {
            For = [contrast.Sentence(), .. Taken(contrast), .. audited],
            Against = isThere ? [] : [contrast.Sentence(), .. audited],
            Excluded = isThere ? [.. Excluded(leaked.Count)] : [],
        });
        if (!isThere)
        {
            return judgement;
        }

        bool surelyMore = contrast.GapShare.PAbove(0) < Significant;
        bool helps = effect is not null && effect.Estimate.PAbove(0) < Significant;
        if (!surelyMore && effect is not null && effect.Estimate.PAbove(evidence.SmallestEffect) < Significant)
        {
            // Leaving out what is hard helps a model that overfits, too.
            return judgement with
            {
                Decided = FindingState.Undecided,
                Against = [.. judgement.Against, "Validation labels are not surely contradicted more than test labels, and leaving out samples that are only hard can help, too."],
            };
        }

        bool isSureAlone = effect is not null && contrast.GapShare.PAbove(evidence.SmallestEffect) < AloneLevel && !ShiftWords.TellsApart(evidence);
        bool remedyDecides = effect is not null && effect.Estimate.PAbove(evidence.SmallestEffect) < Significant;
        bool namesTooMany = evidence.LabelAudit is { } list && list.SuspectCount > contrast.Rate.Interval().Upper * list.Rows && contrast.GapShare.PAbove(evidence.SmallestEffect) < AgainstRemedyLevel;
        bool remedySpeaksAgainst = effect is not null && effect.Estimate.Interval().Upper < evidence.SmallestEffect && !namesTooMany;
        return judgement with
        {
            Gap = surelyMore ? new GapShare("generalisation", contrast.GapShare) : null,
            Decided = isSureAlone && !helps && remedySpeaksAgainst ? FindingState.Undecided : judgement.Decided,
            Estimate = !remedyDecides && (isSureAlone || (surelyMore && helps)) ? contrast.GapShare : judgement.Estimate,
            Against = isSureAlone && !helps ? [.. judgement.Against, Unnamed(evidence.LabelAudit, namesTooMany)] : judgement.Against,
            Excluded = isSureAlone ? [.. judgement.Excluded, $"{Causes.DistributionShift}: nothing that was examined tells test from validation samples."] : judgement.Excluded,
        };
    }

    /// <summary>Why a remedy need not help where labels are wrong.</summary>
    private static string Unnamed(LabelAuditResult? audit, bool namesTooMany) => audit is null
        ? "That leaving out suspects does not surely help may be the fault of the list."
        : string.Create(CultureInfo.InvariantCulture, $"That leaving out suspects does not surely help may be the fault of the list, which names {Points.Percent(audit.SuspectCount / (double)audit.Rows)} of the samples{(namesTooMany ? ", more than can be wrong" : "")}.");

    private static string Audited(LabelAuditResult audit) => string.Create(
        CultureInfo.InvariantCulture,
        $"The label audit contradicts {Points.Percent(audit.NoiseRate)}{(audit.NoiseRateInterval is { } interval ? $" ({Points.Range(interval)})" : "")} of {audit.Rows} labels out of fold and names {audit.SuspectCount} suspects; on clean labels it finds what is hard, too.");

    private static IEnumerable<string> Taken(ContradictedLabels contrast)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"That takes {Points.Counted(contrast.GapShare.Mean)} ({Points.Range(contrast.GapShare.Interval())}) of validation accuracy, which shows as generalisation gap.");
    }

    private static IEnumerable<string> Excluded(int leaked)
    {
        yield return $"{Causes.LabelShift}: classes count in test as often as in validation.";
        if (leaked > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Causes.TrainTestLeakage}: the {leaked} test rows with copies in training are left out.");
        }
    }
}
