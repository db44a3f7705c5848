namespace MlPipelines.Evaluation;

/// <summary>Accuracy on training samples beside what guessing their largest class every time gives.</summary>
/// <param name="Class">The largest class.</param>
/// <param name="Share">Its share: the accuracy of the guess.</param>
/// <param name="Accuracy">The accuracy of the model, mean over repeats.</param>
/// <param name="Interval">95% interval of it.</param>
internal sealed record ChanceAccuracy(int Class, double Share, double Accuracy, Interval Interval)
{
    /// <summary>Whether the accuracy cannot be told from the guess, or is worse.</summary>
    public bool IsAll => Interval.Lower <= Share;

    /// <summary>
    /// Null when clean training samples were not measured. The classes are those of the variant's own training samples: it may have fewer than the
    /// data set.
    /// </summary>
    public static ChanceAccuracy? Of(VariantScores variant)
    {
        IReadOnlyList<int> repeats = variant.RepeatsWith(MeasurementNames.TrainClean);
        if (repeats.Count == 0)
        {
            return null;
        }

        int[] labels = variant.Scores(MeasurementNames.TrainClean, repeats[0]).Labels;
        IGrouping<int, int> largest = labels.GroupBy(label => label).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First();
        SignedMeasurement[] term = [new SignedMeasurement(variant, MeasurementNames.TrainClean, 1)];
        CrossedEstimate estimate = StatisticEstimate.Of(term, RowMetric.Accuracy, repeats);
        return new ChanceAccuracy(
            largest.Key,
            largest.Count() / (double)labels.Length,
            estimate.Mean,
            MetricSummaries.AccuracyInterval(estimate, StatisticEstimate.ScoresOf(term, RowMetric.Accuracy, repeats)));
    }
}
