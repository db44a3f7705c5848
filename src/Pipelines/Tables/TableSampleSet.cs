namespace MlPipelines.Pipelines;

/// <summary>Rows of a table. There is one path; the preprocessing asked for makes no difference.</summary>
internal sealed class TableSampleSet : SampleSet
{
    private readonly ITableFeatures _features;

    /// <summary>Takes rows of a prepared table.</summary>
    /// <param name="name">The set.</param>
    /// <param name="sourceRows">The rows of the table, from 0.</param>
    /// <param name="labels">The class of each row of the table.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="features">The features of <paramref name="sourceRows"/>.</param>
    public TableSampleSet(string name, IReadOnlyList<int> sourceRows, IReadOnlyList<int> labels, int classes, ITableFeatures features)
    {
        Name = name;
        SourceIndexes = sourceRows;
        Labels = new ClassIndexes(sourceRows.Count, classes, row => labels[sourceRows[row]]);
        Ids = new RowNumbers(sourceRows);
        _features = features;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> Labels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> SourceIndexes { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int>? OriginalLabels => BeforeNoise;

    /// <summary>The class of each row before label noise was planted, or null.</summary>
    public IReadOnlyList<int>? BeforeNoise { get; init; }

    /// <inheritdoc/>
    public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination) => _features.Copy(rows, destination);
}
