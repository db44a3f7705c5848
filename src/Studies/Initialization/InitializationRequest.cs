namespace MlPipelines.Studies;

/// <summary>What a configuration file is to be made for. Paths are absolute.</summary>
public sealed record InitializationRequest
{
    /// <summary>A folder of images or a CSV file that lists them; null for a table.</summary>
    public string? Images { get; init; }

    /// <summary>A table: CSV, TSV or Parquet; null for images.</summary>
    public string? Table { get; init; }

    /// <summary>The column to predict; null for the class folders of images, or to be told which columns there are.</summary>
    public string? Label { get; init; }

    /// <summary>Test data of the same kind as the training data; null where they bring their own, or a part is held out.</summary>
    public string? Test { get; init; }

    /// <summary>The file to write.</summary>
    public required string ConfigurationFile { get; init; }

    /// <summary>The scenario's name; null for the name of the folder or file.</summary>
    public string? Name { get; init; }

    /// <summary>Whether files that exist are replaced.</summary>
    public bool Force { get; init; }

    /// <summary>The folder of decoded images: what is decoded here is not decoded again by the first run.</summary>
    public required string CacheFolder { get; init; }
}

/// <summary>What was written and why.</summary>
public sealed record InitializedScenario
{
    /// <summary>The configuration file.</summary>
    public required string ConfigurationFile { get; init; }

    /// <summary>The JSON schema beside it, for editors.</summary>
    public required string SchemaFile { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>What the data are, in sentences.</summary>
    public required IReadOnlyList<string> Found { get; init; }

    /// <summary>What looks odd and asks for a decision, in sentences, the gravest first.</summary>
    public required IReadOnlyList<string> Odd { get; init; }

    /// <summary>What else a look at the prepared data shows: copies, missing values, which column says most.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How long <c>run</c> takes with two trials side by side, by the count of its operations.</summary>
    public required TimeSpan Estimate { get; init; }

    /// <summary>The same in words: <c>2.5 minutes</c>.</summary>
    public string EstimateText => RunCost.Text(Estimate);
}
