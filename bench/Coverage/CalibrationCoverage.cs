using MathNet.Numerics.Distributions;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>
/// Coverage of the expected calibration error. Confidence is uniform between one half and 1; a row is right with the probability of its confidence less
/// a shift, given as a latent sum of row, seed and interaction. The truth is the binned error over infinitely many rows, its mean over seeds.
/// </summary>
internal static class CalibrationCoverage
{
    public static SimulatedRate Of(LatentStudy study, int rows, double shift, int draws)
    {
        double spread = Math.Sqrt(1 + (study.SeedSpread * study.SeedSpread) + (study.InteractionSpread * study.InteractionSpread));
        double truth = Truth(study, shift, spread);
        return SimulatedRate.Of(
            FormattableString.Invariant($"calibration error {truth:0.000}, R {study.Repeats}, n {rows}, seed {study.SeedSpread}, interaction {study.InteractionSpread}"),
            draws,
            draw =>
            {
                CounterRandom random = CrossedCoverage.Stream(13, draw);
                double[] luck = study.DrawLuck(ref random);
                double[] difficulty = LatentStudy.DrawDifficulty(ref random, rows);
                double[] confidence = new double[rows];
                for (int row = 0; row < rows; row++)
                {
                    confidence[row] = 0.5 + (0.5 * random.NextDouble());
                }

                var scores = new MeasurementScores[luck.Length];
                for (int repeat = 0; repeat < scores.Length; repeat++)
                {
                    float[] probabilities = new float[2 * rows];
                    for (int row = 0; row < rows; row++)
                    {
                        double latent = (difficulty[row] + luck[repeat] + (study.InteractionSpread * random.NextNormal())) / spread;
                        bool isRight = Normal.CDF(0, 1, latent) < confidence[row] - shift;
                        probabilities[2 * row] = (float)(isRight ? confidence[row] : 1 - confidence[row]);
                        probabilities[(2 * row) + 1] = 1 - probabilities[2 * row];
                    }

                    scores[repeat] = SimulatedRows.Of(new int[rows], probabilities, 2);
                }

                return CrossedCoverage.Holds(ProbabilityMetricInterval.OfCalibration(scores, true, 0), truth);
            });
    }

    private static double Truth(LatentStudy study, double shift, double spread)
    {
        const int Steps = 3000;
        double within = Math.Sqrt((spread * spread) - (study.SeedSpread * study.SeedSpread));
        return Quadrature.OverNormal(luck =>
        {
            double[] deviations = new double[CalibrationBins.Count];
            for (int step = 0; step < Steps; step++)
            {
                double confidence = 0.5 + (0.5 * (step + 0.5) / Steps);
                double limit = spread * Normal.InvCDF(0, 1, confidence - shift);
                deviations[CalibrationBins.Bin(confidence)] += (Normal.CDF(0, 1, (limit - (study.SeedSpread * luck)) / within) - confidence) / Steps;
            }

            return deviations.Sum(Math.Abs);
        });
    }
}
