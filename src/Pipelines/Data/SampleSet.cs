namespace MlPipelines.Pipelines;

/// <summary>
/// One of the four disjoint sets of samples, prepared for a model. Rows are numbered 0..Count-1 in an order that does not depend on the
/// seeds of a training. Safe to read from several threads at once.
/// </summary>
public abstract class SampleSet
{
    /// <summary>The label of a sample whose class nobody knows: new samples have no other.</summary>
    public const int UnknownLabel = -1;

    /// <summary><c>train</c>, <c>selection</c>, <c>validation</c> or <c>test</c>; <c>new</c> for samples that were read to be predicted.</summary>
    public abstract string Name { get; }

    /// <summary>The number of samples.</summary>
    public int Count => Labels.Count;

    /// <summary>The class of each row, as an index into <see cref="PreparedData.Classes"/>, or <see cref="UnknownLabel"/>.</summary>
    public abstract IReadOnlyList<int> Labels { get; }

    /// <summary>The class of each row before <c>data.labelNoise</c> was planted; null where nothing was.</summary>
    public virtual IReadOnlyList<int>? OriginalLabels => null;

    /// <summary>The image of a row as it reaches the normalisation; null for a table.</summary>
    /// <param name="row">The row.</param>
    /// <param name="path">The preprocessing to apply.</param>
    public virtual SamplePicture? Picture(int row, PreprocessingPath path) => null;

    /// <summary>
    /// What a user would call each row: the image's path relative to its source, the index of an IDX or generated image, the table's row number
    /// (counted from 1, the header not counted).
    /// </summary>
    public abstract IReadOnlyList<string> Ids { get; }

    /// <summary>A number per row that stays the same whatever the split: the key of the augmentation's draws.</summary>
    public abstract IReadOnlyList<int> SourceIndexes { get; }

    /// <summary>A hash of each image's content, equal for equal images: what the split and the audit of copies go by. Null for a table.</summary>
    public virtual IReadOnlyList<ulong>? ContentHashes => null;

    /// <summary>Copies prepared samples, normalised and without augmentation.</summary>
    /// <param name="rows">The rows, in any order, repeats allowed.</param>
    /// <param name="path">The preprocessing to apply.</param>
    /// <param name="destination">Receives (rows, height, width, channels) values, the last axis varying fastest.</param>
    public abstract void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination);
}
