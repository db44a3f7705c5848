using MathNet.Numerics.Distributions;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>How often tests reject what is true, and the exact coverage of the Wilson interval.</summary>
internal static class TestSizes
{
    /// <summary>P(sign-flip p &lt;= level) when seeds alone make the differences; discrete differences have ties.</summary>
    public static SimulatedRate SignFlip(int repeats, double level, bool discrete, int draws) => SimulatedRate.Of(
        FormattableString.Invariant($"sign-flip p <= {level}, R {repeats}, {(discrete ? "steps of 1/5" : "continuous")} differences"),
        draws,
        draw =>
        {
            CounterRandom random = CrossedCoverage.Stream(5, draw);
            double[] differences = new double[repeats];
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                double difference = random.NextNormal();
                differences[repeat] = discrete ? Math.Round(2 * difference) / 5 : difference;
            }

            return SignFlipTest.PValue(differences) <= level;
        });

    /// <summary>P(any variant called different) when all variants equal the baseline, whose rows and runs they share.</summary>
    public static SimulatedRate HolmFamily(LatentStudy study, int rows, double accuracy, int variants, bool withSignFlip, int draws) => SimulatedRate.Of(
        FormattableString.Invariant(
            $"Holm, {variants} variants alike, R {study.Repeats}, n {rows}: any {(withSignFlip ? "better or worse" : "crossed p < 0.05")}"),
        draws,
        draw =>
        {
            CounterRandom random = CrossedCoverage.Stream(6, draw);
            double[] difficulty = LatentStudy.DrawDifficulty(ref random, rows);
            double[][] baseline = study.DrawRight(ref random, study.DrawLuck(ref random), difficulty, accuracy);
            var estimates = new CrossedEstimate[variants];
            for (int variant = 0; variant < variants; variant++)
            {
                estimates[variant] = CrossedCoverage.Minus(study.DrawRight(ref random, study.DrawLuck(ref random), difficulty, accuracy), baseline);
            }

            double[] adjusted = HolmCorrection.Adjust([.. estimates.Select(estimate => estimate.PValue())]);
            double[] seeds = HolmCorrection.Adjust([.. estimates.Select(estimate => SignFlipTest.PValue(estimate.Values))]);
            return Enumerable.Range(0, variants).Any(variant => withSignFlip
                ? VariantComparison.Verdict(estimates[variant], adjusted[variant], seeds[variant], true, 0.02) is "better" or "worse"
                : adjusted[variant] < 0.05);
        });

    /// <summary>Coverage of the Wilson interval by summing the binomial distribution: exact, no draws.</summary>
    public static double WilsonCoverage(int rows, double accuracy) => Enumerable.Range(0, rows + 1)
        .Where(right => CrossedCoverage.Holds(WilsonInterval.Of(right, rows), accuracy))
        .Sum(right => Binomial.PMF(accuracy, rows, right));
}
