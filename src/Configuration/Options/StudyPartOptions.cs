using System.ComponentModel.DataAnnotations;

namespace MlPipelines.Configuration;

/// <summary>
/// How much each random stream alone makes test accuracy vary: the first-order effect from pairs of runs that share only this stream, and the total effect
/// from runs that differ only in it. The two differ where streams interact, and neither kind adds up to the whole.
/// </summary>
public sealed record VarianceComponentsOptions
{
    /// <summary>The streams that are measured.</summary>
    public IReadOnlyList<RandomStream> Streams { get; init; } = [RandomStream.Init, RandomStream.Order];

    /// <summary>For each stream, the number of pairs of runs that share only it.</summary>
    [Range(3, 1000)]
    public int Pairs { get; init; } = 6;

    /// <summary>For each stream, the number of runs around which it alone is changed.</summary>
    [Range(3, 1000)]
    public int Bases { get; init; } = 3;

    /// <summary>How often it is changed around each of them.</summary>
    [Range(1, 1000)]
    public int Changes { get; init; } = 2;
}

/// <summary>
/// Which training labels are probably wrong: every training sample is predicted by a model that did not see it, and predictions that are surer of another
/// class than that class's own samples are on average are suspects (confident learning, Northcutt et al. 2021). Nothing is changed by it.
/// </summary>
public sealed record LabelAuditOptions
{
    /// <summary>The variants whose training data are audited.</summary>
    public IReadOnlyList<string> Variants { get; init; } = ["baseline"];

    /// <summary>The number of folds: as many models are trained per audited variant.</summary>
    [Range(2, 50)]
    public int Folds { get; init; } = 5;
}

/// <summary>The learning-rate range test (Smith 2017): the rate grows by the same factor at every step, and the loss tells where it is too small, right, too large.</summary>
public sealed record RangeTestOptions
{
    /// <summary>The variants that are tested.</summary>
    public IReadOnlyList<string> Variants { get; init; } = ["baseline"];

    /// <summary>The first learning rate.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Minimum { get; init; } = 1e-6;

    /// <summary>The last learning rate, if training comes that far.</summary>
    [Range(0.0, 100.0, MinimumIsExclusive = true)]
    public double Maximum { get; init; } = 10;

    /// <summary>The number of steps from the first to the last.</summary>
    [Range(10, 10_000)]
    public int Steps { get; init; } = 100;
}
