namespace MlPipelines.Evaluation;

/// <summary>Test samples that have a copy, or nearly a copy, among the samples that training looks at (train and selection).</summary>
public sealed record LeakageAudit
{
    /// <summary>The test rows.</summary>
    public required int TestRows { get; init; }

    /// <summary>Test rows whose content is the same as that of a training sample.</summary>
    public required int Exact { get; init; }

    /// <summary>Further test rows that are nearly the same: re-encoded, rescaled, shifted by little, brighter; for tables, equal in all but rounding or one column.</summary>
    public required int Near { get; init; }

    /// <summary>All of these test rows, ascending by row: one entry per test row, its nearest training sample.</summary>
    public required IReadOnlyList<LeakedRow> Rows { get; init; }

    /// <summary>Training samples that are copies of test samples, by their ids: the list that <c>data.exclude</c> takes.</summary>
    public required IReadOnlyList<string> TrainingCopies { get; init; }

    /// <summary>The surest pairs, at most ten, with pictures where there are any.</summary>
    public IReadOnlyList<LeakedPair> Examples { get; init; } = [];

    /// <summary>How near duplicates were told from samples that are alike by nature, in a sentence with the limit that was calibrated.</summary>
    public required string Method { get; init; }
}

/// <summary>A test row with a copy in training.</summary>
/// <param name="Row">The row in the test set.</param>
/// <param name="TrainSet"><c>train</c> or <c>selection</c>.</param>
/// <param name="TrainRow">The row in that set.</param>
/// <param name="IsExact">Whether the content is the same.</param>
/// <param name="SameLabel">Whether both have the same label.</param>
public sealed record LeakedRow(int Row, string TrainSet, int TrainRow, bool IsExact, bool SameLabel);

/// <summary>A test sample and its copy.</summary>
/// <param name="TestId">What a user would call the test sample.</param>
/// <param name="TrainId">What a user would call its copy.</param>
/// <param name="TestLabel">The test sample's class.</param>
/// <param name="TrainLabel">The copy's class.</param>
/// <param name="IsExact">Whether the content is the same.</param>
/// <param name="Distance">The distance by which near copies are ranked; 0 for the same content.</param>
/// <param name="TestPicture">The test image, a PNG relative to the run directory; null where there is none.</param>
/// <param name="TrainPicture">Its copy.</param>
public sealed record LeakedPair(
    string TestId, string TrainId, string TestLabel, string TrainLabel, bool IsExact, double Distance, string? TestPicture = null, string? TrainPicture = null);
