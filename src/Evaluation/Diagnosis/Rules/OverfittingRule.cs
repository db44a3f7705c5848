using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// The model fits its training samples at the cost of unseen ones. A generalisation gap alone is no harm: it takes a held-out log loss that rises to the kept epoch, or a simpler or
/// regularised variant that is better by more than the smallest effect (statistics, section 8).
/// </summary>
internal sealed class OverfittingRule : ICauseRule
{
    private const string Part = "generalisation";

    public string Cause => Causes.Overfitting;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        if (GapConclusion.PartEstimate(evidence.Baseline, Part) is not { } crossed)
        {
            return CauseJudgement.NotExamined(Cause, "no repeat of the baseline measured training and validation samples");
        }

        double delta = evidence.SmallestEffect;
        CauseEstimate generalisation = CauseEstimate.Of(crossed, heldOutSets: 1);
        LossRise? rise = LossRise.Of(evidence);
        RemedyMeasurement? remedy = RemedyChoice.Best(evidence, Cause);
        CauseEstimate? effect = remedy is null ? null : CauseEstimate.Of(remedy.Test);
        FindingState harm = Harm(rise?.State, StateOf(effect, delta), evidence.IsComplete);
        bool isSmall = generalisation.Interval().Upper < delta;
        var (supporting, opposing) = Sentences(generalisation, rise, remedy, effect, delta);
        if (!isSmall && harm == FindingState.Absent && generalisation.Interval().Lower > delta)
        {
            opposing.Add("The generalisation gap is harmless: nothing that was examined shows that it costs accuracy on unseen samples.");
        }

        return new CauseJudgement
        {
            Cause = Cause,
            Decided = isSmall || harm == FindingState.Present ? null : harm == FindingState.Absent ? FindingState.Absent : FindingState.Undecided,
            Estimate = generalisation,
            Gap = new GapShare(Part, generalisation),
            Effect = effect,
            Evidence = supporting,
            Against = opposing,
            Excluded = ["Preprocessing and the kind of test samples play no part in it: validation samples are held out of the training data and prepared alike."],
            Advice = harm == FindingState.Undecided && remedy is null
                ? "Run mlpipelines diagnose: it trains regularised and smaller variants and shows whether they do better on unseen samples."
                : "Regularise (dropout, weight decay, a smaller model, early stopping, augmentation) or collect more training samples; keep what is better on validation samples.",
        };
    }

    /// <summary>
    /// Either kind of harm is harm. Without a remedy that was run, a loss that does not rise is enough only once a diagnosis is complete; and where the best of the regularised variants surely
    /// brings less than the smallest effect, a loss of which the rise is open costs no accuracy that any of them recovers.
    /// </summary>
    private static FindingState Harm(FindingState? loss, FindingState? remedy, bool isComplete) => (loss, remedy) switch
    {
        (FindingState.Present, _) or (_, FindingState.Present) => FindingState.Present,
        (null or FindingState.Absent, FindingState.Absent) => FindingState.Absent,
        (FindingState.Absent, null) when isComplete => FindingState.Absent,
        (FindingState.Undecided, FindingState.Absent) when isComplete => FindingState.Absent,
        _ => FindingState.Undecided,
    };

    private static FindingState? StateOf(CauseEstimate? effect, double delta) => effect?.Interval() switch
    {
        null => null,
        { Lower: var lower } when lower > delta => FindingState.Present,
        { Upper: var upper } when upper < delta => FindingState.Absent,
        _ => FindingState.Undecided,
    };

    private static (List<string> Supporting, List<string> Opposing) Sentences(
        CauseEstimate generalisation, LossRise? rise, RemedyMeasurement? remedy, CauseEstimate? effect, double delta)
    {
        (List<string> supporting, List<string> opposing) = ([], []);
        (generalisation.Interval().Upper < delta ? opposing : supporting).Add(
            $"Accuracy on training samples is {EstimateText.Of(generalisation)} above that on unseen samples of the same kind.");
        if (rise is not null)
        {
            (rise.State == FindingState.Present ? supporting : opposing).Add(rise.Sentence());
        }

        if (remedy is not null && effect is not null)
        {
            (effect.Interval().Lower > delta ? supporting : opposing).Add($"{RemedyChoice.Sentence(remedy)} It is the best on validation samples of those that were run.");
        }

        return (supporting, opposing);
    }
}
