using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Steps are too small to arrive.</summary>
internal sealed class LearningRateTooLowRule : ICauseRule
{
    public string Cause => Causes.LearningRateTooLow;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
