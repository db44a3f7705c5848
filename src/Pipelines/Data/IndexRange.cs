using System.Collections;

namespace MlPipelines.Pipelines;

/// <summary>The numbers 0 to count - 1, which take no memory.</summary>
/// <param name="count">How many.</param>
public sealed class IndexRange(int count) : IReadOnlyList<int>
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
    internal static IReadOnlyList<T> Of<T>(IReadOnlyList<T> values, IReadOnlyList<int> samples) =>
        samples is IndexRange && samples.Count == values.Count ? values : [.. samples.Select(sample => values[sample])];

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
