using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>A loss, gradient or weight became infinite or not a number.</summary>
internal sealed class NumericFailureRule : ICauseRule
{
    public string Cause => Causes.NumericFailure;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
