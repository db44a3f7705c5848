namespace MlPipelines.Pipelines;

/// <summary>A table of one trial, split and prepared.</summary>
/// <param name="description">What the data are.</param>
/// <param name="split">Which row is in which set.</param>
/// <param name="sets">The sets by name; <c>selection</c> may be absent.</param>
/// <param name="transform">The fitted transforms.</param>
/// <param name="fitted">What was fitted, in plain values.</param>
/// <param name="cells">The cells as they were read.</param>
internal sealed class TablePreparedData(
    DatasetDescription description, SampleSplit split, IReadOnlyDictionary<string, TableSampleSet> sets, TableTransform transform, FittedTable fitted, TableCells cells)
    : PreparedData
{
    /// <summary>
    /// The ML.NET transforms for other programs: their input are the table's columns, their output is <see cref="TableTransform.Features"/>. This program never reads the file:
    /// loading an ML.NET model loads the assemblies that it names.
    /// </summary>
    public const string ModelFileName = "preprocessing.zip";

    /// <inheritdoc/>
    public override DatasetDescription Description => description;

    /// <inheritdoc/>
    public override SampleShape Shape => description.Shape;

    /// <inheritdoc/>
    public override SampleSet Train => sets["train"];

    /// <inheritdoc/>
    public override SampleSet? Selection => sets.GetValueOrDefault("selection");

    /// <inheritdoc/>
    public override SampleSet Validation => sets["validation"];

    /// <inheritdoc/>
    public override SampleSet Test => sets["test"];

    /// <inheritdoc/>
    public override bool PathsDiffer => false;

    /// <inheritdoc/>
    public override SampleAugmentation? Augmentation => null;

    /// <inheritdoc/>
    public override SampleSplit Split => split;

    /// <inheritdoc/>
    public override TableCells Cells => cells;

    /// <summary>The names of the features.</summary>
    public IReadOnlyList<string> FeatureNames => transform.FeatureNames;

    /// <inheritdoc/>
    public override void SavePreprocessing(string folder)
    {
        transform.Save(Path.Combine(folder, ModelFileName));
        fitted.Save(folder);
    }
}
