using MathNet.Numerics.Distributions;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>
/// Coverage of the chi-squared interval of the standard deviation over repeats and of Pitman and Morgan's interval of a ratio. The truth is that of infinitely
/// many seeds on the same rows, by quadrature over the seed's luck.
/// </summary>
internal static class SpreadCoverage
{
    public static SimulatedRate Deviation(LatentStudy study, int rows, double accuracy, int draws) => SimulatedRate.Of(
        FormattableString.Invariant($"sd of accuracy {accuracy}, R {study.Repeats}, n {rows}, seed {study.SeedSpread}, interaction {study.InteractionSpread}"),
        draws,
        draw =>
        {
            CounterRandom random = CrossedCoverage.Stream(14, draw);
            double[] difficulty = LatentStudy.DrawDifficulty(ref random, rows);
            double[] values = Draw(ref random, study, difficulty, accuracy);
            return CrossedCoverage.Holds(StandardDeviationInterval.Of(SpreadConclusion.Deviation(values), values.Length), Truth(study, difficulty, accuracy));
        });

    public static SimulatedRate Ratio(LatentStudy study, LatentStudy against, int rows, double accuracy, int draws) => SimulatedRate.Of(
        FormattableString.Invariant($"ratio of sd, seed {study.SeedSpread} over {against.SeedSpread}, R {study.Repeats}, n {rows}, interaction {study.InteractionSpread}"),
        draws,
        draw =>
        {
            CounterRandom random = CrossedCoverage.Stream(15, draw);
            double[] difficulty = LatentStudy.DrawDifficulty(ref random, rows);
            double[] values = Draw(ref random, study, difficulty, accuracy);
            double[] others = Draw(ref random, against, difficulty, accuracy);
            double truth = Truth(study, difficulty, accuracy) / Truth(against, difficulty, accuracy);
            // Equal accuracies in all repeats have no ratio, which claims nothing.
            return StandardDeviationInterval.Ratio(values, others) is not { } ratio || CrossedCoverage.Holds(ratio.Interval, truth);
        });

    private static double[] Draw(ref CounterRandom random, LatentStudy study, double[] difficulty, double accuracy) =>
        [.. study.DrawRight(ref random, study.DrawLuck(ref random), difficulty, accuracy).Select(SampleSetScores.Mean)];

    /// <summary>The variance of the accuracy over seeds: of its mean given the luck, and within it the rows' own coin flips.</summary>
    private static double Truth(LatentStudy study, double[] difficulty, double accuracy)
    {
        const int Steps = 40;
        double spread = Math.Sqrt(1 + (study.SeedSpread * study.SeedSpread) + (study.InteractionSpread * study.InteractionSpread));
        double limit = spread * Normal.InvCDF(0, 1, accuracy);
        (double weights, double mean, double square, double within) = (0, 0, 0, 0);
        for (int step = 0; step < Steps; step++)
        {
            double at = -4 + (8 * (step + 0.5) / Steps);
            double weight = Normal.PDF(0, 1, at);
            (double right, double flips) = (0, 0);
            foreach (double ofRow in difficulty)
            {
                double p = Normal.CDF(0, 1, (limit - ofRow - (study.SeedSpread * at)) / study.InteractionSpread);
                right += p / difficulty.Length;
                flips += p * (1 - p) / ((double)difficulty.Length * difficulty.Length);
            }

            weights += weight;
            mean += weight * right;
            square += weight * right * right;
            within += weight * flips;
        }

        return Math.Sqrt(((square - (mean * mean / weights)) / weights) + (within / weights));
    }
}
