using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>
/// A search for the values of some options. Every candidate is trained once with the draws of repeat 0 and scored on the selection set, which is then held
/// out of the training data; validation and test are not looked at. The best values then replace the scenario's own, and all repeats are trained with
/// them.
/// </summary>
public sealed record SearchOptions
{
    /// <summary>How candidates are proposed.</summary>
    public SearchStrategy Strategy { get; init; } = SearchStrategy.Bayesian;

    /// <summary>The number of candidates.</summary>
    [Range(1, 10_000)]
    public int Trials { get; init; } = 20;

    /// <summary>
    /// The number of candidates that are proposed at once, from what all earlier ones scored. Part of the result, unlike <c>--workers</c>: a Bayesian search
    /// that proposes more at once knows less about each.
    /// </summary>
    [Range(1, 64)]
    public int Parallel { get; init; } = 2;

    /// <summary>The options that are searched: path → what its values may be. <c>{ "training.optimizer.learningRate": { "logUniform": [1e-4, 1e-1] } }</c></summary>
    public required IReadOnlyDictionary<string, SearchDimensionOptions> Space { get; init; }

    /// <summary>
    /// What is best: <c>selection.logLoss</c> (less), <c>selection.accuracy</c>, <c>selection.balancedAccuracy</c> or <c>selection.macroF1</c> (more). Validation and test
    /// cannot be objectives: what chooses cannot be what judges.
    /// </summary>
    public string Objective { get; init; } = "selection.logLoss";

    /// <summary>Stops candidates early that are worse than most others were after as many epochs. Absent: every candidate trains all its epochs.</summary>
    public PruneOptions? Prune { get; init; }
}

/// <summary>How candidates are proposed.</summary>
public enum SearchStrategy
{
    /// <summary>Every combination of evenly spaced values, in an order that is coarse first; <c>trials</c> of them.</summary>
    Grid,

    /// <summary>Independent draws (Bergstra and Bengio 2012).</summary>
    Random,

    /// <summary>A Gaussian process of the objective, and the greatest expected improvement (Jones et al. 1998; Snoek et al. 2012).</summary>
    Bayesian,
}

/// <summary>What the values of one searched option may be: exactly one member.</summary>
public sealed record SearchDimensionOptions
{
    /// <summary>Lower and upper bound of a number that is spread evenly.</summary>
    [Length(2, 2)]
    public IReadOnlyList<double>? Uniform { get; init; }

    /// <summary>Lower and upper bound of a number whose logarithm is spread evenly; both above 0.</summary>
    [Length(2, 2)]
    public IReadOnlyList<double>? LogUniform { get; init; }

    /// <summary>Least and greatest integer, spread evenly.</summary>
    [Length(2, 2)]
    public IReadOnlyList<int>? UniformInteger { get; init; }

    /// <summary>Least and greatest integer whose logarithm is spread evenly; both above 0.</summary>
    [Length(2, 2)]
    public IReadOnlyList<int>? LogUniformInteger { get; init; }

    /// <summary>The values themselves, of any kind.</summary>
    public IReadOnlyList<JsonNode>? Choice { get; init; }
}

/// <summary>
/// Stops a candidate after an epoch when its score on the selection set is worse than the median of what earlier candidates had after as many epochs
/// (Golovin et al. 2017, the median rule).
/// </summary>
public sealed record PruneOptions
{
    /// <summary>The number of candidates that are never stopped, because there is too little to compare with.</summary>
    [Range(1, 1000)]
    public int After { get; init; } = 5;

    /// <summary>The number of epochs that every candidate may train.</summary>
    [Range(1, 10_000)]
    public int Epochs { get; init; } = 1;
}
