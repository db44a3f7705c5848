namespace MlPipelines.Pipelines;

/// <summary>A set of images. Its rows are in the order of the split.</summary>
internal sealed class ImageSampleSet : SampleSet
{
    private readonly ImagePath _trainingPath;
    private readonly ImagePath _testPath;

    /// <summary>A set of the samples of these slots.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="slots">Indexes into the training source, or, from its count on, into the test source.</param>
    /// <param name="labels">The classes of all slots.</param>
    /// <param name="ids">The names of all slots.</param>
    /// <param name="trainingPath">How training samples are prepared.</param>
    /// <param name="testPath">How test samples are prepared.</param>
    public ImageSampleSet(
        string name,
        IReadOnlyList<int> slots,
        Func<int, int> labels,
        Func<int, string> ids,
        ImagePath trainingPath,
        ImagePath testPath)
    {
        Name = name;
        SourceIndexes = slots;
        Labels = [.. slots.Select(labels)];
        Ids = [.. slots.Select(ids)];
        (_trainingPath, _testPath) = (trainingPath, testPath);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> Labels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> SourceIndexes { get; }

    /// <summary>Whether corruption changes samples on their way to <see cref="PreprocessingPath.Deployment"/>.</summary>
    public bool IsCorrupted => _testPath.Corruption is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<ulong> ContentHashes => [.. SourceIndexes.Select(_trainingPath.ContentHash)];

    /// <inheritdoc/>
    public override IReadOnlyList<int>? OriginalLabels => BeforeNoise;

    /// <summary>The class of each row before label noise was planted, or null.</summary>
    public IReadOnlyList<int>? BeforeNoise { get; init; }

    /// <inheritdoc/>
    public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination) =>
        PathOf(path).Copy(SourceIndexes, rows, path == PreprocessingPath.Deployment, destination);

    /// <inheritdoc/>
    public override SamplePicture Picture(int row, PreprocessingPath path)
    {
        SampleShape shape = _trainingPath.Train.Shape;
        byte[] pixels = new byte[shape.Size];
        PathOf(path).CopyPixels(SourceIndexes[row], path == PreprocessingPath.Deployment, pixels);
        return new SamplePicture(shape.Width, shape.Height, shape.Channels, pixels);
    }

    /// <summary>The training path for training, the test path for the others.</summary>
    private ImagePath PathOf(PreprocessingPath path) => path == PreprocessingPath.Training ? _trainingPath : _testPath;
}
