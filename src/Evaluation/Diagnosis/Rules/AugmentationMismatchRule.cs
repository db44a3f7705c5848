using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Training images are changed in ways that cost accuracy on images as they are.</summary>
internal sealed class AugmentationMismatchRule : ICauseRule
{
    public string Cause => Causes.AugmentationMismatch;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
