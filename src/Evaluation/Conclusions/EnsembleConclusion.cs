namespace MlPipelines.Evaluation;

/// <summary>
/// What averaging the probabilities of repeats brings: disjoint ensembles of each size, in the order of the repeats, so that they are as independent as
/// the repeats are.
/// </summary>
internal static class EnsembleConclusion
{
    private static readonly int[] s_sizes = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500];

    /// <summary>Ensembles of every size; null with fewer than two repeats, a varying test set, or without probabilities.</summary>
    public static EnsembleResult? Of(VariantScores variant, int classes)
    {
        if (classes < 2 || EnsembleMembers.Of(variant, variant.RepeatsWith(MeasurementNames.Test)) is not { } members)
        {
            return null;
        }

        return new EnsembleResult { Sizes = [.. s_sizes.Where(size => size < members.Count).Append(members.Count).Select(size => OfSize(members, size))] };
    }

    private static EnsembleSize OfSize(EnsembleMembers members, int size)
    {
        int groups = members.Count / size;
        double[][] right = new double[groups][];
        double[][] gain = new double[groups][];
        double loss = 0;
        for (int group = 0; group < groups; group++)
        {
            double[] sum = members.Sum(group * size, size);
            right[group] = members.Right(sum);
            double[] own = members.ShareRight(group * size, size);
            gain[group] = [.. right[group].Zip(own, (ensemble, single) => ensemble - single)];
            loss += members.LogLoss(sum, size) / groups;
        }

        var scores = SampleSetScores.Crossed(right, RowValues.Share);
        var accuracy = CrossedEstimate.Of([scores]);
        var difference = CrossedEstimate.Of([SampleSetScores.Crossed(gain)]);
        // An ensemble of one is its member, whatever the rows.
        return size == 1
            ? new EnsembleSize(1, groups, accuracy.Mean, MetricSummaries.AccuracyInterval(accuracy, scores), 0, new Interval(0, 0), loss)
            : new EnsembleSize(
                size, groups, accuracy.Mean, MetricSummaries.AccuracyInterval(accuracy, scores), difference.Mean, difference.Interval(), loss);
    }
}
