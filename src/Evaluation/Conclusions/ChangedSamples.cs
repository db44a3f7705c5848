namespace MlPipelines.Evaluation;

/// <summary>The rows of repeat 0 whose predicted class depends on the treatment, those first of which the model was surest in both.</summary>
internal sealed class ChangedSamples(
    SamePair pair, StudyEvidence evidence, IReadOnlyList<string> classes, Lazy<IReadOnlyDictionary<string, TrialRows>> rows)
{
    private const int Most = 8;

    /// <summary>At most eight; none when repeat 0 did not finish.</summary>
    public IReadOnlyList<ChangedSample> MostSure()
    {
        if (!pair.Repeats.Contains(0))
        {
            return [];
        }

        PairedRow[] changed = [.. pair.Rows(0).Where(row => row.From != row.To)];
        if (changed.Length == 0)
        {
            return [];
        }

        (TrialRows from, TrialRows to) = (rows.Value[pair.From], rows.Value[pair.To]);
        (Dictionary<int, int> fromPositions, Dictionary<int, int> toPositions) = (Positions(from), Positions(to));
        return
        [
            .. changed.Select(row => (Row: row, From: fromPositions[row.Row], To: toPositions[row.Row]))
                .OrderByDescending(row => Math.Min(from.Confidences[row.From], to.Confidences[row.To]))
                .ThenBy(row => row.Row.Row)
                .Take(Most)
                .Select(row => new ChangedSample(
                    row.Row.Row,
                    from.Ids[row.From],
                    classes[from.Labels[row.From]],
                    classes[row.Row.From],
                    from.Confidences[row.From],
                    classes[row.Row.To],
                    to.Confidences[row.To],
                    evidence.Picture(pair.Variant.Name, pair.From, row.Row.Row),
                    evidence.Picture(pair.Variant.Name, pair.To, row.Row.Row))),
        ];
    }

    private static Dictionary<int, int> Positions(TrialRows rows) =>
        Enumerable.Range(0, rows.Rows.Count).ToDictionary(position => rows.Rows[position], position => position);
}
