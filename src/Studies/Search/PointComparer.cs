namespace MlPipelines.Studies;

/// <summary>Points are equal when all their places are.</summary>
internal sealed class PointComparer : IEqualityComparer<double[]>
{
    private PointComparer()
    {
    }

    public static PointComparer Instance { get; } = new();

    public bool Equals(double[]? x, double[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(double[] obj)
    {
        HashCode hash = default;
        foreach (double place in obj)
        {
            hash.Add(place);
        }

        return hash.ToHashCode();
    }
}
