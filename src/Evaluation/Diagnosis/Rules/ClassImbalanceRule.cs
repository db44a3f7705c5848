using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Rare classes are neglected.</summary>
internal sealed class ClassImbalanceRule : ICauseRule
{
    public string Cause => Causes.ClassImbalance;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
