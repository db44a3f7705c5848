namespace MlPipelines.Pipelines;

/// <summary>A set whose samples are aligned on their way to <see cref="PreprocessingPath.Deployment"/>, and are what they were on the others.</summary>
/// <param name="samples">The samples.</param>
/// <param name="alignment">How they are aligned.</param>
internal sealed class AlignedSampleSet(SampleSet samples, SampleAlignment alignment) : SampleSet
{
    /// <inheritdoc/>
    public override string Name => samples.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Labels => samples.Labels;

    /// <inheritdoc/>
    public override IReadOnlyList<int>? OriginalLabels => samples.OriginalLabels;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => samples.Ids;

    /// <inheritdoc/>
    public override IReadOnlyList<int> SourceIndexes => samples.SourceIndexes;

    /// <inheritdoc/>
    public override IReadOnlyList<ulong>? ContentHashes => samples.ContentHashes;

    /// <inheritdoc/>
    public override SamplePicture? Picture(int row, PreprocessingPath path) => samples.Picture(row, path);

    /// <inheritdoc/>
    public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination)
    {
        samples.CopySamples(rows, path, destination);
        if (path == PreprocessingPath.Deployment)
        {
            alignment.Apply(destination[..(rows.Length * alignment.SampleSize)]);
        }
    }
}
