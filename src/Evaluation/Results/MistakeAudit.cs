namespace MlPipelines.Evaluation;

/// <summary>What the model of repeat 0 gets wrong in test.</summary>
/// <param name="Rows">All test rows.</param>
/// <param name="Wrong">Those that it gets wrong.</param>
/// <param name="Examples">The surest of them first, at most 24.</param>
public sealed record MistakeAudit(int Rows, int Wrong, IReadOnlyList<Mistake> Examples);

/// <summary>A test sample that is taken for another class.</summary>
/// <param name="Row">Its row in the test set.</param>
/// <param name="Id">What a user would call it.</param>
/// <param name="Label">Its class.</param>
/// <param name="Predicted">The class that it is taken for.</param>
/// <param name="Confidence">The probability of that class.</param>
/// <param name="LabelProbability">The probability of its own class.</param>
/// <param name="Picture">The image as it reaches the normalisation, a PNG file relative to the run directory; null for a table.</param>
/// <param name="WrongIn">The repeats that get it wrong, of <paramref name="Repeats"/>; null where repeats have other test samples.</param>
/// <param name="Repeats">The finished repeats.</param>
public sealed record Mistake(
    int Row,
    string Id,
    string Label,
    string Predicted,
    double Confidence,
    double LabelProbability,
    string? Picture = null,
    int? WrongIn = null,
    int? Repeats = null);
