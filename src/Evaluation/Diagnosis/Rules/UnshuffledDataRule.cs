using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Samples are presented in an order that the model learns instead of the task.</summary>
internal sealed class UnshuffledDataRule : ICauseRule
{
    public string Cause => Causes.UnshuffledData;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
