using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>What a split has to know about the samples.</summary>
public sealed record SplitRequest
{
    /// <summary>The rule.</summary>
    public required SplitOptions Options { get; init; }

    /// <summary>The class of each sample of the training source.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>What a user would call each sample of the training source, for messages.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Class names, for messages.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>A hash of each sample's content: samples with equal hashes stay on one side.</summary>
    public required IReadOnlyList<ulong> ContentHashes { get; init; }

    /// <summary>The value of <c>groupBy</c> of each sample; null unless the strategy is <c>grouped</c>.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>The value of <c>orderBy</c> of each sample as a number that grows with time; null unless the strategy is <c>time</c>.</summary>
    public IReadOnlyList<double>? Times { get; init; }

    /// <summary>The number of samples of the separate test source, or null when the test set is split off.</summary>
    public int? SeparateTestCount { get; init; }

    /// <summary>Whether a selection set is held out.</summary>
    public required bool NeedsSelection { get; init; }

    /// <summary>Where the configuration names the split, for messages: <c>data.split</c>.</summary>
    public string Where { get; init; } = "data.split";
}
