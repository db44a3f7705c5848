namespace MlPipelines.Pipelines;

/// <summary>The images of one trial.</summary>
internal sealed class PreparedImages : PreparedData
{
    private readonly IReadOnlyList<DecodedImages> _opened;
    private readonly FittedImages _fitted;
    private readonly ImageAugmentation? _augmentation;

    /// <summary>Prepared images.</summary>
    public PreparedImages(
        DatasetDescription description,
        SampleSplit split,
        IReadOnlyDictionary<string, ImageSampleSet> sets,
        ImageAugmentation? augmentation,
        bool pathsDiffer,
        FittedImages fitted,
        IReadOnlyList<DecodedImages> opened)
    {
        Description = description;
        Split = split;
        Train = sets["train"];
        Selection = sets.GetValueOrDefault("selection");
        Validation = sets["validation"];
        Test = sets["test"];
        TestIsCorrupted = sets["test"].IsCorrupted;
        _augmentation = augmentation;
        PathsDiffer = pathsDiffer;
        _fitted = fitted;
        _opened = opened;
    }

    /// <inheritdoc/>
    public override DatasetDescription Description { get; }

    /// <inheritdoc/>
    public override SampleShape Shape => Description.Shape;

    /// <inheritdoc/>
    public override SampleSet Train { get; }

    /// <inheritdoc/>
    public override SampleSet? Selection { get; }

    /// <inheritdoc/>
    public override SampleSet Validation { get; }

    /// <inheritdoc/>
    public override SampleSet Test { get; }

    /// <inheritdoc/>
    public override bool PathsDiffer { get; }

    /// <inheritdoc/>
    public override bool TestIsCorrupted { get; }

    /// <inheritdoc/>
    public override SampleAugmentation? Augmentation => _augmentation;

    /// <inheritdoc/>
    public override SamplePicture AugmentedPicture(int trainRow, int epoch, int occurrence) =>
        _augmentation?.Picture(trainRow, epoch, occurrence) ?? Train.Picture(trainRow, PreprocessingPath.Training)!;

    /// <inheritdoc/>
    public override SampleSplit Split { get; }

    /// <inheritdoc/>
    public override void SavePreprocessing(string folder) => _fitted.Save(folder);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (DecodedImages images in _opened)
            {
                images.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
