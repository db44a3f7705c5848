namespace MlPipelines.Evaluation;

/// <summary>Whether predictions are right as often as they say: test rows in 15 bins of confidence, over the finished repeats (a reliability diagram, Guo et al. 2017).</summary>
/// <param name="Bins">The bins that hold rows, by rising confidence.</param>
public sealed record CalibrationResult(IReadOnlyList<ReliabilityBin> Bins);

/// <summary>Predictions of similar confidence.</summary>
/// <param name="From">The least confidence, not included.</param>
/// <param name="To">The greatest confidence, included.</param>
/// <param name="Rows">Rows per repeat, on average.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Accuracy">The share of them that is right.</param>
/// <param name="Interval">
/// 95% Wilson interval of the accuracy over the rows of one repeat: repeats predict the same rows, so they do not count as further rows.
/// </param>
public sealed record ReliabilityBin(double From, double To, double Rows, double Confidence, double Accuracy, Interval Interval);
