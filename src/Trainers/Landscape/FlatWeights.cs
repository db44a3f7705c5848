namespace MlPipelines.Trainers;

/// <summary>The trained weights of a network as one vector.</summary>
internal sealed class FlatWeights
{
    private readonly NamedWeights _weights;
    private readonly HashSet<string> _trained;

    /// <summary>Lays trained weights end to end.</summary>
    /// <param name="weights">All weights, moving statistics included.</param>
    /// <param name="trained">The names of those that are trained, in the same order.</param>
    public FlatWeights(NamedWeights weights, IReadOnlyList<string> trained)
    {
        (_weights, _trained) = (weights, [.. trained]);
        Values = [.. weights.Arrays.Where(array => _trained.Contains(array.Name)).SelectMany(array => array.Values).Select(value => (double)value)];
    }

    /// <summary>The trained numbers.</summary>
    public double[] Values { get; }

    /// <summary>All weights, the trained ones moved by a step along a direction.</summary>
    public NamedWeights Moved(double[] direction, double step)
    {
        int offset = 0;
        List<NamedArray> arrays = [];
        foreach (NamedArray array in _weights.Arrays)
        {
            if (!_trained.Contains(array.Name))
            {
                arrays.Add(array);
                continue;
            }

            float[] moved = new float[array.Values.Length];
            for (int index = 0; index < moved.Length; index++, offset++)
            {
                moved[index] = (float)(Values[offset] + (step * direction[offset]));
            }

            arrays.Add(array with { Values = moved });
        }

        return new NamedWeights(arrays);
    }
}
