using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Test samples are prepared differently from training samples.</summary>
internal sealed class PreprocessingSkewRule : ICauseRule
{
    public string Cause => Causes.PreprocessingSkew;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
