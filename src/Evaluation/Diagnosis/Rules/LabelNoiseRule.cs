using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Training labels are wrong.</summary>
internal sealed class LabelNoiseRule : ICauseRule
{
    public string Cause => Causes.LabelNoise;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
