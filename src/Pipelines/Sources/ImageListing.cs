namespace MlPipelines.Pipelines;

/// <summary>What a source of images holds, before anything is decoded.</summary>
internal sealed record ImageListing
{
    /// <summary>The folder or file as the configuration names it, for messages.</summary>
    public required string Where { get; init; }

    /// <summary>What a user would call each image.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>The class of each image by name.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The classes of the source in their order; more than <see cref="Labels"/> holds when a class is empty.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>How a user would call the place of a class: <c>class folder</c>, <c>label</c>.</summary>
    public required string ClassWord { get; init; }

    /// <summary>Where the pixels come from.</summary>
    public required ImageContentSource Content { get; init; }

    /// <summary>The value of the column that groups a split, or null.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>The value of the column that orders a split, or null.</summary>
    public IReadOnlyList<double>? Times { get; init; }

    /// <summary>The samples at these indexes and these classes alone, to be checked; the content stays that of the whole source.</summary>
    public ImageListing Only(IReadOnlyList<int> indexes, IReadOnlyList<string> classes) => this with
    {
        Ids = [.. indexes.Select(index => Ids[index])],
        Labels = [.. indexes.Select(index => Labels[index])],
        Classes = classes,
    };

    /// <summary>What a user should know though nothing is wrong.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
