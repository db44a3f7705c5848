using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>The model is too small or too restrained for the task.</summary>
internal sealed class UnderfittingRule : ICauseRule
{
    public string Cause => Causes.Underfitting;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
