namespace MlPipelines.Evaluation;

/// <summary>Holm's step-down correction (1979): the chance of any false claim among the comparisons stays below the level.</summary>
internal static class HolmCorrection
{
    /// <summary>The adjusted p values, in the order given.</summary>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        int[] ascending = [.. Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index])];
        double[] adjusted = new double[pValues.Count];
        double greatest = 0;
        for (int rank = 0; rank < ascending.Length; rank++)
        {
            greatest = Math.Max(greatest, Math.Min(1, (ascending.Length - rank) * pValues[ascending[rank]]));
            adjusted[ascending[rank]] = greatest;
        }

        return adjusted;
    }
}
