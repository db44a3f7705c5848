using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Test samples are prepared differently from training samples: the same unseen samples do worse through the test path.</summary>
internal sealed class PreprocessingSkewRule : ICauseRule
{
    private const string Part = "skew";

    public string Cause => Causes.PreprocessingSkew;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        if (GapConclusion.PartEstimate(evidence.Baseline, Part) is not { } crossed)
        {
            return CauseJudgement.NotExamined(Cause, "no repeat of the baseline measured validation samples through both paths");
        }

        IdentityProbe? probe = evidence.Audit?.Identity;
        if (evidence.Options.Pipeline.Test is null && crossed.Mean == 0)
        {
            return CauseJudgement.Absent(Cause, "Training and test samples are prepared by one path (there is no pipeline.test).");
        }

        var skew = CauseEstimate.Of(crossed);
        RemedyMeasurement? remedy = RemedyChoice.Best(evidence, Cause);
        string measured = $"The same validation samples lose {EstimateText.Of(skew)} of accuracy when they are prepared as test samples.";
        (List<string> supporting, List<string> opposing) = ([], []);
        (skew.Interval().Upper < evidence.SmallestEffect ? opposing : supporting).Add(measured);
        if (probe is not null)
        {
            (probe.EqualTensors == 1 ? opposing : supporting).Add(Probe(probe));
        }

        if (remedy is not null)
        {
            (remedy.Test.Mean > 0 ? supporting : opposing).Add(RemedyChoice.Sentence(remedy));
        }

        return new CauseJudgement
        {
            Cause = Cause,
            Estimate = skew,
            Gap = new GapShare(Part, skew),
            Effect = remedy is null ? null : CauseEstimate.Of(remedy.Test),
            Evidence = supporting,
            Against = opposing,
            Excluded = ["Neither overfitting nor another kind of samples explains it: identical unseen images are compared with themselves."],
            Advice = probe?.Difference is { } difference
                ? $"Prepare test samples as training samples; what differs: {difference}."
                : "Prepare test samples as training samples: remove pipeline.test, or mend what it reproduces.",
        };
    }

    private static string Probe(IdentityProbe probe)
    {
        string changed = probe.ChangedPredictions is { } share ? $", and {Points.Percent(share)} of the predictions change" : "";
        return probe.EqualTensors == 1
            ? EstimateText.Text($"Of {probe.Samples} images the model receives the same numbers through both paths{changed}.")
            : EstimateText.Text($"Of {probe.Samples} images {Points.Percent(1 - probe.EqualTensors)} reach the model with other numbers ({probe.Difference ?? "another preparation"}){changed}.");
    }
}
