namespace MlPipelines.Evaluation;

/// <summary>What the data of the baseline's first repeat look like before anything trains on them. Counts, never a change.</summary>
public sealed record DataAuditResult
{
    /// <summary>The columns of a table with what is odd about them; empty for images.</summary>
    public IReadOnlyList<AuditedColumn> Columns { get; init; } = [];

    /// <summary>Identical samples: groups, copies, copies across sets, and conflicting labels.</summary>
    public required DuplicateSummary Duplicates { get; init; }

    /// <summary>What a reader should know, in whole sentences, the most serious first.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A feature column of a table.</summary>
public sealed record AuditedColumn
{
    /// <summary>The header's text.</summary>
    public required string Name { get; init; }

    /// <summary><c>numeric</c>, <c>categorical</c> or <c>ignore</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The share of missing values per set: <c>train</c>, <c>validation</c>, <c>test</c>.</summary>
    public required IReadOnlyDictionary<string, double> Missing { get; init; }

    /// <summary>How the values of each class are distributed in training; empty for an ignored column.</summary>
    public IReadOnlyList<ClassDistribution> ByClass { get; init; } = [];

    /// <summary>
    /// How well this column alone ranks the classes: ROC AUC (one against the rest, averaged over classes) of a model of this column fitted on training rows, measured on
    /// them out of fold; 0.5 is nothing, 1 is all. Null for an ignored column.
    /// </summary>
    public double? Power { get; init; }

    /// <summary>95% interval of it.</summary>
    public Interval? PowerInterval { get; init; }

    /// <summary>The same fitted on training rows and measured on test rows: a leak vanishes here, or proves to be one that the test set shares.</summary>
    public double? TestPower { get; init; }

    /// <summary>Why the column may leak the label, or null: it predicts it too well, is an identifier, or loses its power in test.</summary>
    public string? Suspicion { get; init; }
}

/// <summary>The values of a column in one class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Mean">Mean of a numeric column; null for categories.</param>
/// <param name="StandardDeviation">Standard deviation of a numeric column; null for categories.</param>
/// <param name="Quantiles">Minimum, quartiles and maximum of a numeric column; empty for categories.</param>
/// <param name="Categories">The most frequent categories with their shares, at most five; empty for numbers.</param>
public sealed record ClassDistribution(
    string Class, double? Mean, double? StandardDeviation, IReadOnlyList<double> Quantiles, IReadOnlyList<CategoryShare> Categories);

/// <summary>A category and its share.</summary>
/// <param name="Category">The category's text; empty for a missing value.</param>
/// <param name="Share">Its share of the class's rows.</param>
public sealed record CategoryShare(string Category, double Share);

/// <summary>Identical samples: all features equal (tables), all pixels equal (images); labels are compared apart.</summary>
public sealed record DuplicateSummary
{
    /// <summary>Samples of the training source that equal another of the training source.</summary>
    public required int WithinTraining { get; init; }

    /// <summary>Test samples that equal a training sample.</summary>
    public required int AcrossTest { get; init; }

    /// <summary>Validation samples that equal a training sample; 0 unless the split was made elsewhere.</summary>
    public required int AcrossValidation { get; init; }

    /// <summary>Samples (training source and test) whose identical copies have another label.</summary>
    public required int Conflicting { get; init; }

    /// <summary>The accuracy that no model can exceed on the training source because of them: the share of samples that have the most frequent label of their copies.</summary>
    public required double AccuracyLimit { get; init; }

    /// <summary>Examples, at most ten groups.</summary>
    public IReadOnlyList<DuplicateGroup> Examples { get; init; } = [];
}

/// <summary>Samples that are identical.</summary>
/// <param name="Samples">Set, name and label of each, at most six.</param>
/// <param name="Count">The number of samples.</param>
/// <param name="Conflicts">Whether their labels differ.</param>
public sealed record DuplicateGroup(IReadOnlyList<DuplicateSample> Samples, int Count, bool Conflicts);

/// <summary>One of several identical samples.</summary>
/// <param name="Set"><c>train</c>, <c>selection</c>, <c>validation</c> or <c>test</c>.</param>
/// <param name="Id">What a user would call it.</param>
/// <param name="Label">Its class.</param>
public sealed record DuplicateSample(string Set, string Id, string Label);
