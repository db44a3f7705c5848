using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>Some rows of a sample set as a set of their own, copied as they are or by something else that knows the same rows.</summary>
internal sealed class SampleSubset : SampleSet
{
    private readonly SampleSet _whole;
    private readonly IReadOnlyList<int> _rows;
    private readonly CopyRows _copy;

    /// <summary>A part of a set.</summary>
    /// <param name="whole">The set.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="copy">Copies rows of the whole set; null for its own <see cref="SampleSet.CopySamples"/>.</param>
    public SampleSubset(SampleSet whole, IReadOnlyList<int> rows, CopyRows? copy = null)
    {
        (_whole, _rows, _copy) = (whole, rows, copy ?? whole.CopySamples);
        Labels = [.. rows.Select(row => whole.Labels[row])];
    }

    /// <summary>Copies rows of the whole set as <see cref="SampleSet.CopySamples"/> does.</summary>
    public delegate void CopyRows(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination);

    /// <inheritdoc/>
    public override string Name => _whole.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Labels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => [.. _rows.Select(row => _whole.Ids[row])];

    /// <inheritdoc/>
    public override IReadOnlyList<int> SourceIndexes => [.. _rows.Select(row => _whole.SourceIndexes[row])];

    /// <summary>At most as many rows as asked for, evenly spaced: sets are often in the order of their classes.</summary>
    public static int[] EvenRows(int count, int most) => count <= most
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, most).Select(index => (int)((long)index * count / most))];

    /// <inheritdoc/>
    public override void CopySamples(ReadOnlySpan<int> chosen, PreprocessingPath path, Span<float> destination)
    {
        int[] own = new int[chosen.Length];
        for (int index = 0; index < own.Length; index++)
        {
            own[index] = _rows[chosen[index]];
        }

        _copy(own, path, destination);
    }
}
