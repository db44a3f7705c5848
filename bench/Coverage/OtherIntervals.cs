using MathNet.Numerics.Distributions;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>Coverage of the intervals beside the plain crossed one: the bootstrap of balanced accuracy, and sets that repeats hold in part.</summary>
internal static class OtherIntervals
{
    /// <summary>Shares and accuracies of the classes, the rare ones harder, as imbalance makes them.</summary>
    private static readonly (double Share, double Accuracy)[] s_classes = [(0.5, 0.95), (0.3, 0.85), (0.2, 0.7)];

    /// <summary>
    /// By the crossed rule with a sample set per class, or by the BCa bootstrap with the repeats' variance; the truth is the mean of the classes' accuracies.
    /// </summary>
    public static SimulatedRate BalancedAccuracy(LatentStudy study, int rows, bool bootstrap, int draws) => SimulatedRate.Of(
        FormattableString.Invariant(
            $"balanced accuracy, {(bootstrap ? "BCa" : "crossed by class")}, R {study.Repeats}, n {rows}, seed {study.SeedSpread}, interaction {study.InteractionSpread}"),
        draws,
        draw =>
        {
            CounterRandom random = CrossedCoverage.Stream(9, draw);
            int[] labels = new int[rows];
            double[] difficulty = LatentStudy.DrawDifficulty(ref random, rows);
            for (int row = 0; row < rows; row++)
            {
                double share = random.NextDouble();
                labels[row] = share < s_classes[0].Share ? 0 : share < s_classes[0].Share + s_classes[1].Share ? 1 : 2;
            }

            double[][] right = DrawRight(ref random, study, study.DrawLuck(ref random), difficulty, labels, 0);
            int[][] predicted = [.. right.Select(ofRepeat => labels.Select((label, row) => ofRepeat[row] > 0 ? label : (label + 1) % s_classes.Length).ToArray())];
            Interval interval = bootstrap
                ? RowBootstrap.Of(PredictionPatterns.Of(labels, predicted, s_classes.Length), [CountMetric.BalancedAccuracy])[0]!
                : CrossedEstimate.Of([.. ClassSampleSets.Crossed(right, labels, RowValues.Share)]).Interval();
            return CrossedCoverage.Holds(interval, s_classes.Average(ofClass => ofClass.Accuracy));
        });

    /// <summary>Balanced accuracy of a variant minus that of the baseline on the same rows, by the crossed rule with a sample set per class.</summary>
    public static SimulatedRate BalancedDifference(LatentStudy study, int rows, double gain, int draws) => SimulatedRate.Of(
        FormattableString.Invariant(
            $"paired balanced accuracy +{gain}, R {study.Repeats}, n {rows}, seed {study.SeedSpread}, interaction {study.InteractionSpread}"),
        draws,
        draw =>
        {
            CounterRandom random = CrossedCoverage.Stream(11, draw);
            int[] labels = [.. Enumerable.Range(0, rows).Select(row => row < 0.5 * rows ? 0 : row < 0.8 * rows ? 1 : 2)];
            double[] difficulty = LatentStudy.DrawDifficulty(ref random, rows);
            double[][] variant = DrawRight(ref random, study, study.DrawLuck(ref random), difficulty, labels, gain);
            double[][] baseline = DrawRight(ref random, study, study.DrawLuck(ref random), difficulty, labels, 0);
            double[][] values = [.. variant.Zip(baseline, (one, other) => one.Zip(other, (a, b) => a - b).ToArray())];
            var estimate = CrossedEstimate.Of([.. ClassSampleSets.Crossed(values, labels, RowValues.ShareDifference)]);
            return CrossedCoverage.Holds(estimate.Interval(), gain);
        });

    private static double[][] DrawRight(ref CounterRandom random, LatentStudy study, double[] luck, double[] difficulty, int[] labels, double gain)
    {
        double spread = Math.Sqrt(1 + (study.SeedSpread * study.SeedSpread) + (study.InteractionSpread * study.InteractionSpread));
        double[] limits = [.. s_classes.Select(ofClass => spread * Normal.InvCDF(0, 1, ofClass.Accuracy + gain))];
        double[][] right = [.. luck.Select(_ => new double[labels.Length])];
        for (int repeat = 0; repeat < luck.Length; repeat++)
        {
            for (int row = 0; row < labels.Length; row++)
            {
                double latent = difficulty[row] + luck[repeat] + (study.InteractionSpread * random.NextNormal());
                right[repeat][row] = latent < limits[labels[row]] ? 1 : 0;
            }
        }

        return right;
    }

    /// <summary>Every repeat presents a random part of the same rows.</summary>
    public static SimulatedRate PartialRows(LatentStudy study, int rows, double presented, double accuracy, int draws) => SimulatedRate.Of(
        FormattableString.Invariant(
            $"accuracy {accuracy}, {100 * presented:0}% of rows present, R {study.Repeats}, n {rows}, seed {study.SeedSpread}, interaction {study.InteractionSpread}"),
        draws,
        draw =>
        {
            CounterRandom random = CrossedCoverage.Stream(10, draw);
            double[][] right = study.DrawRight(ref random, study.DrawLuck(ref random), LatentStudy.DrawDifficulty(ref random, rows), accuracy);
            int[][] present = new int[right.Length][];
            for (int repeat = 0; repeat < right.Length; repeat++)
            {
                int[] order = [.. Enumerable.Range(0, rows)];
                random.Shuffle<int>(order);
                present[repeat] = order[..(int)(presented * rows)];
            }

            double[][] values = [.. present.Select((ofRepeat, repeat) => ofRepeat.Select(row => right[repeat][row]).ToArray())];
            return CrossedCoverage.Holds(CrossedEstimate.Of([SampleSetScores.Partial(values, present)]).Interval(), accuracy);
        });
}
