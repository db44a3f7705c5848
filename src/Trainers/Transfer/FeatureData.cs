using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>The data of a trial as the head of a transfer model sees them: features instead of images.</summary>
internal sealed class FeatureData(PreparedData images, Func<SampleSet, SampleSet> featuresOf, int width) : PreparedData
{
    private readonly SampleSet _train = featuresOf(images.Train);
    private readonly SampleSet? _selection = images.Selection is null ? null : featuresOf(images.Selection);
    private readonly SampleSet _validation = featuresOf(images.Validation);
    private readonly SampleSet _test = featuresOf(images.Test);

    /// <inheritdoc/>
    public override DatasetDescription Description { get; } = images.Description with { Shape = ShapeOf(width) };

    /// <inheritdoc/>
    public override SampleShape Shape => Description.Shape;

    /// <inheritdoc/>
    public override SampleSet Train => _train;

    /// <inheritdoc/>
    public override SampleSet? Selection => _selection;

    /// <inheritdoc/>
    public override SampleSet Validation => _validation;

    /// <inheritdoc/>
    public override SampleSet Test => _test;

    /// <inheritdoc/>
    public override bool PathsDiffer => images.PathsDiffer;

    /// <inheritdoc/>
    public override bool TestIsCorrupted => images.TestIsCorrupted;

    /// <inheritdoc/>
    public override SampleAugmentation? Augmentation => null;

    /// <inheritdoc/>
    public override SampleSplit Split => images.Split;

    /// <summary>A row of features.</summary>
    public static SampleShape ShapeOf(int width) => new(1, 1, width, IsImage: false);

    /// <inheritdoc/>
    public override void SavePreprocessing(string folder) => images.SavePreprocessing(folder);
}
