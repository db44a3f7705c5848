namespace MlPipelines.Evaluation;

/// <summary>
/// ROC AUC and average precision of one measurement: for two classes of the second one's probability, for more the mean over classes of one against
/// the rest.
/// </summary>
/// <param name="RocAuc">The area under the ROC curve.</param>
/// <param name="AveragePrecision">The average precision.</param>
internal sealed record RankingMetrics(double RocAuc, double AveragePrecision)
{
    /// <returns>Null when a class has no rows, or there is only one.</returns>
    public static RankingMetrics? Of(IReadOnlyList<int> labels, ReadOnlySpan<float> probabilities, int classes) =>
        Of(labels, probabilities, classes, null, null);

    /// <summary>The same, with the derivative of each metric by each row's weight; they add up to 0.</summary>
    /// <param name="labels">(rows).</param>
    /// <param name="probabilities">(rows, classes).</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="ofRocAuc">(rows), to which the derivatives are added; null when they are not wanted.</param>
    /// <param name="ofAveragePrecision">(rows), likewise.</param>
    public static RankingMetrics? Of(
        IReadOnlyList<int> labels, ReadOnlySpan<float> probabilities, int classes, double[]? ofRocAuc, double[]? ofAveragePrecision)
    {
        if (classes < 2 || !HasAllClasses(labels, classes))
        {
            return null;
        }

        int first = classes == 2 ? 1 : 0;
        double share = 1.0 / (classes - first);
        (double area, double precision) = (0, 0);
        for (int index = first; index < classes; index++)
        {
            var ranked = RankedClass.Of(labels, probabilities, classes, index);
            area += share * ranked.RocAuc;
            precision += share * ranked.AveragePrecision;
            if (ofRocAuc is not null && ofAveragePrecision is not null)
            {
                ranked.AddDerivatives(ofRocAuc, ofAveragePrecision, share);
            }
        }

        return new RankingMetrics(area, precision);
    }

    private static bool HasAllClasses(IReadOnlyList<int> labels, int classes)
    {
        bool[] present = new bool[classes];
        for (int row = 0; row < labels.Count; row++)
        {
            present[labels[row]] = true;
        }

        return Array.TrueForAll(present, isPresent => isPresent);
    }
}
