namespace MlPipelines.Pipelines;

/// <summary>What the data of a study are, in plain numbers for the report.</summary>
public sealed record DatasetDescription
{
    /// <summary>The configuration's word for the source: <c>imageFolder</c>, <c>imageList</c>, <c>idx</c>, <c>table</c>, <c>synthetic</c>, <c>syntheticImages</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// SHA-256 over the source files' contents and names, in hexadecimal: equal data, equal fingerprint, wherever they lie. The file of <c>data.exclude</c> is a
    /// part of it. Of generated data, SHA-256 over their options and the seed: the same in every repeat, though <c>vary</c> may name <c>data</c>.
    /// </summary>
    public required string Fingerprint { get; init; }

    /// <summary>The class names by index.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The shape of a prepared sample.</summary>
    public required SampleShape Shape { get; init; }

    /// <summary>The number of samples per class and set: set name → counts by class index. Sets that are absent are not listed.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<int>> Counts { get; init; }

    /// <summary>The columns of a table, the label excluded; empty for images.</summary>
    public IReadOnlyList<ColumnDescription> Columns { get; init; } = [];

    /// <summary>Samples that could not be read and were skipped: name and reason.</summary>
    public IReadOnlyList<UnreadableSample> Unreadable { get; init; } = [];

    /// <summary>What a user should know about the data though nothing is wrong: a category unseen in training, a class that only test has, ...</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A column of a table.</summary>
/// <param name="Name">The header's text.</param>
/// <param name="Kind"><c>numeric</c>, <c>categorical</c> or <c>ignore</c>.</param>
/// <param name="Missing">The number of missing values in training, validation and test together.</param>
/// <param name="Categories">The number of categories in the training set, or null for a numeric column.</param>
public sealed record ColumnDescription(string Name, string Kind, int Missing, int? Categories);

/// <summary>A sample that could not be read.</summary>
/// <param name="Id">The sample's name.</param>
/// <param name="Reason">Why, as a short phrase.</param>
public sealed record UnreadableSample(string Id, string Reason);
