namespace MlPipelines.Evaluation;

/// <summary>
/// From signed measurements to the crossed estimate: measurements on the same samples become one set of signed sums, so that what rows have
/// in common cancels; measurements on different samples stay sets of their own.
/// </summary>
internal static class StatisticEstimate
{
    public static CrossedEstimate Of(IReadOnlyList<SignedMeasurement> terms, RowMetric metric, IReadOnlyList<int> repeats)
    {
        SampleSetScores[] sets = [.. Sets(terms, repeats).SelectMany(set => Scores(set, metric, repeats))];
        return CrossedEstimate.Of(sets, HeldOutRatio(terms, repeats));
    }

    /// <summary>The scores of terms that share one sample set.</summary>
    public static SampleSetScores ScoresOf(IReadOnlyList<SignedMeasurement> terms, RowMetric metric, IReadOnlyList<int> repeats) =>
        Scores([.. terms], metric, repeats).Single();

    /// <summary>
    /// Nadeau and Bengio's n_test / n_train where training sets overlap because the split varies: the largest redrawn held-out set that the statistic uses, or, when it uses none, the
    /// largest there is, over the training rows.
    /// </summary>
    public static double HeldOutRatio(IReadOnlyList<SignedMeasurement> terms, IReadOnlyList<int> repeats)
    {
        if (!terms.Any(term => term.Variant.RepeatsOverlap) || repeats.Count < 2)
        {
            return 0;
        }

        string[] used = [.. terms.Select(term => term.Measurement)];
        return terms.Select(term => term.Variant).Distinct().Max(variant =>
        {
            double ofUsed = HeldOutRows(variant, used, repeats);
            double rows = ofUsed > 0 ? ofUsed : HeldOutRows(variant, MeasurementNames.All, repeats);
            return rows / variant.Facts(MeasurementNames.TrainClean, repeats[0]).Count;
        });
    }

    private static double HeldOutRows(VariantScores variant, IEnumerable<string> measurements, IReadOnlyList<int> repeats) => measurements
        .Where(measurement => SignedMeasurement.SampleSetOf(measurement) != "train"
            && !repeats.Except(variant.RepeatsWith(measurement)).Any()
            && !variant.HoldsSameSamples(measurement, repeats))
        .Select(measurement => repeats.Average(repeat => variant.Facts(measurement, repeat).Count))
        .DefaultIfEmpty(0)
        .Max();

    /// <summary>Groups the terms by the samples they share; two variants that were split differently share none.</summary>
    private static IEnumerable<SignedMeasurement[]> Sets(IReadOnlyList<SignedMeasurement> terms, IReadOnlyList<int> repeats)
    {
        foreach (IGrouping<string, SignedMeasurement> ofSet in terms.GroupBy(term => term.SampleSet))
        {
            SignedMeasurement[][] byVariant = [.. ofSet.GroupBy(term => term.Variant).Select(group => group.ToArray())];
            bool shared = repeats.All(repeat => byVariant.Select(group => group[0].Scores(repeat).Samples).Distinct().Count() == 1);
            IEnumerable<SignedMeasurement[]> groups = byVariant.Length > 1 && !shared ? byVariant : [ofSet.ToArray()];
            foreach (SignedMeasurement[] group in groups)
            {
                yield return group;
            }
        }
    }

    private static IReadOnlyList<SampleSetScores> Scores(SignedMeasurement[] terms, RowMetric metric, IReadOnlyList<int> repeats)
    {
        PresentRows[] present = [.. repeats.Select(repeat => PresentRows.Of(terms, metric, repeat))];
        double[][] values = [.. present.Select(rows => rows.Values)];
        bool sameSamples = terms.All(term => term.Variant.HoldsSameSamples(term.Measurement, repeats));
        bool areShares = metric is RowMetric.Accuracy or RowMetric.BalancedAccuracy && present.All(rows => !rows.AreWeighed);
        RowValues kind = (areShares, terms.Length) switch
        {
            (true, 1) => RowValues.Share,
            (true, 2) => RowValues.ShareDifference,
            _ => RowValues.Any,
        };
        bool redrawn = !sameSamples && terms.Any(term => term.Variant.SplitVaries);
        if (metric == RowMetric.BalancedAccuracy)
        {
            int[][] labels = [.. repeats.Select((repeat, index) => terms[0].Scores(repeat).LabelsOf(present[index].Rows))];
            return redrawn ? [ClassSampleSets.Redrawn(values, labels)]
                : sameSamples ? ClassSampleSets.Crossed(values, labels[0], kind)
                : ClassSampleSets.Partial(values, labels, [.. present.Select(rows => rows.Rows)]);
        }

        return sameSamples ? [SampleSetScores.Crossed(values, kind)]
            : redrawn ? [SampleSetScores.Redrawn(values)]
            : [SampleSetScores.Partial(values, [.. present.Select(rows => rows.Rows)])];
    }
}
