using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>The numbers shown while training are not those of the model at rest.</summary>
internal sealed class TrainingModeMetricRule : ICauseRule
{
    public string Cause => Causes.TrainingModeMetric;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
