using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Test samples have copies in training.</summary>
internal sealed class TrainTestLeakageRule : ICauseRule
{
    public string Cause => Causes.TrainTestLeakage;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
