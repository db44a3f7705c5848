using System.Collections;
using System.Globalization;

namespace MlPipelines.Pipelines;

/// <summary>What a user calls the rows of a table: their numbers from 1, made when they are asked for.</summary>
/// <param name="rows">The rows, from 0.</param>
internal sealed class RowNumbers(IReadOnlyList<int> rows) : IReadOnlyList<string>
{
    /// <inheritdoc/>
    public int Count => rows.Count;

    /// <inheritdoc/>
    public string this[int index] => (rows[index] + 1).ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The numbers 0 to count - 1, which take no memory.</summary>
internal sealed class IndexRange(int count) : IReadOnlyList<int>
{
    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public int this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            return index;
        }
    }

    /// <summary>The values of some samples: the list itself where all are meant.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> values, IReadOnlyList<int> samples) =>
        samples is IndexRange && samples.Count == values.Count ? values : [.. samples.Select(sample => values[sample])];

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
