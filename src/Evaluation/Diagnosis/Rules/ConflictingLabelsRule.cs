using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Identical samples have different labels.</summary>
internal sealed class ConflictingLabelsRule : ICauseRule
{
    public string Cause => Causes.ConflictingLabels;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
