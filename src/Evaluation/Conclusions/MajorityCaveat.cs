using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>
/// What imbalance looks like: a model that is no better than always answering the class that is most frequent in training, or that is better and yet knows
/// little of the rare classes.
/// </summary>
internal static class MajorityCaveat
{
    /// <summary>Below this part of the way from chance to 1, balanced accuracy is called near chance.</summary>
    private const double NearChance = 0.2;

    /// <summary>At most one sentence.</summary>
    public static IEnumerable<string> Of(VariantScores baseline, VariantResult result)
    {
        IReadOnlyList<int> repeats = baseline.RepeatsWith(MeasurementNames.TrainClean, MeasurementNames.Test);
        MetricSummary accuracy = result.Summary[MeasurementNames.Test]["accuracy"];
        MetricSummary balanced = result.Summary[MeasurementNames.Test]["balancedAccuracy"];
        int classes = result.Classes.Count;
        if (repeats.Count == 0 || classes < 2)
        {
            yield break;
        }

        int majority = MostFrequent(baseline, repeats, classes);
        double constant = repeats.Average(repeat => ShareOf(baseline.Scores(MeasurementNames.Test, repeat).Labels, majority));
        Interval difference = Difference(baseline, repeats, majority);
        if (difference.Lower <= 0)
        {
            string interval = accuracy.Interval is { } known ? $" ({Points.Range(known)})" : "";
            string relation = difference.Upper < 0 ? "worse than that" : "not shown to be better than that";
            yield return Text(
                $"Always answering \"{result.Classes[majority].Name}\", the most frequent training class, scores {Points.Percent(constant)} on these test rows; this model's {Points.Percent(accuracy.Mean)}{interval} is {relation}.");
        }
        else if (balanced.Mean - (1.0 / classes) < NearChance * (1 - (1.0 / classes)))
        {
            yield return Text(
                $"Test accuracy is above the {Points.Percent(constant)} of always answering \"{result.Classes[majority].Name}\", but the mean accuracy over classes is {Points.Percent(balanced.Mean)}, little more than the {Points.Percent(1.0 / classes)} of guessing: the frequent classes make it.");
        }
    }

    /// <summary>Over the training rows of all repeats; the first of equals.</summary>
    private static int MostFrequent(VariantScores baseline, IReadOnlyList<int> repeats, int classes)
    {
        long[] counts = new long[classes];
        foreach (int repeat in repeats)
        {
            foreach (int label in baseline.Scores(MeasurementNames.TrainClean, repeat).Labels)
            {
                counts[label]++;
            }
        }

        return Array.IndexOf(counts, counts.Max());
    }

    /// <summary>Accuracy minus that of the constant answer, row by row.</summary>
    private static Interval Difference(VariantScores baseline, IReadOnlyList<int> repeats, int majority)
    {
        double[][] values =
        [
            .. repeats.Select(repeat => baseline.Scores(MeasurementNames.Test, repeat)).Select(scores => Enumerable.Range(0, scores.Count)
                .Select(position => scores.Value(RowMetric.Accuracy, position) - (scores.Labels[position] == majority ? 1 : 0)).ToArray()),
        ];
        return baseline.HoldsSameSamples(MeasurementNames.Test, repeats)
            ? CrossedEstimate.Of([SampleSetScores.Crossed(values, RowValues.ShareDifference)]).Interval()
            : CrossedEstimate.Of(
                [SampleSetScores.Redrawn(values)],
                StatisticEstimate.HeldOutRatio([new SignedMeasurement(baseline, MeasurementNames.Test, 1)], repeats)).Interval();
    }

    private static double ShareOf(int[] labels, int index) => labels.Count(label => label == index) / (double)labels.Length;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
