namespace MlPipelines.Evaluation;

/// <summary>Which training labels of a variant are probably wrong.</summary>
public sealed record LabelAuditResult
{
    /// <summary>The variant whose training data were audited.</summary>
    public required string Variant { get; init; }

    /// <summary>The number of samples that were predicted out of fold.</summary>
    public required int Rows { get; init; }

    /// <summary>The number of folds.</summary>
    public required int Folds { get; init; }

    /// <summary>Accuracy of the predictions out of fold, against the given labels.</summary>
    public required double OutOfFoldAccuracy { get; init; }

    /// <summary>
    /// The estimated share of wrong labels. Confident mistakes of the model count as wrong labels, so on clean labels it is above 0 by as much as the model is surely wrong.
    /// </summary>
    public required double NoiseRate { get; init; }

    /// <summary>95% interval of it, over rows.</summary>
    public Interval? NoiseRateInterval { get; init; }

    /// <summary>Estimated counts of samples by given and true class: [given][true].</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Joint { get; init; }

    /// <summary>The number of suspects.</summary>
    public required int SuspectCount { get; init; }

    /// <summary>The strongest suspects, at most 100, the surest first. The list of all is the CSV file that <see cref="SuspectsFile"/> names.</summary>
    public required IReadOnlyList<LabelSuspect> Suspects { get; init; }

    /// <summary>The CSV file with all suspects, relative to the run directory.</summary>
    public required string SuspectsFile { get; init; }

    /// <summary>How well planted label noise was found; null where none was planted.</summary>
    public PlantedNoise? Planted { get; init; }
}

/// <summary>A sample whose label is probably wrong.</summary>
/// <param name="Rank">From 1, the surest.</param>
/// <param name="Id">What a user would call the sample.</param>
/// <param name="Given">The label as given.</param>
/// <param name="Suggested">The class that it probably is.</param>
/// <param name="GivenProbability">Probability of the given label out of fold.</param>
/// <param name="SuggestedProbability">Probability of the suggested class out of fold.</param>
/// <param name="WasPlanted">Whether the label was made wrong by <c>data.labelNoise</c>; null where nothing was planted.</param>
/// <param name="Picture">The image, a PNG relative to the run directory; null where there is none.</param>
public sealed record LabelSuspect(
    int Rank,
    string Id,
    string Given,
    string Suggested,
    double GivenProbability,
    double SuggestedProbability,
    bool? WasPlanted,
    string? Picture = null);

/// <summary>How well planted label noise was found.</summary>
/// <param name="Planted">Labels that were made wrong.</param>
/// <param name="Found">Suspects among them.</param>
/// <param name="Precision">Share of the suspects that were made wrong; null without suspects.</param>
/// <param name="PrecisionInterval">95% Wilson interval.</param>
/// <param name="Recall">Share of the wrong labels that are suspects; null without wrong labels.</param>
/// <param name="RecallInterval">95% Wilson interval.</param>
/// <param name="SuggestedRight">Share of the found ones whose suggested class is the true one; null when none was found.</param>
public sealed record PlantedNoise(
    int Planted, int Found, double? Precision, Interval? PrecisionInterval, double? Recall, Interval? RecallInterval, double? SuggestedRight);
