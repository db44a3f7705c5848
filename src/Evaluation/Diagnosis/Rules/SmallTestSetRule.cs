using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>The test set is too small to tell what it shows from luck.</summary>
internal sealed class SmallTestSetRule : ICauseRule
{
    public string Cause => Causes.SmallTestSet;

    public CauseJudgement Judge(DiagnosisEvidence evidence) => CauseJudgement.NotExamined(Cause, "the rule is not written yet");
}
