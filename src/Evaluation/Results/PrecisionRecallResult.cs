namespace MlPipelines.Evaluation;

/// <summary>Precision against recall of one class against the rest in test, as the probability that is asked for falls.</summary>
/// <param name="Class">The class.</param>
/// <param name="AveragePrecision">Mean over the finished repeats.</param>
/// <param name="Share">The precision of guessing: the share of the class's rows.</param>
/// <param name="Points">20 points, at recalls of 5% to 100%.</param>
public sealed record PrecisionRecallCurve(string Class, double AveragePrecision, double Share, IReadOnlyList<PrecisionPoint> Points);

/// <summary>A point of a curve.</summary>
/// <param name="Recall">The share of the class's rows that are found.</param>
/// <param name="Precision">The precision with which so many are found, mean over the finished repeats.</param>
/// <param name="Least">The least of a repeat.</param>
/// <param name="Greatest">The greatest.</param>
public sealed record PrecisionPoint(double Recall, double Precision, double Least, double Greatest);
