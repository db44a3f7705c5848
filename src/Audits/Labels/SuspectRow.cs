namespace MlPipelines.Audits;

/// <summary>A row whose label is probably wrong.</summary>
/// <param name="Row">The row.</param>
/// <param name="Given">Its label.</param>
/// <param name="Suggested">The class that it confidently is.</param>
/// <param name="GivenProbability">Probability of the label.</param>
/// <param name="SuggestedProbability">Probability of the suggested class.</param>
internal readonly record struct SuspectRow(int Row, int Given, int Suggested, float GivenProbability, float SuggestedProbability)
{
    /// <summary>
    /// The rows off the diagonal of the confident joint, ranked by the margin of the suggested over the given class, the greatest first; equal ones by the
    /// suggested probability, then in the order of the rows.
    /// </summary>
    /// <remarks>
    /// Of the paper's ways to choose rows (section 3.2) this one can be said to a user in a sentence: the model is surer of another class than it is on average of
    /// that class's own samples. A row whose given class is nevertheless the likelier one is left out: it counts in the joint, but nobody would relabel it.
    /// </remarks>
    public static IReadOnlyList<SuspectRow> Of(AuditedRows rows, ConfidentJoint joint)
    {
        List<SuspectRow> suspects = [];
        for (int row = 0; row < rows.Count; row++)
        {
            int given = rows.Labels[row];
            ReadOnlySpan<float> probabilities = rows.Of(row);
            if (joint.ConfidentClass(row) is { } suggested && suggested != given && probabilities[suggested] > probabilities[given])
            {
                suspects.Add(new SuspectRow(row, given, suggested, probabilities[given], probabilities[suggested]));
            }
        }

        return
        [
            .. suspects
                .OrderByDescending(suspect => (double)suspect.SuggestedProbability - suspect.GivenProbability)
                .ThenByDescending(suspect => suspect.SuggestedProbability)
                .ThenBy(suspect => suspect.Row),
        ];
    }
}
