namespace MlPipelines.Evaluation;

/// <summary>How much each random stream makes test accuracy vary. Neither first-order nor total effects add up to the whole.</summary>
public sealed record VarianceComponentsResult
{
    /// <summary>The test accuracies of the runs in which everything varies, by repeat.</summary>
    public required IReadOnlyList<double> Accuracies { get; init; }

    /// <summary>Standard deviation of test accuracy when all varying streams vary, a fraction.</summary>
    public required double AllStreams { get; init; }

    /// <summary>95% interval of it.</summary>
    public Interval? AllStreamsInterval { get; init; }

    /// <summary>The measured streams.</summary>
    public required IReadOnlyList<StreamEffect> Streams { get; init; }

    /// <summary>Standard deviation of test accuracy by drawing another test set of the same size: a part of luck that no seed shows.</summary>
    public required double TestSet { get; init; }

    /// <summary>What a reader should know: which streams were left out, and why. Whole sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>The effect of one random stream on test accuracy, as standard deviations (fractions).</summary>
/// <param name="Stream">The stream's name.</param>
/// <param name="FirstOrder">Root of the covariance of two runs that share only this stream, 0 where the covariance is negative.</param>
/// <param name="FirstOrderInterval">95% interval of it.</param>
/// <param name="Pairs">The pairs of runs behind it.</param>
/// <param name="Total">Standard deviation of runs that differ only in this stream.</param>
/// <param name="TotalInterval">95% interval of it.</param>
/// <param name="Bases">The runs around which the stream was changed.</param>
public sealed record StreamEffect(
    string Stream, double FirstOrder, Interval? FirstOrderInterval, int Pairs, double Total, Interval? TotalInterval, int Bases);

/// <summary>A run of the design of variance components.</summary>
/// <param name="Stream">The stream that is shared or changed.</param>
/// <param name="SharesOnly">Whether the run shares only this stream with the run of <paramref name="Base"/>; otherwise it differs from it only in
/// this stream.</param>
/// <param name="Base">The repeat of the baseline that it goes with.</param>
/// <param name="Accuracy">Its test accuracy.</param>
public sealed record ComponentRun(string Stream, bool SharesOnly, int Base, double Accuracy);
