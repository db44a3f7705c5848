using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Training ended before the model had learnt what it can.</summary>
internal sealed class UndertrainedRule : ICauseRule
{
    public string Cause => Causes.Undertrained;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
