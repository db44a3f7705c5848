using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>The model fits its training samples at the cost of unseen ones.</summary>
internal sealed class OverfittingRule : ICauseRule
{
    public string Cause => Causes.Overfitting;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
