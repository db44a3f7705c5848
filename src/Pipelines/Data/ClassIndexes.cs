using System.Collections;

namespace MlPipelines.Pipelines;

/// <summary>The class of each of many samples, -1 for none, in as few bytes as the number of classes allows: one for up to 127.</summary>
internal sealed class ClassIndexes : IReadOnlyList<int>
{
    private readonly sbyte[] _bytes = [];
    private readonly int[] _integers = [];

    /// <summary>Takes the classes of samples.</summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="classOf">The class of a sample, at least -1 and below <paramref name="classes"/>.</param>
    public ClassIndexes(int count, int classes, Func<int, int> classOf)
    {
        Count = count;
        if (classes <= sbyte.MaxValue)
        {
            _bytes = new sbyte[count];
        }
        else
        {
            _integers = new int[count];
        }

        for (int sample = 0; sample < count; sample++)
        {
            if (classes <= sbyte.MaxValue)
            {
                _bytes[sample] = checked((sbyte)classOf(sample));
            }
            else
            {
                _integers[sample] = classOf(sample);
            }
        }
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int this[int index] => _integers.Length == 0 ? _bytes[index] : _integers[index];

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator()
    {
        for (int sample = 0; sample < Count; sample++)
        {
            yield return this[sample];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
