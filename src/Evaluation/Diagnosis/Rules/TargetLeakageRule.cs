using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// A column knows the label before it should. Columns are suspected by the audit of the data (nearly determining the label, an identifier, power that vanishes in test); what they are worth
/// is told by training without them.
/// </summary>
internal sealed class TargetLeakageRule : ICauseRule
{
    public string Cause => Causes.TargetLeakage;

    /// <summary>A loss of power that matters, as in the audit of columns.</summary>
    private const double LargestDrop = 0.1;

    /// <summary>Suspected columns that lose most of what they know in test: their power there is below the interval of that on training rows by more than <see cref="LargestDrop"/>.</summary>
    public static IEnumerable<AuditedColumn> Vanishing(DiagnosisEvidence evidence) => evidence.DataAudit?.Columns
        .Where(column => column is { Suspicion: not null, TestPower: { } test, PowerInterval: { } power } && test < power.Lower - LargestDrop)
        ?? [];

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        if (evidence.DataAudit is not { } audit)
        {
            return CauseJudgement.NotExamined(Cause, "the columns were not audited");
        }

        AuditedColumn[] suspects = [.. audit.Columns.Where(column => column.Suspicion is not null)];
        if (suspects.Length == 0)
        {
            return CauseJudgement.Absent(Cause, audit.Columns.Count == 0
                ? "The samples have no columns."
                : EstimateText.Text($"None of the {audit.Columns.Count} columns knows the label suspiciously well, or loses its power in test."));
        }

        bool vanishes = Vanishing(evidence).Any();
        // The one that matters most on validation samples: dropping a leak lowers validation accuracy as much as a good column does.
        RemedyMeasurement? drop = evidence.DecisiveRemediesOf(Cause).MaxBy(remedy => Math.Abs(remedy.Validation.Mean));
        CauseEstimate? effect = drop is null ? null : CauseEstimate.Of(drop.Test);
        CauseEstimate? ofShift = vanishes ? evidence.Shift?.Other : null;
        // A shift that is small or open decides nothing before the column was dropped.
        CauseEstimate? estimate = effect is null ? (ofShift?.Interval().Lower > evidence.SmallestEffect ? ofShift : null) : effect with { Mean = Math.Abs(effect.Mean) };
        string shown = string.Join(" ", suspects.Select(column => $"Column \"{column.Name}\": {column.Suspicion}"));
        string? measured = drop is null ? null : RemedyChoice.Sentence(drop);
        bool isSmall = estimate is not null && estimate.Interval().Upper < evidence.SmallestEffect;
        return new CauseJudgement
        {
            Cause = Cause,
            Estimate = estimate,
            Gap = ofShift is null ? null : new GapShare("shift", ofShift),
            Effect = effect,
            Evidence = [shown, .. measured is null || isSmall ? [] : (string[])[measured]],
            Against =
            [
                .. measured is not null && isSmall ? (string[])[measured] : [],
                .. drop is { Test.Mean: < 0 } && !isSmall ? (string[])["An honest column that is simply good lowers accuracy, too, when it is dropped: whether its value is known before the label is, only its origin tells."] : [],
            ],
            Advice = drop is null
                ? "Check when the value of the column becomes known. mlpipelines diagnose trains without it."
                : "If the value becomes known only with the label, declare the column \"ignore\" in data.columns.",
        };
    }
}
