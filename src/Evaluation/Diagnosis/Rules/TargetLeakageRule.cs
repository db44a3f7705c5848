using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>A column knows the label before it should.</summary>
internal sealed class TargetLeakageRule : ICauseRule
{
    public string Cause => Causes.TargetLeakage;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
