namespace MlPipelines.Audits;

/// <summary>The nearest training samples of a sample.</summary>
/// <param name="References">Rows of the references, the nearest first.</param>
/// <param name="Distances">Their distances, ascending.</param>
internal sealed record NearestSamples(int[] References, double[] Distances)
{
    /// <summary>The neighbour whose distance the nearest one's is compared with.</summary>
    public const int Compared = 8;

    /// <summary>The distance to the nearest over that to the eighth nearest, or the last where there are fewer; 1 where nothing can be told.</summary>
    public double Ratio => RatioOf(0);

    /// <summary>The same for another of the references.</summary>
    public double RatioOf(int index)
    {
        double compared = Distances.Length < 2 ? 0 : Distances[Math.Min(Compared, Distances.Length) - 1];
        return compared > 0 ? Distances[index] / compared : 1;
    }

    /// <summary>Those whose ratio is below a limit.</summary>
    public NearestSamples Below(double limit)
    {
        int count = Enumerable.Range(0, References.Length).TakeWhile(index => RatioOf(index) < limit).Count();
        return new NearestSamples(References[..count], Distances[..count]);
    }
}
