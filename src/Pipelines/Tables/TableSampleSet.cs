using System.Globalization;

namespace MlPipelines.Pipelines;

/// <summary>Prepared rows of a table: a matrix in memory. There is one path; the preprocessing asked for makes no difference.</summary>
internal sealed class TableSampleSet : SampleSet
{
    private readonly float[] _features;
    private readonly int _size;

    /// <summary>Takes rows of a prepared table.</summary>
    /// <param name="name">The set.</param>
    /// <param name="sourceRows">The rows of the table, from 0.</param>
    /// <param name="labels">The class of each row of the table.</param>
    /// <param name="features">The features of <paramref name="sourceRows"/>, row after row.</param>
    /// <param name="size">The number of features.</param>
    public TableSampleSet(string name, IReadOnlyList<int> sourceRows, IReadOnlyList<int> labels, float[] features, int size)
    {
        Name = name;
        SourceIndexes = sourceRows;
        Labels = [.. sourceRows.Select(row => labels[row])];
        Ids = [.. sourceRows.Select(row => (row + 1).ToString(CultureInfo.InvariantCulture))];
        _features = features;
        _size = size;
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
    public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination)
    {
        for (int index = 0; index < rows.Length; index++)
        {
            _features.AsSpan(rows[index] * _size, _size).CopyTo(destination[(index * _size)..]);
        }
    }
}
