using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Test samples are of another kind than training samples.</summary>
internal sealed class DistributionShiftRule : ICauseRule
{
    public string Cause => Causes.DistributionShift;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
