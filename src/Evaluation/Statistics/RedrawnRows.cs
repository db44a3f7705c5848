namespace MlPipelines.Evaluation;

/// <summary>
/// The variance that rows alone give the mean over repeats when every repeat draws rows of its own. The variance between repeats has it in it, but a few repeats can agree by
/// luck, and the mean is never surer than its rows allow.
/// </summary>
internal static class RedrawnRows
{
    /// <summary>Mean over repeats of the variance between rows over their number, divided by R.</summary>
    public static double Least(SampleSetScores set)
    {
        double rows = set.Repeats.Sum(values => (double)values.Length);
        double within = set.Repeats.Average(values => SampleSetScores.Variance(values) / values.Length) / set.Repeats.Length;
        bool areAlike = set.Repeats.All(values => values.Length > 1 && Array.TrueForAll(values, value => value == set.Repeats[0][0]));

        // All rows alike: two of each kind are added, as for a share near 0 or 1 (Agresti and Coull 1998).
        double share = 2 / (rows + 4);
        return set.Weight * set.Weight * (areAlike ? share * (1 - share) / rows : within);
    }
}
