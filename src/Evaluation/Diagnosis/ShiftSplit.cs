namespace MlPipelines.Evaluation;

/// <summary>Divides the part <c>shift</c> of the gap.</summary>
internal static class ShiftSplit
{
    /// <param name="baseline">The baseline's trials.</param>
    /// <param name="leakage">The audit of copies; null without one, and no row counts as leaked.</param>
    /// <returns>Null when no repeat has both validation and test.</returns>
    public static ShiftParts? Of(VariantScores baseline, LeakageAudit? leakage)
    {
        _ = (baseline, leakage);
        return null;
    }
}
