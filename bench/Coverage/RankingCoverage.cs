using MathNet.Numerics.Distributions;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>
/// Coverage of ROC AUC and average precision. A row's score for a class is <c>difficulty + interaction</c>, and for its own class <c>signal + luck of the seed</c> more, so
/// that both metrics are known given the seed, and their means over seeds by quadrature. The classes' rows are as many in every draw.
/// </summary>
internal static class RankingCoverage
{
    public static SimulatedRate Of(LatentStudy study, int rows, int classes, double positives, double signal, bool averagePrecision, int draws)
    {
        double share = classes == 2 ? positives : 1.0 / classes;
        double truth = Truth(study, share, signal, averagePrecision);
        return SimulatedRate.Of(
            FormattableString.Invariant(
                $"{(averagePrecision ? "average precision" : "ROC AUC")} {truth:0.000}, {classes} classes, positives {share:0.0}, R {study.Repeats}, n {rows}, seed {study.SeedSpread}"),
            draws,
            draw =>
            {
                CounterRandom random = CrossedCoverage.Stream(12, draw);
                int[] labels = [.. Enumerable.Range(0, rows).Select(row => classes == 2 ? (row < positives * rows ? 1 : 0) : row % classes)];
                double[] luck = study.DrawLuck(ref random);
                double[] difficulty = LatentStudy.DrawDifficulty(ref random, rows * classes);
                var scores = new MeasurementScores[luck.Length];
                for (int repeat = 0; repeat < scores.Length; repeat++)
                {
                    float[] probabilities = new float[rows * classes];
                    for (int index = 0; index < probabilities.Length; index++)
                    {
                        bool isOwn = labels[index / classes] == index % classes;
                        double score = difficulty[index] + (study.InteractionSpread * random.NextNormal()) + (isOwn ? signal + luck[repeat] : 0);
                        probabilities[index] = (float)(1 / (1 + Math.Exp(-score)));
                    }

                    scores[repeat] = SimulatedRows.Of(labels, probabilities, classes);
                }

                (CrossedEstimate area, CrossedEstimate precision) = ProbabilityMetricInterval.OfRanking(scores, classes, true, 0)!.Value;
                // Null, where nothing is ranked wrong, claims nothing.
                return ProbabilityMetricInterval.OnLogitScale(averagePrecision ? precision : area) is not { } interval
                    || CrossedCoverage.Holds(interval, truth);
            });
    }

    private static double Truth(LatentStudy study, double share, double signal, bool averagePrecision)
    {
        double spread = Math.Sqrt(1 + (study.InteractionSpread * study.InteractionSpread));
        return Quadrature.OverNormal(luck =>
        {
            double separation = (signal + (study.SeedSpread * luck)) / spread;
            return averagePrecision
                ? Quadrature.OverNormal(score =>
                {
                    double above = share * Normal.CDF(0, 1, -score);
                    return above / (above + ((1 - share) * Normal.CDF(0, 1, -score - separation)));
                })
                : Normal.CDF(0, 1, separation / Math.Sqrt(2));
        });
    }
}
