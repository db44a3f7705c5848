using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>What has to be known about the samples of a study to put each into its set. Lists without another word hold all samples of the training source.</summary>
internal sealed record AssignmentRequest
{
    /// <summary>The options of the data.</summary>
    public required DataOptions Data { get; init; }

    /// <summary>The class names.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The class of each sample; -1 where its class is not used.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>What a user would call each sample.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>A hash of each sample's content.</summary>
    public required IReadOnlyList<ulong> ContentHashes { get; init; }

    /// <summary>The value of <c>groupBy</c> of each sample, or null.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>The value of <c>orderBy</c> of each sample, or null.</summary>
    public IReadOnlyList<double>? Times { get; init; }

    /// <summary>The samples that can be used, ascending: of a class that is kept, and readable.</summary>
    public required IReadOnlyList<int> Usable { get; init; }

    /// <summary>The samples of the separate test source that can be used, or null when test samples are split off.</summary>
    public required IReadOnlyList<int>? UsableTest { get; init; }

    /// <summary>Whether a selection set is held out.</summary>
    public required bool NeedsSelection { get; init; }

    /// <summary>The fold of predictions out of fold, or null for the sets of a trial.</summary>
    public FoldNumber? Fold { get; init; }

    /// <summary>The request of the split, over the samples that can be used.</summary>
    public SplitRequest ToSplit()
    {
        IReadOnlyList<T>? Of<T>(IReadOnlyList<T>? values) => values is null ? null : IndexRange.Of(values, Usable);
        return new SplitRequest
        {
            Options = Data.Split,
            Labels = Of(Labels)!,
            Ids = Of(Ids)!,
            Classes = Classes,
            ContentHashes = Of(ContentHashes)!,
            Groups = Of(Groups),
            Times = Of(Times),
            SeparateTestCount = UsableTest?.Count,
            NeedsSelection = NeedsSelection,
        };
    }

    /// <summary>The samples that a split moves as a whole, of some of them, in indexes of the source.</summary>
    public SampleUnits UnitsOf(IReadOnlyList<int> samples)
    {
        IReadOnlyList<string>? groups = Data.Split.Strategy == SplitStrategy.Grouped && Groups is not null ? [.. samples.Select(sample => Groups[sample])] : null;
        return SampleUnits.Of([.. samples.Select(sample => ContentHashes[sample])], groups).Renumbered(samples);
    }
}

/// <summary>A fold of predictions out of fold.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Of">The number of folds.</param>
internal readonly record struct FoldNumber(int Index, int Of)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"fold {Index} of {Of}");
}
