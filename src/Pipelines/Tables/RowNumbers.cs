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
