using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Batches are too large or too small to learn well in the given epochs.</summary>
internal sealed class BatchSizeRule : ICauseRule
{
    public string Cause => Causes.BatchSize;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
