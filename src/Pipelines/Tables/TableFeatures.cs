namespace MlPipelines.Pipelines;

/// <summary>Where the features of a set of table rows come from.</summary>
internal interface ITableFeatures
{
    /// <summary>Copies the features of rows of the set, row after row.</summary>
    void Copy(ReadOnlySpan<int> rows, Span<float> destination);
}

/// <summary>Features that ML.NET's transforms gave: a matrix in memory.</summary>
/// <param name="features">Row after row.</param>
/// <param name="size">The number of features.</param>
internal sealed class PreparedFeatures(float[] features, int size) : ITableFeatures
{
    /// <inheritdoc/>
    public void Copy(ReadOnlySpan<int> rows, Span<float> destination)
    {
        for (int index = 0; index < rows.Length; index++)
        {
            features.AsSpan(rows[index] * size, size).CopyTo(destination[(index * size)..]);
        }
    }
}

/// <summary>The same numbers computed from the cells by what the transforms learned, whenever they are asked for: a table of millions of rows has no matrix.</summary>
/// <param name="table">All rows of the table.</param>
/// <param name="sourceRows">The rows of the set.</param>
internal sealed class ComputedFeatures(FittedRows table, IReadOnlyList<int> sourceRows) : ITableFeatures
{
    private const int RowsAtOnce = 1024;

    /// <inheritdoc/>
    public void Copy(ReadOnlySpan<int> rows, Span<float> destination)
    {
        Span<int> source = stackalloc int[RowsAtOnce];
        for (int first = 0; first < rows.Length; first += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, rows.Length - first);
            for (int index = 0; index < count; index++)
            {
                source[index] = sourceRows[rows[first + index]];
            }

            table.CopySamples(source[..count], PreprocessingPath.Training, destination[(first * table.Size)..]);
        }
    }
}
