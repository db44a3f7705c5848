using MlPipelines.Evaluation;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>How far the predictions of two trials lie apart.</summary>
internal static class RowDifference
{
    /// <summary>Compares all measurements.</summary>
    /// <param name="one">Measurement → rows.</param>
    /// <param name="other">The other trial's.</param>
    /// <returns>The largest difference of a probability, null where not the same rows were predicted; the number of rows; those with another predicted class.</returns>
    public static (double? Largest, int Rows, int OtherClasses) Of(IReadOnlyDictionary<string, TrialRows> one, IReadOnlyDictionary<string, TrialRows> other)
    {
        if (!one.Keys.Order(StringComparer.Ordinal).SequenceEqual(other.Keys.Order(StringComparer.Ordinal)) || one.Any(pair => !SameRows(pair.Value, other[pair.Key])))
        {
            return (null, 0, 0);
        }

        return (
            one.Select(pair => Largest(pair.Value, other[pair.Key])).DefaultIfEmpty(0).Max(),
            one.Values.Sum(rows => rows.Rows.Count),
            one.Sum(pair => pair.Value.Predicted.Zip(other[pair.Key].Predicted).Count(classes => classes.First != classes.Second)));
    }

    private static bool SameRows(TrialRows one, TrialRows other) =>
        one.Rows.SequenceEqual(other.Rows) && one.Ids.SequenceEqual(other.Ids) && one.Labels.SequenceEqual(other.Labels) && one.Probabilities?.Length == other.Probabilities?.Length;

    private static double Largest(TrialRows one, TrialRows other) => Math.Max(
        ModelDifference.LargestOf(one.Probabilities, other.Probabilities),
        Math.Max(
            ModelDifference.LargestOf([.. one.TrueProbabilities], [.. other.TrueProbabilities]),
            ModelDifference.LargestOf([.. one.Confidences], [.. other.Confidences])));
}
