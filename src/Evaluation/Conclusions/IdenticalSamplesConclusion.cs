namespace MlPipelines.Evaluation;

/// <summary>Identical samples in two treatments.</summary>
internal static class IdenticalSamplesConclusion
{
    private const string TrainingMode = "trainingMode";

    /// <summary>The pairs that a variant measured.</summary>
    public static IReadOnlyList<IdenticalPair> Of(VariantScores variant, StudyEvidence evidence, IReadOnlyList<string> classes)
    {
        // Only rows whose prediction changed need what the scores do not keep, and one reading serves all pairs.
        var rows = new Lazy<IReadOnlyDictionary<string, TrialRows>>(() => evidence.Rows(variant.Name, 0).ToDictionary());
        var pairs = new List<IdenticalPair>();
        foreach (SamePair pair in Pairs(variant))
        {
            if (pair.Repeats.Count > 0 && (pair.Name != "skew" || pair.AnythingDiffers()))
            {
                pairs.Add(Pair(pair, new ChangedSamples(pair, evidence, classes, rows)));
            }
        }

        return pairs;
    }

    private static IEnumerable<SamePair> Pairs(VariantScores variant)
    {
        // What training did is told once, where the weights were trained.
        if (variant.Finished.Any(trial => trial.WeightsFrom is null))
        {
            bool augmented = variant.RepeatsWith(MeasurementNames.TrainAugmented).Count > 0;
            yield return SamePair.Of(TrainingMode, variant, MeasurementNames.Running, augmented ? MeasurementNames.TrainAugmented : MeasurementNames.TrainClean);
            yield return SamePair.Of("augmentation", variant, MeasurementNames.TrainAugmented, MeasurementNames.TrainClean);
        }

        yield return SamePair.Of("skew", variant, MeasurementNames.ValidationClean, MeasurementNames.Validation);
        yield return SamePair.Of("deployment", variant, MeasurementNames.TrainClean, MeasurementNames.TrainAsTest);
    }

    private static IdenticalPair Pair(SamePair pair, ChangedSamples changed)
    {
        SignedMeasurement[] terms = pair.Terms(-1);
        CrossedEstimate difference = StatisticEstimate.Of(terms, RowMetric.Accuracy, pair.Repeats);

        // Both accuracies over the rows that both measurements hold, weighed alike: half the sum and half the difference.
        double sum = StatisticEstimate.Of(pair.Terms(1), RowMetric.Accuracy, pair.Repeats).Mean;
        SampleSetScores shares = pair.ChangedRows();
        CrossedEstimate share = CrossedEstimate.Of([shares], StatisticEstimate.HeldOutRatio(terms, pair.Repeats));
        return new IdenticalPair
        {
            Name = pair.Name,
            From = pair.From,
            To = pair.To,
            Rows = shares.Repeats[0].Length,
            AccuracyFrom = (sum + difference.Mean) / 2,
            AccuracyTo = (sum - difference.Mean) / 2,
            Difference = new GapPart(pair.Name, pair.From, pair.To, difference.Mean, difference.Interval()),
            Changed = share.Mean,
            ChangedInterval = MetricSummaries.AccuracyInterval(share, shares),
            // Between moving weights and those that are kept, no treatment of the sample differs, so there is nothing to look at.
            Examples = pair.Name == TrainingMode ? [] : changed.MostSure(),
        };
    }
}
