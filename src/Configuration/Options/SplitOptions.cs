using System.ComponentModel.DataAnnotations;

namespace MlPipelines.Configuration;

/// <summary>
/// How held-out samples are chosen. The split is global and seeded, so the order of the files does not matter. Identical samples stay
/// on one side of every split that is made here.
/// </summary>
public sealed record SplitOptions
{
    /// <summary>The rule that says which samples belong together.</summary>
    public SplitStrategy Strategy { get; init; } = SplitStrategy.Stratified;

    /// <summary>The share of the samples that is split off as the test set, when the data bring none.</summary>
    [Range(0.01, 0.9)]
    public double Test { get; init; } = 0.2;

    /// <summary>The share of the training samples that is held out as the validation set: measured once, after training.</summary>
    [Range(0.01, 0.9)]
    public double Validation { get; init; } = 0.15;

    /// <summary>
    /// The share of the training samples that is held out as the selection set, which may be looked at during training. Used only
    /// when something selects: early stopping, or a schedule that reduces on a plateau.
    /// </summary>
    [Range(0.01, 0.9)]
    public double Selection { get; init; } = 0.1;

    /// <summary>The column whose equal values stay on one side (<c>grouped</c>). Only where samples have columns: <c>imageList</c>, <c>table</c>.</summary>
    public string? GroupBy { get; init; }

    /// <summary>The column that orders samples in time (<c>time</c>): numbers or ISO 8601 dates. The latest samples are the test set.</summary>
    public string? OrderBy { get; init; }

    /// <summary>The number of folds (<c>kFold</c>): repeat r is tested on fold r mod folds. The number of repeats is a multiple of it, and <c>vary</c> holds <c>split</c>.</summary>
    [Range(2, 100)]
    public int Folds { get; init; } = 5;
}

/// <summary>How samples are assigned to sides of a split.</summary>
public enum SplitStrategy
{
    /// <summary>At random, with the class shares of the whole on both sides.</summary>
    Stratified,

    /// <summary>At random.</summary>
    Random,

    /// <summary>At random, samples with the same value of <c>groupBy</c> on one side.</summary>
    Grouped,

    /// <summary>By <c>orderBy</c>: the latest samples are held out.</summary>
    Time,

    /// <summary>Stratified folds, each the test set of one repeat. The test set then changes from repeat to repeat.</summary>
    KFold,
}
