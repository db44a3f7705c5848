using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Classes occur in other shares in test: what validation recalls, weighed by the test set's shares, lose against validation accuracy.</summary>
internal sealed class LabelShiftRule : ICauseRule
{
    public string Cause => Causes.LabelShift;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        if (evidence.Shift is not { } shift)
        {
            return CauseJudgement.NotExamined(Cause, "validation and test accuracy were not compared");
        }

        bool isSmall = shift.Label.Interval().Upper < evidence.SmallestEffect;
        string measured = $"With the class shares of the test set, validation accuracy would be {EstimateText.Of(shift.Label)} lower.";
        List<string> supporting = isSmall ? [] : [measured];
        List<string> opposing = isSmall ? [measured] : [];
        if (ShiftWords.TestAudit(evidence)?.Labels is { } labels)
        {
            (labels.P < 0.05 ? supporting : opposing).Add(Shares(labels, evidence.Dataset.Classes));
        }

        return new CauseJudgement
        {
            Cause = Cause,
            Estimate = shift.Label,
            Gap = new GapShare("shift", shift.Label),
            Evidence = supporting,
            Against = opposing,
            Excluded = ["It is computed from validation recalls alone, so other differences of the test samples play no part in it."],
            Advice = "Judge the model by accuracy per class or balanced accuracy, or train with the class shares that will be met.",
        };
    }

    private static string Shares(LabelShiftTest labels, IReadOnlyList<string> classes)
    {
        int most = Enumerable.Range(0, labels.SharesFrom.Count).MaxBy(index => Math.Abs(labels.SharesTo[index] - labels.SharesFrom[index]));
        return EstimateText.Text(
            $"The share of \"{classes[most]}\" changes most: {Points.Percent(labels.SharesFrom[most])} of validation and {Points.Percent(labels.SharesTo[most])} of test samples (chi-squared p = {labels.P:0.###} for equal shares).");
    }
}
