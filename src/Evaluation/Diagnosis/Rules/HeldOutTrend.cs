namespace MlPipelines.Evaluation;

/// <summary>How the held-out loss of the baseline moved in the last quarter of its epochs.</summary>
/// <param name="Set">The set that was looked at: <c>selection</c> or <c>validation</c>.</param>
/// <param name="PerEpoch">Relative change per epoch, mean over repeats.</param>
/// <param name="IsFalling">Whether it fell beyond doubt (<see cref="DynamicsConclusion"/>).</param>
internal sealed record HeldOutTrend(string Set, double PerEpoch, bool IsFalling)
{
    /// <returns>Null without epochs, or with a loss that is not finite in every repeat.</returns>
    public static HeldOutTrend? Of(DiagnosisEvidence evidence)
    {
        IReadOnlyList<EpochRow>[] histories =
            [.. evidence.Baseline.Finished.Select(trial => evidence.History(trial.Repeat)).Where(history => history.Count > 0)];
        LossCurve[] curves = DynamicsConclusion.Curves(histories, row => row.HeldOutLoss);
        return curves.Length == 0 ? null : new HeldOutTrend(histories[0][^1].HeldOutSet, curves.Average(curve => curve.Trend), DynamicsConclusion.IsFalling(curves));
    }
}
