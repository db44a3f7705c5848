using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Deals units to folds so that every fold has the class shares of the whole.</summary>
internal static class FoldAssignment
{
    /// <summary>The fold of each unit.</summary>
    /// <remarks>
    /// Class by class and, in a class, larger units first (equal ones in random order), each unit goes to the fold that has the fewest samples
    /// of its classes, then the fewest samples. Of single samples every fold gets n_c / folds of each class and n / folds in all, rounded up or down.
    /// </remarks>
    public static int[] Of(SampleUnits units, HeldOutDraw draw, int classes, int folds, ref CounterRandom draws)
    {
        int[] order = [.. Enumerable.Range(0, units.Count)];
        draws.Shuffle(order.AsSpan());
        int[,] perClass = new int[folds, classes];
        int[] sizes = new int[folds];
        int[] foldOf = new int[units.Count];
        foreach (int unit in order.OrderBy(unit => draw.StrataOf(unit)[0].Stratum).ThenByDescending(unit => units[unit].Count))
        {
            (int Stratum, int Count)[] parts = draw.StrataOf(unit);
            int fold = Enumerable.Range(0, folds).MinBy(candidate => (parts.Sum(part => perClass[candidate, part.Stratum]), sizes[candidate]));
            foldOf[unit] = fold;
            sizes[fold] += units[unit].Count;
            foreach ((int stratum, int count) in parts)
            {
                perClass[fold, stratum] += count;
            }
        }

        return foldOf;
    }
}
