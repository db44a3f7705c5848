using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Identical samples have different labels: a count, and the accuracy that no model can exceed because of them.</summary>
internal sealed class ConflictingLabelsRule : ICauseRule
{
    public string Cause => Causes.ConflictingLabels;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        if (evidence.DataAudit is not { Duplicates: { } duplicates })
        {
            return CauseJudgement.NotExamined(Cause, "identical samples were not looked for");
        }

        if (duplicates.Conflicting == 0)
        {
            return CauseJudgement.Absent(Cause, "No two identical samples have different labels.");
        }

        int samples = evidence.Dataset.Counts.Where(set => set.Key != MeasurementNames.Test).Sum(set => set.Value.Sum());
        CauseEstimate lost = Lost(1 - duplicates.AccuracyLimit, samples);
        string found = EstimateText.Text(
            $"{duplicates.Conflicting} samples have identical copies with another label; no model can be right about more than {Points.Percent(duplicates.AccuracyLimit)} of the {samples} samples held for training and validation, which costs {EstimateText.Of(lost)}.");
        bool isSmall = lost.Interval().Upper < evidence.SmallestEffect;
        return new CauseJudgement
        {
            Cause = Cause,
            Estimate = lost,
            Evidence = isSmall ? [] : [found],
            Against = isSmall ? [found] : [],
            Excluded = isSmall ? [] : ["No change of model or training helps here: the samples are the same to every model."],
            Advice = "Look at the groups of identical samples and give them one label, or add what tells them apart.",
        };
    }

    /// <summary>The share with the variance of (x + 2)/(n + 4) (Agresti and Coull 1998), so that a share near 0 is not thereby sure.</summary>
    private static CauseEstimate Lost(double share, int samples)
    {
        double widened = ((share * samples) + 2) / (samples + 4.0);
        return new CauseEstimate(share, widened * (1 - widened) / (samples + 4.0), double.PositiveInfinity);
    }
}
