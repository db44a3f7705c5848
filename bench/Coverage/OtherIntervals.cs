using MathNet.Numerics.Distributions;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>Coverage of the intervals beside the plain crossed one: the bootstrap of balanced accuracy, and sets that repeats hold in part.</summary>
internal static class OtherIntervals
{
    /// <summary>Shares and accuracies of the classes, the rare ones harder, as imbalance makes them.</summary>
    private static readonly (double Share, double Accuracy)[] s_classes = [(0.5, 0.95), (0.3, 0.85), (0.2, 0.7)];

    /// <summary>The BCa bootstrap with the repeats' variance; the truth is the mean of the classes' accuracies.</summary>
    public static SimulatedRate BalancedAccuracy(LatentStudy study, int rows, int draws) => SimulatedRate.Of(
        FormattableString.Invariant($"balanced accuracy, BCa, R {study.Repeats}, n {rows}, seed {study.SeedSpread}, interaction {study.InteractionSpread}"),
        draws,
        draw =>
        {
            CounterRandom random = CrossedCoverage.Stream(9, draw);
            double[] luck = study.DrawLuck(ref random);
            double[] difficulty = LatentStudy.DrawDifficulty(ref random, rows);
            double spread = Math.Sqrt(1 + (study.SeedSpread * study.SeedSpread) + (study.InteractionSpread * study.InteractionSpread));
            int[] labels = new int[rows];
            int[][] predicted = [.. luck.Select(_ => new int[rows])];
            for (int row = 0; row < rows; row++)
            {
                double share = random.NextDouble();
                labels[row] = share < s_classes[0].Share ? 0 : share < s_classes[0].Share + s_classes[1].Share ? 1 : 2;
                double limit = spread * Normal.InvCDF(0, 1, s_classes[labels[row]].Accuracy);
                for (int repeat = 0; repeat < luck.Length; repeat++)
                {
                    bool isRight = difficulty[row] + luck[repeat] + (study.InteractionSpread * random.NextNormal()) < limit;
                    predicted[repeat][row] = isRight ? labels[row] : (labels[row] + 1) % s_classes.Length;
                }
            }

            Interval interval = RowBootstrap.Of(PredictionPatterns.Of(labels, predicted, s_classes.Length), [CountMetric.BalancedAccuracy])[0]!;
            return CrossedCoverage.Holds(interval, s_classes.Average(ofClass => ofClass.Accuracy));
        });

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
