namespace MlPipelines.Studies;

/// <summary>
/// Every combination of evenly spaced values. Choices have all their values; numbers have as many levels as the budget allows, as nearly the same number each as it
/// goes. The order is coarse first, so that a search that was interrupted has looked everywhere.
/// </summary>
internal static class GridSearch
{
    /// <summary>How many low-discrepancy points per grid point are tried before the few that none has hit follow in their own order.</summary>
    private const int Patience = 8;

    /// <summary>The points of the grid in the order in which they are tried; at most <paramref name="trials"/>.</summary>
    public static IReadOnlyList<double[]> Points(SearchSpace space, int trials)
    {
        double[][] levels = Levels(space, trials);
        HashSet<double[]> visited = new(PointComparer.Instance);
        List<double[]> order = [];
        long size = levels.Aggregate(1L, (product, places) => Math.Min(product * places.Length, int.MaxValue));
        int wanted = (int)Math.Min(trials, size);
        for (int index = 0; order.Count < wanted && index < Patience * wanted; index++)
        {
            double[] point = [.. levels.Select((places, dimension) =>
                places[(int)(QuasiRandomPoints.RadicalInverse(index, QuasiRandomPoints.Base(dimension)) * places.Length)])];
            if (visited.Add(point))
            {
                order.Add(point);
            }
        }

        order.AddRange(SearchSpace.Product(levels).Where(point => !visited.Contains(point)).Take(wanted - order.Count));
        return order;
    }

    /// <summary>The largest grid of at most so many points: one level more for the number that has the fewest, while it fits.</summary>
    internal static double[][] Levels(SearchSpace space, int trials)
    {
        double[][] levels = [.. space.Dimensions.Select(dimension => dimension.Levels(1))];
        int[] asked = [.. levels.Select(_ => 1)];
        bool grew = true;
        while (grew)
        {
            grew = false;
            foreach (int index in Enumerable.Range(0, levels.Length).OrderBy(index => levels[index].Length).ToArray())
            {
                SearchDimension dimension = space.Dimensions[index];
                if (dimension is ChoiceDimension || asked[index] >= (dimension.Count ?? int.MaxValue))
                {
                    continue;
                }

                double[] more = dimension.Levels(asked[index] + 1);
                long others = levels.Where((_, other) => other != index).Aggregate(1L, (product, places) => Math.Min(product * places.Length, int.MaxValue));
                if (others * more.Length <= trials)
                {
                    (levels[index], asked[index], grew) = (more, asked[index] + 1, true);
                    break;
                }
            }
        }

        return levels;
    }
}
