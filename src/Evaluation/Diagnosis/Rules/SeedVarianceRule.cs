using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>The seed alone moves the result by more than the smallest effect.</summary>
internal sealed class SeedVarianceRule : ICauseRule
{
    public string Cause => Causes.SeedVariance;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
