namespace MlPipelines.Evaluation;

/// <summary>From evidence to the diagnosis: rules judge, the arbiter divides and ranks, the sentences say it.</summary>
internal static class DiagnosisConclusion
{
    /// <returns>Null when no trial of the baseline ended.</returns>
    public static DiagnosisResult? Of(DiagnosisEvidence evidence)
    {
        _ = evidence;
        return null;
    }
}
