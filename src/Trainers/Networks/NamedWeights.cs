namespace MlPipelines.Trainers;

/// <summary>An array of numbers with its name and shape, the last axis varying fastest.</summary>
/// <param name="Name">Unique among its companions.</param>
/// <param name="Shape">The sizes of its axes.</param>
/// <param name="Values">The numbers. Not to be changed.</param>
internal sealed record NamedArray(string Name, IReadOnlyList<int> Shape, float[] Values);

/// <summary>
/// All weights of a network, or all state of an optimiser, in a form that every engine can take and give: names and Keras' layouts. Immutable.
/// </summary>
/// <param name="Arrays">The arrays, in the order of the layers.</param>
internal sealed record NamedWeights(IReadOnlyList<NamedArray> Arrays)
{
    /// <summary>The array of a name.</summary>
    public NamedArray this[string name] => Arrays.First(array => array.Name == name);
}
