using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Classes occur in other shares in test.</summary>
internal sealed class LabelShiftRule : ICauseRule
{
    public string Cause => Causes.LabelShift;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
