namespace MlPipelines.Evaluation;

/// <summary>Judges one cause by the evidence alone.</summary>
internal interface ICauseRule
{
    /// <summary>The cause's id.</summary>
    string Cause { get; }

    /// <summary>What the evidence says about the cause.</summary>
    CauseJudgement Judge(DiagnosisEvidence evidence);
}
