using MathNet.Numerics.Distributions;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>
/// A real learner on real splits, for the interval of a varying split: two normal classes in five dimensions and the nearest class mean, whose
/// accuracy given its training rows is known exactly. The truth is its mean over training sets of that size.
/// </summary>
internal static class ResampledSplits
{
    private const int Dimensions = 5;
    private const double HalfDistance = 0.45;
    private static readonly Lazy<Dictionary<int, double>> s_truths = new(() => []);

    /// <summary>Coverage by Nadeau and Bengio's variance (or without their ratio) over random splits or k folds of one pool.</summary>
    public static SimulatedRate Coverage(int pool, int repeats, double testShare, bool kFold, bool withRatio, int draws)
    {
        int testRows = (int)(pool * testShare);
        double truth = Truth(pool - testRows);
        return SimulatedRate.Of(
            FormattableString.Invariant(
                $"{(kFold ? "k-fold" : "random splits")}, pool {pool}, R {repeats}, test {testRows}, {(withRatio ? "Nadeau-Bengio" : "1/R only")}"),
            draws,
            draw =>
            {
                CounterRandom random = CrossedCoverage.Stream(7, draw);
                double[][] rows = Draw(ref random, pool);
                int[] order = [.. Enumerable.Range(0, pool)];
                random.Shuffle<int>(order);
                double[][] right = new double[repeats][];
                for (int repeat = 0; repeat < repeats; repeat++)
                {
                    if (!kFold)
                    {
                        random.Shuffle<int>(order);
                    }

                    int start = kFold ? repeat * testRows : 0;
                    int[] test = order[start..(start + testRows)];
                    double[] means = Train(rows, [.. order[..start], .. order[(start + testRows)..]]);
                    right[repeat] = [.. test.Select(row => IsRight(means, rows[row], row) ? 1.0 : 0.0)];
                }

                double ratio = withRatio ? testRows / (double)(pool - testRows) : 0;
                return CrossedCoverage.Holds(CrossedEstimate.Of([SampleSetScores.Redrawn(right)], ratio).Interval(), truth);
            });
    }

    private static double Truth(int trainRows)
    {
        if (!s_truths.Value.TryGetValue(trainRows, out double truth))
        {
            const int Draws = 20_000;
            for (int draw = 0; draw < Draws; draw++)
            {
                CounterRandom random = CrossedCoverage.Stream(8, draw);
                truth += TrueAccuracy(Train(Draw(ref random, trainRows), [.. Enumerable.Range(0, trainRows)])) / Draws;
            }

            s_truths.Value.Add(trainRows, truth);
        }

        return truth;
    }

    /// <summary>Even rows are of class 0, around -h on every axis; odd ones of class 1, around +h.</summary>
    private static double[][] Draw(ref CounterRandom random, int count)
    {
        double[][] rows = new double[count][];
        for (int row = 0; row < count; row++)
        {
            rows[row] = new double[Dimensions];
            for (int axis = 0; axis < Dimensions; axis++)
            {
                rows[row][axis] = random.NextNormal() + (row % 2 == 0 ? -HalfDistance : HalfDistance);
            }
        }

        return rows;
    }

    /// <summary>The difference of the class means, and the threshold halfway between them.</summary>
    private static double[] Train(double[][] rows, int[] training)
    {
        double[] sums = new double[2 * Dimensions];
        int[] counts = new int[2];
        foreach (int row in training)
        {
            counts[row % 2]++;
            for (int axis = 0; axis < Dimensions; axis++)
            {
                sums[(row % 2 * Dimensions) + axis] += rows[row][axis];
            }
        }

        double[] rule = new double[Dimensions + 1];
        for (int axis = 0; axis < Dimensions; axis++)
        {
            double first = sums[axis] / counts[0];
            double second = sums[Dimensions + axis] / counts[1];
            rule[axis] = second - first;
            rule[Dimensions] += (second - first) * (second + first) / 2;
        }

        return rule;
    }

    private static bool IsRight(double[] rule, double[] values, int row)
    {
        double score = -rule[Dimensions];
        for (int axis = 0; axis < Dimensions; axis++)
        {
            score += rule[axis] * values[axis];
        }

        return score > 0 == (row % 2 == 1);
    }

    private static double TrueAccuracy(double[] rule)
    {
        double length = Math.Sqrt(rule[..Dimensions].Sum(weight => weight * weight));
        double centre = HalfDistance * rule[..Dimensions].Sum();
        return (Normal.CDF(0, 1, (centre - rule[Dimensions]) / length) + Normal.CDF(0, 1, (centre + rule[Dimensions]) / length)) / 2;
    }
}
