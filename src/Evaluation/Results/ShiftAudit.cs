namespace MlPipelines.Evaluation;

/// <summary>How two sample sets differ. Significance is evidence and never creates points of a gap.</summary>
public sealed record ShiftAudit
{
    /// <summary>The first set: <c>validation</c> or <c>train</c>.</summary>
    public required string From { get; init; }

    /// <summary>The second set: <c>test</c> or <c>validation</c>.</summary>
    public required string To { get; init; }

    /// <summary>Rows of the first set whose properties were compared: all of a table, at most 10,000 images.</summary>
    public required int RowsFrom { get; init; }

    /// <summary>Rows of the second.</summary>
    public required int RowsTo { get; init; }

    /// <summary>A classifier that tells the sets apart by the features before the model's last layer; null without a model.</summary>
    public TwoSampleTest? Features { get; init; }

    /// <summary>The same by the model's predicted probabilities.</summary>
    public TwoSampleTest? Outputs { get; init; }

    /// <summary>
    /// Properties of images or columns of a table; adjusted over all of them. Those with an adjusted p below 0.05 come first, and of these (and of the others) the one with the largest
    /// <see cref="ShiftedProperty.Distance"/>.
    /// </summary>
    public IReadOnlyList<ShiftedProperty> Properties { get; init; } = [];

    /// <summary>Whether the classes occur as often in both.</summary>
    public LabelShiftTest? Labels { get; init; }
}

/// <summary>A classifier two-sample test (Lopez-Paz and Oquab 2017).</summary>
/// <param name="Area">ROC AUC of the classifier out of fold: 0.5 when the sets cannot be told apart.</param>
/// <param name="Interval">95% interval of it.</param>
/// <param name="P">P of so high an area when both sets are of one distribution: by permutation, at least 1/1,000.</param>
public sealed record TwoSampleTest(double Area, Interval Interval, double P);

/// <summary>A property of images (<c>brightness</c>), a column of a table, or whether a column has a value (<c>age (missing)</c>), in two sets.</summary>
public sealed record ShiftedProperty
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary><c>imageProperty</c>, <c>numeric</c> or <c>categorical</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// The effect size: Cohen's d (second minus first, over the pooled standard deviation) of numbers, Cramér's V of categories with Bergsma's correction of its bias. Null for numbers that do
    /// not vary within the sets.
    /// </summary>
    public double? EffectSize { get; init; }

    /// <summary>
    /// How far the distributions are apart, in one unit for all kinds: the largest difference between the shares that the two sets have of the same values, 0..1. Of numbers it is the
    /// Kolmogorov-Smirnov statistic, of categories half the sum of the differences of their shares (total variation).
    /// </summary>
    public required double Distance { get; init; }

    /// <summary>95% interval of it; null where there is none.</summary>
    public Interval? EffectInterval { get; init; }

    /// <summary>P of the two-sample test: Kolmogorov and Smirnov for numbers, chi-squared for categories (Fisher's exact test where rows are few).</summary>
    public required double P { get; init; }

    /// <summary>P, adjusted by Holm over all properties of the pair of sets.</summary>
    public required double AdjustedP { get; init; }

    /// <summary>Mean in the first set; null for categories.</summary>
    public double? MeanFrom { get; init; }

    /// <summary>Mean in the second set.</summary>
    public double? MeanTo { get; init; }

    /// <summary>5%, 25%, 50%, 75% and 95% quantiles in the first set; empty for categories.</summary>
    public IReadOnlyList<double> QuantilesFrom { get; init; } = [];

    /// <summary>The same in the second set.</summary>
    public IReadOnlyList<double> QuantilesTo { get; init; } = [];

    /// <summary>The distributions in both sets, for the three most shifted properties; null for categories and for the others.</summary>
    public DistributionPair? Distributions { get; init; }

    /// <summary>The categories whose shares differ most, at most five; empty for numbers.</summary>
    public IReadOnlyList<ShiftedCategory> Categories { get; init; } = [];

    /// <summary>For the three most shifted image properties: typical images of the first set, PNG files relative to the run directory.</summary>
    public IReadOnlyList<string> PicturesFrom { get; init; } = [];

    /// <summary>And of the second.</summary>
    public IReadOnlyList<string> PicturesTo { get; init; } = [];
}

/// <summary>Histograms of the same numbers in two sets, over bins of equal width from the 0.5% to the 99.5% quantile of both together.</summary>
/// <param name="Start">Where the first bin begins; it holds what lies below, too.</param>
/// <param name="End">Where the last bin ends; it holds what lies above, too.</param>
/// <param name="SharesFrom">The share of the first set's rows in each bin.</param>
/// <param name="SharesTo">Likewise of the second set.</param>
public sealed record DistributionPair(double Start, double End, IReadOnlyList<double> SharesFrom, IReadOnlyList<double> SharesTo);

/// <summary>A category's share in two sets.</summary>
/// <param name="Category">The category.</param>
/// <param name="ShareFrom">Its share in the first set.</param>
/// <param name="ShareTo">Its share in the second.</param>
public sealed record ShiftedCategory(string Category, double ShareFrom, double ShareTo);

/// <summary>Class shares in two sets.</summary>
/// <param name="SharesFrom">By class.</param>
/// <param name="SharesTo">By class.</param>
/// <param name="P">P of the chi-squared test of equal shares, over all rows; Fisher's exact test where rows are few.</param>
public sealed record LabelShiftTest(IReadOnlyList<double> SharesFrom, IReadOnlyList<double> SharesTo, double P);
