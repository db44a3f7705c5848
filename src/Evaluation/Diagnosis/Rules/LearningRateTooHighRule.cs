using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Steps are too large to settle.</summary>
internal sealed class LearningRateTooHighRule : ICauseRule
{
    public string Cause => Causes.LearningRateTooHigh;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
