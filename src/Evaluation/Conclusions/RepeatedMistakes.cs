namespace MlPipelines.Evaluation;

/// <summary>How many repeats share a mistake of the first: a sample that all get wrong is hard or wrongly labelled, one that few get wrong is luck.</summary>
internal static class RepeatedMistakes
{
    /// <summary>The audit with its mistakes counted over the repeats of the baseline; as it is where repeats have other test samples.</summary>
    public static AuditResult? Count(AuditResult? audit, VariantScores baseline)
    {
        IReadOnlyList<int> repeats = baseline.RepeatsWith(MeasurementNames.Test);
        if (audit?.Mistakes is not { } mistakes || repeats.Count < 2 || !baseline.HoldsSameSamples(MeasurementNames.Test, repeats))
        {
            return audit;
        }

        return audit with
        {
            Mistakes = mistakes with
            {
                Examples = [.. mistakes.Examples.Select(mistake => mistake with { WrongIn = Wrong(mistake.Row), Repeats = repeats.Count })],
            },
        };

        int Wrong(int row) => repeats.Select(repeat => baseline.Scores(MeasurementNames.Test, repeat)).Count(scores =>
            Array.BinarySearch(scores.Rows, row) is >= 0 and var at && scores.Predicted[at] != scores.Labels[at]);
    }
}
