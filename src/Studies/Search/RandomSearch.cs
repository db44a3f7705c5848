using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>Independent draws (Bergstra and Bengio 2012), none twice.</summary>
internal static class RandomSearch
{
    private const int Attempts = 100;

    /// <summary>The next points; fewer when a finite space is used up.</summary>
    public static IReadOnlyList<double[]> Next(SearchSpace space, int seed, int count, IReadOnlyList<double[]> earlier)
    {
        HashSet<double[]> taken = new(earlier, PointComparer.Instance);
        List<double[]> points = [];
        while (points.Count < count && Draw(space, SearchDraws.Point(seed, earlier.Count + points.Count), taken) is { } point)
        {
            taken.Add(point);
            points.Add(point);
        }

        return points;
    }

    /// <summary>A point that is not taken; null when all are.</summary>
    /// <remarks>When many draws in a row were taken, a finite space is nearly used up: one of those left is drawn. A continuous space never comes there.</remarks>
    public static double[]? Draw(SearchSpace space, CounterRandom random, IReadOnlySet<double[]> taken)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            double[] point = new double[space.Dimensions.Count];
            for (int index = 0; index < point.Length; index++)
            {
                point[index] = random.NextDouble();
            }

            point = space.Snapped(point);
            if (!taken.Contains(point))
            {
                return point;
            }
        }

        double[][] left = space.Count is null ? [] : [.. space.Untaken(taken)];
        return left.Length == 0 ? null : left[random.NextInt(left.Length)];
    }
}
