namespace MlPipelines.Evaluation;

/// <summary>Curves of precision against recall of the classes that are ranked worst, each against the rest.</summary>
internal static class PrecisionRecallConclusion
{
    /// <summary>More lines than this nobody reads, and a study of a thousand classes stays small.</summary>
    private const int MostClasses = 20;

    private const int Points = 20;

    /// <summary>The classes with test rows in every finished repeat, the lowest average precision first; of two classes the second alone.</summary>
    public static IReadOnlyList<PrecisionRecallCurve> Of(VariantScores variant, IReadOnlyList<string> classes)
    {
        MeasurementScores[] repeats = [.. variant.RepeatsWith(MeasurementNames.Test).Select(repeat => variant.Scores(MeasurementNames.Test, repeat))];
        if (repeats.Length == 0 || repeats.Any(scores => scores.Probabilities is null))
        {
            return [];
        }

        IEnumerable<int> indexes = classes.Count == 2 ? [1] : Enumerable.Range(0, classes.Count);
        (int Index, double Precision)[] worst =
        [
            .. indexes.Where(index => repeats.All(scores => HasBoth(scores, index)))
                .Select(index => (Index: index, Precision: repeats.Average(scores => Ranked(scores, classes.Count, index).AveragePrecision)))
                .OrderBy(one => one.Precision).ThenBy(one => one.Index)
                .Take(MostClasses),
        ];
        return [.. worst.Select(one => Curve(one.Index, one.Precision))];

        PrecisionRecallCurve Curve(int index, double precision)
        {
            double[][] curves = [.. repeats.Select(scores => Ranked(scores, classes.Count, index).PrecisionAtRecalls(Points))];
            return new PrecisionRecallCurve(
                classes[index],
                precision,
                repeats.Average(scores => (double)scores.Labels.Count(label => label == index) / scores.Count),
                [
                    .. Enumerable.Range(0, Points).Select(point => new PrecisionPoint(
                        (point + 1.0) / Points,
                        curves.Average(curve => curve[point]),
                        curves.Min(curve => curve[point]),
                        curves.Max(curve => curve[point]))),
                ]);
        }
    }

    private static bool HasBoth(MeasurementScores scores, int index) =>
        scores.Labels.Contains(index) && scores.Labels.Any(label => label != index);

    private static RankedClass Ranked(MeasurementScores scores, int classes, int index) => RankedClass.Of(scores.Labels, scores.Probabilities, classes, index);
}
