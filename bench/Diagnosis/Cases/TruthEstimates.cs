using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>The estimates that truths are made of, by the crossed rule of intervals.</summary>
internal static class TruthEstimates
{
    /// <summary>Mean right predictions of one run minus another's, on the same rows.</summary>
    /// <exception cref="InvalidOperationException">The runs have other rows, or all trainings of one failed.</exception>
    public static CrossedEstimate Difference(double[][] one, double[][] other) => CrossedEstimate.Of([SampleSetScores.Crossed(Differences(one, other), RowValues.ShareDifference)]);

    /// <summary>
    /// 1.96 standard deviations between seeds of accuracy on all rows alike (statistics, section 4): the variance between repeats, less what single rows bring to it. Its interval is that of a
    /// variance, by chi-squared.
    /// </summary>
    public static (double Range, Interval Interval) SeedRange(double[][] right)
    {
        CrossedEstimate accuracy = CrossedEstimate.Of([SampleSetScores.Crossed(right, RowValues.Share)]);
        double total = Math.Sqrt(accuracy.RepeatVariance);
        Interval around = StandardDeviationInterval.Of(total, right.Length);
        double ofRows = accuracy.RepeatVariance - accuracy.BetweenRepeats;
        return (Range(total), new Interval(Range(around.Lower), Range(around.Upper)));

        double Range(double deviation) => 1.96 * Math.Sqrt(Math.Max(0, (deviation * deviation) - ofRows));
    }

    /// <summary>The same for balanced accuracy: every class counts alike.</summary>
    public static CrossedEstimate BalancedDifference(double[][] one, double[][] other, IReadOnlyList<int> labels)
    {
        double[][] differences = Differences(one, other);
        int[] classes = [.. labels.Distinct().Order()];
        return CrossedEstimate.Of([.. classes.Select(label => SampleSetScores.Crossed(
            [.. differences.Select(repeat => repeat.Where((_, row) => labels[row] == label).ToArray())], RowValues.ShareDifference, 1.0 / classes.Length))]);
    }

    /// <summary>
    /// What wrong labels take of validation accuracy, counted with the labels from before the planting; or the part of the gap between training and validation, where that is less, because they take of training
    /// accuracy, too.
    /// </summary>
    public static CrossedEstimate OfGap(double[][] byTrueLabels, CaseTrainings planted)
    {
        CrossedEstimate taken = Difference(byTrueLabels, planted.Validation!);
        CrossedEstimate part = CrossedEstimate.Of([
            SampleSetScores.Crossed(planted.Train, RowValues.Share),
            SampleSetScores.Crossed([.. planted.Validation!.Select(repeat => repeat.Select(value => -value).ToArray())], RowValues.Share)]);
        return taken.Mean <= part.Mean ? taken : part;
    }

    /// <summary>
    /// Accuracy minus what it would be with classes in other shares: the sum over classes of <c>(share here - share there) recall</c>. The shares are planted and not drawn, so that only the
    /// recalls are uncertain.
    /// </summary>
    public static CrossedEstimate OtherShares(CaseTrainings run, IReadOnlyList<int> otherLabels)
    {
        Dictionary<int, double> here = run.TestLabels.CountBy(label => label).ToDictionary(pair => pair.Key, pair => (double)pair.Value / run.TestLabels.Count);
        Dictionary<int, double> there = otherLabels.CountBy(label => label).ToDictionary(pair => pair.Key, pair => (double)pair.Value / otherLabels.Count);
        return CrossedEstimate.Of([.. here.Keys.Order().Select(label => SampleSetScores.Crossed(
            [.. run.Test.Select(repeat => repeat.Where((_, row) => run.TestLabels[row] == label).ToArray())], RowValues.Share, here[label] - there.GetValueOrDefault(label)))]);
    }

    /// <summary>
    /// Accuracy on all test rows minus that on the few that are kept. The kept rows are what they are; the seeds, and all rows as a sample of the population, make it uncertain.
    /// </summary>
    public static CauseTruth FewRows(string cause, CaseTrainings run, IReadOnlyList<int> kept, double smallest)
    {
        double[] all = [.. run.Test.Select(SampleSetScores.Mean)];
        double[] luck = [.. run.Test.Select((repeat, index) => all[index] - kept.Average(row => repeat[row]))];
        double accuracy = SampleSetScores.Mean(all);
        double variance = (SampleSetScores.Variance(luck) / luck.Length) + (accuracy * (1 - accuracy) / run.TestLabels.Count);
        double half = 1.96 * Math.Sqrt(variance);
        double mean = SampleSetScores.Mean(luck);
        return CauseTruth.Of(cause, mean, new Interval(mean - half, mean + half), smallest);
    }

    /// <summary>
    /// Overfitting is there when the generalisation gap (training minus test accuracy; no shift is planted beside it) is above the smallest effect with certainty, and so is its harm: the clean
    /// run's test accuracy is higher by more than the smallest effect, or its test log loss is lower at all. It is not there when the gap is small with certainty, or neither harm is there.
    /// The points are those of the gap.
    /// </summary>
    public static CauseTruth Overfitting(string cause, CaseTrainings clean, CaseTrainings planted, double smallest)
    {
        CrossedEstimate gap = CrossedEstimate.Of([
            SampleSetScores.Crossed(planted.Train, RowValues.Share),
            SampleSetScores.Crossed([.. planted.Test.Select(repeat => repeat.Select(value => -value).ToArray())], RowValues.Share)]);
        Interval points = gap.Interval();
        Interval accuracy = Difference(clean.Test, planted.Test).Interval();
        Interval loss = CrossedEstimate.Of([SampleSetScores.Crossed(Differences(planted.TestLoss, clean.TestLoss))]).Interval();
        bool isHarmful = accuracy.Lower > smallest || loss.Lower > 0;
        bool isHarmless = accuracy.Upper < smallest && loss.Upper < 0;
        string state = points.Lower > smallest && isHarmful ? CauseTruth.Present
            : points.Upper < smallest || isHarmless ? CauseTruth.Absent
            : CauseTruth.Between;
        return new CauseTruth(cause, gap.Mean, points.Lower, points.Upper, state);
    }

    /// <summary>Repeat by repeat; one that follows no seed is paired with every repeat of the other.</summary>
    private static double[][] Differences(double[][] one, double[][] other)
    {
        int repeats = one.Length == 1 ? other.Length : other.Length == 1 ? one.Length : Math.Min(one.Length, other.Length);
        if (repeats == 0 || one[0].Length != other[0].Length)
        {
            throw new InvalidOperationException("a paired truth takes trainings on the same test rows");
        }

        return
        [
            .. Enumerable.Range(0, repeats).Select(repeat =>
                one[one.Length == 1 ? 0 : repeat].Zip(other[other.Length == 1 ? 0 : repeat], (first, second) => first - second).ToArray()),
        ];
    }
}
